"""From a document to a published register and back: import, check, load, ask, diff, undo."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.assistant import Assistant
from bot.cli import main
from knowledge.check import check_folder, input_files
from knowledge.importing import publishing
from knowledge.importing.history import Publication, publications
from knowledge.importing.problems import ImportRefused
from knowledge.opening import open_store
from knowledge.problems import BrokenFiles
from knowledge.register import COLUMNS

DOCUMENT = Path(__file__).parent / "documents" / "chuong-trinh-hanh-dong.txt"
AT = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=7)))
TODAY = date(2025, 2, 1)


@pytest.fixture
def registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOIVIEC_REGISTERS", str(tmp_path / "registers"))
    monkeypatch.setenv("HOIVIEC_DB", str(tmp_path / "knowledge.db"))
    return tmp_path / "registers"


@pytest.fixture
def imported(tmp_path: Path, registers: Path) -> Path:
    run("import", str(DOCUMENT), "--out", str(tmp_path / "kq"))
    return tmp_path / "kq"


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == code, done.output
    return done.output


def load(source: Path, registers: Path) -> Publication:
    return publishing.load(source, registers, registers.parent / "knowledge.db", by="người thử", at=AT)


def renumbered(source: Path, target: Path, number: str) -> Path:
    """The same register as another programme."""
    shutil.copytree(source, target)
    toml = target / "register.toml"
    toml.write_text(toml.read_text("utf-8").replace("07/CTr-UBND", number), "utf-8")
    return target


def test_an_import_passes_the_check_and_is_answered_from(imported: Path, registers: Path) -> None:
    assert check_folder(imported) == []
    assert "07/CTr-UBND" in run("load", str(imported))
    assistant = Assistant(open_store(registers.parent / "knowledge.db", registers))
    reply = str(assistant.ask("ai chủ trì rà soát thủ tục hành chính", TODAY).reply)
    assert "Văn phòng Ủy ban nhân dân tỉnh" in reply
    assert "30/06/2025" in reply


def test_the_workbook_of_an_import_holds_the_same_table(imported: Path) -> None:
    assert "Hai bảng giống nhau." in run("diff", str(imported), str(imported / "register.xlsx"))


def test_an_edited_workbook_is_loaded(imported: Path, registers: Path) -> None:
    workbook = openpyxl.load_workbook(imported / "register.xlsx")
    workbook.worksheets[0].cell(2, COLUMNS.index("thời hạn") + 1).value = "trước ngày 15/7/2025"
    workbook.save(imported / "register.xlsx")
    load(imported / "register.xlsx", registers)
    assert "trước ngày 15/7/2025" in (registers / "07-ctr-ubnd.csv").read_text("utf-8-sig")


def test_what_differs_between_two_registers_is_told(imported: Path, tmp_path: Path) -> None:
    other = renumbered(imported, tmp_path / "sau", "08/CTr-UBND")
    table = other / "register.csv"
    lines = table.read_text("utf-8-sig").splitlines()
    changed = [line.replace("Sở Tài chính", "Sở Nội vụ") for line in lines if not line.startswith("II.1.1.b#2")]
    table.write_text("\n".join(changed) + "\n", "utf-8-sig")
    told = run("diff", str(imported), str(other))
    assert "~ II.2.a#1: chủ trì: “Sở Tài chính” → “Sở Nội vụ”" in told
    assert "- II.1.1.b#2" in told


def test_a_register_with_mistakes_changes_nothing(imported: Path, registers: Path) -> None:
    load(imported, registers)
    before = sorted((path.name, path.read_bytes()) for path in input_files(registers))
    table = imported / "register.csv"
    table.write_text(table.read_text("utf-8-sig").replace("Sở Nội vụ", "Sở Lạ"), "utf-8-sig")
    with pytest.raises(BrokenFiles, match="Sở Lạ"):
        load(imported, registers)
    assert sorted((path.name, path.read_bytes()) for path in input_files(registers)) == before


def test_each_publication_can_be_undone_and_is_recorded(imported: Path, registers: Path, tmp_path: Path) -> None:
    load(imported, registers)
    load(renumbered(imported, tmp_path / "sau", "08/CTr-UBND"), registers)
    assert len(list(registers.glob("*.csv"))) == 2
    publishing.undo(registers, registers.parent / "knowledge.db", by="người thử", at=AT)
    assert [path.name for path in registers.glob("*.csv")] == ["07-ctr-ubnd.csv"]
    steps = publications(registers)
    assert [(step.action, step.programme, step.by, step.undone) for step in steps] == [
        ("nạp", "07/CTr-UBND", "người thử", False),
        ("nạp", "08/CTr-UBND", "người thử", True),
        ("hoàn tác", "08/CTr-UBND", "người thử", False),
    ]
    assert "23/11/2026 09:30" in run("history")


def test_a_programme_is_taken_off_by_its_number(imported: Path, registers: Path, tmp_path: Path) -> None:
    load(imported, registers)
    load(renumbered(imported, tmp_path / "sau", "08/CTr-UBND"), registers)
    run("unload", "07/CTr-UBND")
    assert [path.name for path in registers.glob("*.csv")] == ["08-ctr-ubnd.csv"]
    run("undo")
    assert len(list(registers.glob("*.csv"))) == 2


def test_next_year_s_programme_of_the_same_number_stands_beside_this_year_s(
    imported: Path, registers: Path, tmp_path: Path
) -> None:
    load(imported, registers)
    later = renumbered(imported, tmp_path / "sau", "07/CTr-UBND")
    facts = later / "register.toml"
    issued = re.search(r"issued_on = (\d{4})", facts.read_text("utf-8"))
    assert issued
    year = int(issued[1])
    facts.write_text(facts.read_text("utf-8").replace(str(year), str(year + 1)), "utf-8")
    load(later, registers)
    assert len(list(registers.glob("*.csv"))) == 2
    load(later, registers)
    assert len(list(registers.glob("*.csv"))) == 2
    database = registers.parent / "knowledge.db"
    with pytest.raises(ImportRefused, match="--year"):
        publishing.unload("07/CTr-UBND", registers, database, by="a", at=AT)
    publishing.unload("07/CTr-UBND", registers, database, by="a", at=AT, year=year)
    [left] = registers.glob("*.csv")
    assert str(year + 1) in left.with_suffix(".toml").read_text("utf-8")


def test_the_last_programme_stays(imported: Path, registers: Path) -> None:
    load(imported, registers)
    with pytest.raises(ImportRefused, match="duy nhất"):
        publishing.unload("07/CTr-UBND", registers, registers.parent / "knowledge.db", by="a", at=AT)


def test_a_bot_that_runs_takes_the_new_store(imported: Path, registers: Path, tmp_path: Path) -> None:
    load(imported, registers)
    assistant = Assistant(open_store(registers.parent / "knowledge.db", registers))
    assert assistant.store.task_count == 10
    load(renumbered(imported, tmp_path / "sau", "08/CTr-UBND"), registers)
    assistant.ask("ai chủ trì rà soát thủ tục", TODAY)
    assert assistant.store.task_count == 20


def test_the_json_of_an_import_is_what_the_score_reads() -> None:
    line = json.loads(run("import", str(DOCUMENT), "--json"))
    assert line["document"]["number"] == "07/CTr-UBND"
    first = line["tasks"][0]
    assert (first["ref"], first["leads"]) == ("II.1.1.a#1", ["Văn phòng Ủy ban nhân dân tỉnh"])
    assert first["deadlines"][0]["date"] == "2025-06-30"
    assert all({"place", "reason", "text"} == set(left) for left in line["not_tasks"])


def test_what_the_document_does_not_say_is_asked_of_the_person(tmp_path: Path, registers: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Y tế lập đề án.\n", "utf-8")
    run("import", str(document), "--out", str(tmp_path / "kq"))
    assert {problem.column for problem in check_folder(tmp_path / "kq")} >= {
        "number",
        "issued_on",
        "issuer",
        "province",
    }
    assert "Chưa thay đổi gì" in run("load", str(tmp_path / "kq"), code=2)


def test_a_task_without_a_lead_must_say_so(imported: Path, registers: Path) -> None:
    table = imported / "register.csv"
    table.write_text(table.read_text("utf-8-sig").replace("Sở Tài chính,", ",", 1), "utf-8-sig")
    assert any("cơ quan chủ trì" in problem.advice for problem in check_folder(imported))


def test_a_task_without_a_lead_is_answered_from_all_the_same(tmp_path: Path, registers: Path) -> None:
    document = tmp_path / "a.txt"
    lines = (
        "ỦY BAN NHÂN DÂN TỈNH ĐÔNG BÌNH",
        "Số: 9/KH-UBND",
        "Đông Bình, ngày 02 tháng 01 năm 2025",
        "KẾ HOẠCH",
        "Năm 2025",
        "1. Sở Y tế lập đề án khám bệnh.",
        "2. Để bảo đảm tiến độ, yêu cầu:",
        "- Tháng 7 năm 2025: sơ kết giao ban dạy nghề;",
        "- Tháng 9 năm 2025: họp tổng kết chuyên đề.",
    )
    document.write_text("\n".join(lines), "utf-8")
    run("import", str(document), "--out", str(tmp_path / "kq"))
    run("load", str(tmp_path / "kq"))
    for question in ("ai chủ trì sơ kết giao ban dạy nghề", "tháng 7/2025 có gì đến hạn", "sơ kết dạy nghề khi nào"):
        assert "Tháng 7 năm 2025" in run("ask", question, "--today", "2025-02-01")
    told = run("ask", "ai chủ trì sơ kết giao ban dạy nghề", "--today", "2025-02-01")
    assert "văn bản không nêu cơ quan chủ trì" in told


def test_a_document_that_is_refused_writes_nothing(tmp_path: Path, registers: Path) -> None:
    document = tmp_path / "mat.txt"
    document.write_text("TỐI MẬT\n1. Sở Y tế lập đề án.\n", "utf-8")
    assert "TỐI MẬT" in run("import", str(document), "--out", str(tmp_path / "kq"), code=2)
    assert not (tmp_path / "kq").exists()


def test_an_imported_workbook_can_be_imported_again_after_editing(imported: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(imported / "register.xlsx")
    workbook["Nhiệm vụ"].cell(3, COLUMNS.index("chủ trì") + 1).value = "Sở Mới"
    workbook["Văn bản"].cell(2, 2).value = "09/CTr-UBND"
    workbook.save(tmp_path / "da-sua.xlsx")
    run("import", str(tmp_path / "da-sua.xlsx"), "--out", str(tmp_path / "lai"))
    assert 'number = "09/CTr-UBND"' in (tmp_path / "lai" / "register.toml").read_text("utf-8")
    assert 'name = "Sở Mới"' in (tmp_path / "lai" / "agencies.toml").read_text("utf-8")
    assert "chủ trì: “Văn phòng Ủy ban nhân dân tỉnh” → “Sở Mới”" in run("diff", str(imported), str(tmp_path / "lai"))


def test_a_workbook_of_tasks_alone_says_that_its_document_is_missing(imported: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(imported / "register.xlsx")
    del workbook["Văn bản"]
    workbook.save(tmp_path / "a.xlsx")
    assert "không có trang “Văn bản”" in run("import", str(tmp_path / "a.xlsx"), "--out", str(tmp_path / "b"), code=2)


@pytest.mark.parametrize(("row", "text", "told"), [(7, "31/02/2025", "ngày ký"), (8, "năm sau", "năm thực hiện")])
def test_a_slip_in_the_sheet_about_the_document_is_told(
    row: int, text: str, told: str, imported: Path, tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(imported / "register.xlsx")
    workbook["Văn bản"].cell(row, 2).value = text
    workbook.save(tmp_path / "a.xlsx")
    output = run("import", str(tmp_path / "a.xlsx"), "--out", str(tmp_path / "b"), code=2)
    assert f"“{text}” không phải {told}" in output


def test_what_the_workbook_adds_is_published_and_what_contradicts_the_toml_is_not(
    imported: Path, registers: Path
) -> None:
    toml = imported / "register.toml"
    toml.write_text(toml.read_text("utf-8").replace('number = "07/CTr-UBND"', "# number"), "utf-8")
    assert load(imported / "register.xlsx", registers).programme == "07/CTr-UBND"
    toml.write_text('number = "08/CTr-UBND"\n' + toml.read_text("utf-8"), "utf-8")
    with pytest.raises(ImportRefused, match=r"còn register\.toml ghi “08/CTr-UBND”"):
        load(imported / "register.xlsx", registers)


def test_a_step_is_taken_back_only_while_it_is_the_last(imported: Path, registers: Path, tmp_path: Path) -> None:
    first = load(imported, registers)
    second = load(renumbered(imported, tmp_path / "sau", "08/CTr-UBND"), registers)
    database = registers.parent / "knowledge.db"
    with pytest.raises(ImportRefused, match="Sau đó đã nạp 08/CTr-UBND"):
        publishing.undo(registers, database, by="a", at=AT, number=first.number)
    publishing.undo(registers, database, by="a", at=AT, number=second.number)
    with pytest.raises(ImportRefused, match="đã được hoàn tác rồi"):
        publishing.undo(registers, database, by="a", at=AT, number=second.number)
