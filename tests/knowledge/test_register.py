"""Registers: the shipped one holds what the document says, and each way of breaking one is told with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.check import REGISTERS, check_folder, read_folder
from knowledge.model import Register, Task
from knowledge.problems import BrokenFiles
from knowledge.register import COLUMNS, LONGEST_TITLE, read_register, split_deadlines, split_names
from nlp.problems import Problem
from nlp.when import Bound, Recurrence
from tests.knowledge.folder import AGENCIES, BOOK, CSV, PROGRAMME, ROWS, TOML, with_cell, write_folder, write_rows

SHIPPED = REGISTERS / "01-ctr-ubnd-ca-mau-2024.csv"


@pytest.fixture(scope="module")
def shipped() -> Register:
    """The shipped register."""
    register, problems = read_register(SHIPPED)
    assert problems == []
    assert register is not None
    return register


def task_of(register: Register, ref: str) -> Task:
    [task] = [task for task in register.tasks if task.ref == ref]
    return task


# The shipped register


def test_the_shipped_folder_has_no_problem() -> None:
    assert [str(problem) for problem in check_folder(REGISTERS)] == []


def test_the_shipped_register_holds_every_task_of_the_programme(shipped: Register) -> None:
    assert len(shipped.tasks) == 91
    assert len({task.ref for task in shipped.tasks}) == 91
    assert (shipped.programme.number, shipped.programme.year) == ("01/CTr-UBND", 2024)
    assert shipped.programme.issued_on == date(2024, 1, 19)


@pytest.mark.parametrize(
    ("ref", "lead"),
    [
        ("III.1.1.c#1", "Sở Nội vụ"),
        ("III.1.1.c#2", "Sở Nội vụ"),
        ("III.2.2.b#4", "Sở Công Thương"),
        ("III.2.2.b#5", "Ban Quản lý Khu kinh tế"),
        ("III.2.2.b#8", "Ban Quản lý Khu kinh tế"),
        ("III.3.3#1", "Ban Quản lý các dự án ODA và NGO"),
        ("III.3.3#2", "Sở Y tế"),
        ("III.3.4#1", "Bảo hiểm Xã hội tỉnh"),
        ("III.1.3.d#1", "Ủy ban nhân dân các huyện, thành phố"),
        ("IV.1.1#1", "các sở, ban, ngành tỉnh"),
        ("IV.2#1", "các sở, ban, ngành tỉnh"),
        ("IV.3#1", "Sở Thông tin và Truyền thông"),
    ],
)
def test_a_section_goes_on_counting_across_its_agencies(shipped: Register, ref: str, lead: str) -> None:
    assert lead in task_of(shipped, ref).leads


def test_the_footnote_gives_disbursement_four_milestones(shipped: Register) -> None:
    deadlines = task_of(shipped, "III.1.3.a#2").deadlines
    assert [deadline.when.due_on for deadline in deadlines] == [
        date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2025, 1, 31),
    ]  # fmt: skip
    assert ["25%" in deadlines[0].what, "50%" in deadlines[1].what, "75%" in deadlines[2].what] == [True] * 3


def test_a_deadline_binds_its_clause(shipped: Register) -> None:
    approval, recruitment = task_of(shipped, "III.1.1.c#2").deadlines
    assert ("vị trí việc làm" in approval.what, approval.when.due_on) == (True, date(2024, 3, 31))
    assert ("tuyển dụng" in recruitment.what, recruitment.when.due_on) == (True, date(2024, 7, 31))


def test_before_a_day_is_not_on_that_day(shipped: Register) -> None:
    [deadline] = task_of(shipped, "IV.1.1#1").deadlines
    assert (deadline.when.due_on, deadline.when.bound) == (date(2024, 2, 29), Bound.BEFORE)


def test_the_monthly_report_recurs(shipped: Register) -> None:
    report = task_of(shipped, "IV.1.2#1").deadlines[-1].when
    assert (report.recurrence, report.recur_day, report.bound) == (Recurrence.MONTHLY, 18, Bound.BEFORE)


def test_an_agency_named_in_the_paragraph_coordinates(shipped: Register) -> None:
    assert "Sở Khoa học và Công nghệ" in task_of(shipped, "III.2.2.b#1").coordinators
    assert "Sở Kế hoạch và Đầu tư" in task_of(shipped, "III.2.2.a#4").coordinators


def test_a_deadline_that_the_document_does_not_state_is_not_there(shipped: Register) -> None:
    for ref in ("III.3.3#1", "III.1.3.c#1", "III.3.2#2"):
        assert task_of(shipped, ref).deadlines == ()


def test_titles_can_be_read_on_a_phone(shipped: Register) -> None:
    assert max(len(task.title) for task in shipped.tasks) <= LONGEST_TITLE


# Registers that people save


def saved(folder: Path, change: Callable[[str], bytes]) -> Register:
    (folder / SHIPPED.name).write_bytes(change(SHIPPED.read_text("utf-8")))
    (folder / SHIPPED.with_suffix(".toml").name).write_bytes(SHIPPED.with_suffix(".toml").read_bytes())
    register, problems = read_register(folder / SHIPPED.name)
    assert problems == []
    assert register is not None
    return register


def respelt(text: str, delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: respelt(text, ";").encode("utf-8-sig"),  # as Excel does where the decimal sign is a comma
        lambda text: respelt(text, "\t").encode(),
        lambda text: ("\ufeff" + text.replace("\n", "\r\n")).encode(),
        lambda text: (text + ",,,,,,\n\n,,,,,,\n").encode(),
        lambda text: text.replace("mục,nhiệm vụ", "MỤC, Nhiệm vụ ").encode(),
    ],
    ids=["semicolons", "tabs", "BOM and CRLF", "empty rows", "headings in capitals"],
)
def test_the_table_reads_the_same_however_it_was_saved(
    tmp_path: Path, shipped: Register, change: Callable[[str], bytes]
) -> None:
    assert saved(tmp_path, change) == shipped


def test_columns_may_stand_in_another_order_and_further_ones_are_ignored(tmp_path: Path, shipped: Register) -> None:
    def turned(text: str) -> bytes:
        out = io.StringIO()
        csv.writer(out).writerows([*reversed(row), "ý kiến"] for row in csv.reader(io.StringIO(text)))
        return out.getvalue().encode()

    assert saved(tmp_path, turned) == shipped


# Broken registers


def test_the_small_folder_is_right(tmp_path: Path) -> None:
    assert check_folder(write_folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("mục", "", "không phải số mục"),
        ("mục", "I.1", "không phải số mục"),
        ("mục", "I.1#0", "không phải số mục"),
        ("mục", "I 1#1", "không phải số mục"),
        ("nhiệm vụ", "", "trống"),
        ("nhiệm vụ", "x" * (LONGEST_TITLE + 1), "dài 91 ký tự"),
        ("nhiệm vụ", "Xây hai trạm...", "dấu ba chấm"),
        ("nội dung", "", "trống"),
        ("nội dung", "Xây xong hai trạm y tế…", "dấu ba chấm"),
        ("chủ trì", "", "trống"),
        ("chủ trì", "Sở Ma thuật", "không có cơ quan “Sở Ma thuật”"),
        ("chủ trì", "Sở Y tế; Sở Ma thuật", "không có cơ quan “Sở Ma thuật”"),
        ("phối hợp", "các sở; Sở Ma thuật", "không có cơ quan “Sở Ma thuật”"),
        ("thời hạn", "khi nào rảnh", "không hiểu thời hạn “khi nào rảnh”"),
        ("thời hạn", "trạm xã A: ngày 31/02/2024", "không hiểu thời hạn “ngày 31/02/2024”"),
        ("thời hạn", "tháng 7/2024; sớm nhất có thể", "không hiểu thời hạn “sớm nhất có thể”"),
    ],
)
def test_a_broken_cell_is_told_with_file_row_column_and_advice(
    tmp_path: Path, column: str, text: str, said: str
) -> None:
    [problem] = check_folder(write_folder(tmp_path, rows=with_cell(column, text)))
    assert (problem.file, problem.row, problem.column) == (CSV, 2, column)
    assert said in problem.what
    assert problem.advice
    assert f"{CSV}, dòng 2, cột “{column}”" in str(problem)


def test_the_longest_title_is_still_right(tmp_path: Path) -> None:
    assert check_folder(write_folder(tmp_path, rows=with_cell("nhiệm vụ", "x" * LONGEST_TITLE))) == []


def test_every_broken_cell_of_a_register_is_told(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "nhiệm vụ": "", "thời hạn": "hôm nào đó"}, {**ROWS[1], "nội dung": ""}]
    told = {(problem.row, problem.column) for problem in check_folder(write_folder(tmp_path, rows=rows))}
    assert told == {(2, "nhiệm vụ"), (2, "thời hạn"), (3, "nội dung")}


@pytest.mark.parametrize("again", ["I.1#1", "i.1#1"])
def test_a_ref_given_twice_is_told_with_the_row_that_had_it(tmp_path: Path, again: str) -> None:
    [problem] = check_folder(write_folder(tmp_path, rows=[*ROWS, {**ROWS[0], "mục": again}]))
    assert (problem.row, problem.column) == (4, "mục")
    assert "đã có ở dòng 2" in problem.what


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_told_by_name(tmp_path: Path, column: str) -> None:
    folder = write_folder(tmp_path)
    text = (folder / CSV).read_text("utf-8")
    (folder / CSV).write_text(text.replace(column, "cột khác", 1), "utf-8")
    [problem] = check_folder(folder)
    assert (problem.file, problem.row, problem.column) == (CSV, 1, column)
    assert problem.advice


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("mục,nhiệm vụ\nI.1#1,Xây trạm y tế\n".encode("utf-16"), "UTF-8"),
        ("nhi\xeam".encode("cp1258"), "UTF-8"),
        (",".join(COLUMNS).encode(), "không có dòng nhiệm vụ"),
    ],
    ids=["UTF-16", "another code page", "no rows"],
)
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    folder = write_folder(tmp_path)
    (folder / CSV).write_bytes(content)
    [problem] = check_folder(folder)
    assert problem.file == CSV
    assert said in problem.what
    assert problem.advice


@pytest.mark.parametrize(
    ("programme", "column"),
    [
        ("number = ", None),
        (PROGRAMME.replace('"02/CTr-UBND"', "2"), "number"),
        (PROGRAMME.replace("year = 2024", 'year = "2024"'), "year"),
        (PROGRAMME.replace("2024-01-19", '"19/01/2024"'), "issued_on"),
        (PROGRAMME.replace("issuer", "nguoi_ban_hanh"), "issuer"),
    ],
    ids=["broken TOML", "number", "year", "issued_on", "issuer"],
)
def test_a_broken_programme_is_told(tmp_path: Path, programme: str, column: str | None) -> None:
    problems = check_folder(write_folder(tmp_path, programme=programme))
    assert [(problem.file, problem.column) for problem in problems] == [(TOML, column)]
    assert all(problem.advice for problem in problems)


def test_a_table_without_its_programme_is_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / TOML).unlink()
    [problem] = check_folder(folder)
    assert problem.file == TOML
    assert problem.advice


def test_a_programme_of_a_province_without_agencies_is_told(tmp_path: Path) -> None:
    [problem] = check_folder(write_folder(tmp_path, book=BOOK.replace("Cà Mau", "Bạc Liêu")))
    assert problem.file == CSV
    assert AGENCIES.partition(".")[0] in problem.advice


def test_a_folder_without_programmes_is_told(tmp_path: Path) -> None:
    [problem] = check_folder(tmp_path)
    assert problem.file == str(tmp_path)
    assert problem.advice


def test_a_broken_folder_is_not_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, rows=with_cell("chủ trì", "Sở Ma thuật"))
    with pytest.raises(BrokenFiles, match="Sở Ma thuật") as caught:
        list(read_folder(folder)[0])
    assert caught.value.problems == check_folder(folder)


def test_a_problem_reads_as_one_line() -> None:
    assert str(Problem("a.csv", 12, "chủ trì", "trống", "ghi tên")) == "a.csv, dòng 12, cột “chủ trì”: trống → ghi tên"
    assert str(Problem("a.csv", None, None, "hỏng", "sửa")) == "a.csv: hỏng → sửa"


# Cells


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở A; Sở B", ("Sở A", "Sở B")),
        ("Sở A;", ("Sở A",)),
        ("", ()),
        ("các huyện, thành phố", ("các huyện, thành phố",)),
    ],
)
def test_agencies_of_a_cell_stand_between_semicolons(cell: str, names: tuple[str, ...]) -> None:
    assert split_names(cell) == names


@pytest.mark.parametrize(
    ("cell", "deadlines"),
    [
        ("tuyển dụng: tháng 7/2024", [("tuyển dụng", "tháng 7/2024")]),
        ("trước ngày 29/02/2024", [("", "trước ngày 29/02/2024")]),
        ("a: quý I; b: quý II", [("a", "quý I"), ("b", "quý II")]),
        ("dự án: giai đoạn 1: quý I", [("dự án: giai đoạn 1", "quý I")]),
        ("", []),
    ],
)
def test_a_deadline_stands_after_what_it_binds(cell: str, deadlines: list[tuple[str, str]]) -> None:
    assert split_deadlines(cell) == deadlines


def test_a_table_of_crlf_rows_counts_lines_as_an_editor_does(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    write_rows(folder / CSV, [{**ROWS[0], "nội dung": "Dòng một.\nDòng hai."}, {**ROWS[1], "nhiệm vụ": ""}])
    [problem] = check_folder(folder)
    assert problem.row == 4


@pytest.mark.parametrize(
    ("broken", "row", "said"),
    [
        (lambda text: text.replace("Xây hai trạm y tế,", '"Xây "hai" trạm y tế",', 1), 2, "ngoặc kép"),
        (lambda text: text.replace("\n", ",ô thừa\n").replace(",ô thừa", "", 1), 2, "nhiều ô hơn"),
        (lambda text: text.replace("ghi chú", "mục", 1).replace("\n", ",ghi chú\n", 1), 1, "hai lần"),
    ],
    ids=["quotes", "a cell too many", "a column twice"],
)
def test_a_table_that_would_be_read_wrong_is_told(
    tmp_path: Path, broken: Callable[[str], str], row: int, said: str
) -> None:
    folder = write_folder(tmp_path)
    text = (folder / CSV).read_bytes().decode("utf-8").replace("\r\n", "\n")
    (folder / CSV).write_text(broken(text), "utf-8")
    problem = check_folder(folder)[0]
    assert (problem.file, problem.row) == (CSV, row)
    assert said in problem.what
    assert problem.advice


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    [problem] = check_folder(write_folder(tmp_path, programme=f"{PROGRAMME}notes = [\n"))
    assert problem.file == TOML
    assert "TOML" in problem.what


def test_a_key_of_a_toml_file_is_called_a_key(tmp_path: Path) -> None:
    [problem] = check_folder(write_folder(tmp_path, programme=PROGRAMME.replace("year = 2024", "year = 'x'")))
    assert str(problem).startswith(f"{TOML}, khóa “year”: ")


def test_names_are_checked_beside_other_mistakes(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "nhiệm vụ": "", "chủ trì": "Sở Ma thuật"}, ROWS[1]]
    problems = check_folder(write_folder(tmp_path, rows=rows))
    assert {problem.column for problem in problems} == {"nhiệm vụ", "chủ trì"}


def test_a_second_province_may_have_the_same_names_and_numbers(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "agencies-2.toml").write_text(BOOK.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    (folder / "other.toml").write_text(PROGRAMME.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    write_rows(folder / "other.csv", ROWS)
    assert check_folder(folder) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    [problem] = check_folder(tmp_path / "không có")
    assert "không có thư mục" in problem.what
