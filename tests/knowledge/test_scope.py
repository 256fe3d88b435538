"""Scope: questions asked of a store that holds several provinces, or several years of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.terminal.chat import Chat
from knowledge.answers import Choose, Found, FoundTask, NotFound
from knowledge.opening import open_store
from knowledge.scope import NoSuchProgramme
from tests.knowledge.folder import BOOK, PROGRAMME, ROWS, write_folder, write_rows

TODAY = date(2024, 3, 4)


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Two provinces with a programme of the same number; one agency that only the second has."""
    folder = write_folder(tmp_path_factory.mktemp("provinces") / "registers")
    only_there = '\n[[agency]]\nname = "Ban Quản lý Vườn chim"\nkind = "ban"\n'
    (folder / "agencies-2.toml").write_text(BOOK.replace("Cà Mau", "Bạc Liêu") + only_there, "utf-8")
    (folder / "other.toml").write_text(PROGRAMME.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    bird = {**ROWS[0], "mục": "I.1#3", "nhiệm vụ": "Bảo vệ vườn chim", "nội dung": "Bảo vệ vườn chim."}
    other = [
        {**ROWS[0], "nhiệm vụ": "Mua mười xe cứu thương", "nội dung": "Mua mười xe cứu thương.", "thời hạn": "quý III"},
        ROWS[1],
        {**bird, "chủ trì": "Ban Quản lý Vườn chim", "thời hạn": ""},
    ]
    write_rows(folder / "other.csv", other)
    with closing(open_store(folder.parent / "knowledge.db", folder)) as store:
        yield Assistant(store)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One province with the programmes of two years, of the same number."""
    folder = write_folder(tmp_path_factory.mktemp("years") / "registers")
    (folder / "next.toml").write_text(PROGRAMME.replace("2024", "2025"), "utf-8")
    later = [{**row, "thời hạn": row["thời hạn"].replace("2024", "2025")} for row in ROWS]
    write_rows(folder / "next.csv", [{**later[0], "nhiệm vụ": "Xây ba trạm y tế"}, later[1]])
    with closing(open_store(folder.parent / "knowledge.db", folder)) as store:
        yield Assistant(store)


def titles(assistant: Assistant, text: str, today: date = TODAY) -> list[str]:
    answer = assistant.ask(text, today).answer
    assert isinstance(answer, Found), answer
    return [found.task.title for found in answer.tasks]


def test_an_agency_of_several_provinces_is_asked_back(provinces: Assistant) -> None:
    response = provinces.ask("Sở Y tế phải làm gì", TODAY)
    assert isinstance(response.answer, Choose)
    assert response.answer.provinces == ("Bạc Liêu", "Cà Mau")
    assert "Sở Y tế” của tỉnh nào" in response.reply.text


def test_the_chosen_province_answers_with_its_own_tasks(provinces: Assistant) -> None:
    choice = provinces.ask("Sở Y tế phải làm gì", TODAY).answer
    assert isinstance(choice, Choose)
    for number, title in ((1, "Mua mười xe cứu thương"), (2, "Xây hai trạm y tế")):
        answer = provinces.choose(choice, number).answer
        assert isinstance(answer, Found)
        assert [found.task.title for found in answer.tasks] == [title]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế tỉnh Bạc Liêu phải làm gì", ["Mua mười xe cứu thương"]),
        ("so y te ca mau phai lam gi", ["Xây hai trạm y tế"]),
        ("Ban Quản lý Vườn chim làm gì", ["Bảo vệ vườn chim"]),
        ("ai mua xe cứu thương", ["Mua mười xe cứu thương"]),
        ("ai xây trạm y tế", ["Xây hai trạm y tế"]),
    ],
)
def test_a_question_that_can_only_mean_one_province_is_answered_there(
    provinces: Assistant, text: str, expected: list[str]
) -> None:
    assert titles(provinces, text)[:1] == expected


def test_answers_say_whose_programme_it_is_where_there_are_several_provinces(provinces: Assistant) -> None:
    for text in ("Sở Y tế tỉnh Bạc Liêu phải làm gì", "ai mua xe cứu thương"):
        assert "(tỉnh Bạc Liêu)" in provinces.ask(text, TODAY).reply.text


def test_what_one_province_does_not_have_is_not_taken_from_another(provinces: Assistant) -> None:
    answer = provinces.ask("Sở Y tế Cà Mau có mua xe cứu thương không", TODAY).answer
    assert not isinstance(answer, Found) or all(f.task.programme.province == "Cà Mau" for f in answer.tasks)


def test_a_window_of_no_province_is_asked_back(provinces: Assistant) -> None:
    answer = provinces.ask("tháng 7 có gì đến hạn", TODAY).answer
    assert isinstance(answer, Choose)
    assert "của tỉnh nào" in provinces.ask("tháng 7 có gì đến hạn", TODAY).reply.text


def test_small_talk_is_not_asked_back(provinces: Assistant) -> None:
    assert isinstance(provinces.ask("hôm nay trời mưa không", TODAY).answer, NotFound)


def test_a_conversation_stays_in_its_province(provinces: Assistant) -> None:
    first = provinces.ask("Sở Y tế tỉnh Bạc Liêu phải làm gì", TODAY)
    then = provinces.ask("còn các sở thì sao", TODAY, context=first.context).answer
    assert isinstance(then, Found)
    assert {found.task.programme.province for found in then.tasks} == {"Bạc Liêu"}


def test_the_same_ref_in_two_provinces_opens_its_own_task(provinces: Assistant) -> None:
    here, there = provinces.store.find_task("ctr", "I.1#1"), provinces.store.find_task("other", "I.1#1")
    assert here
    assert there
    assert (here.title, there.title) == ("Xây hai trạm y tế", "Mua mười xe cứu thương")


def test_the_latest_year_is_meant(years: Assistant) -> None:
    assert titles(years, "Sở Y tế phải làm gì", date(2025, 3, 4)) == ["Xây ba trạm y tế"]
    assert titles(years, "Sở Y tế phải làm gì", date(2026, 3, 4)) == ["Xây ba trạm y tế"]


def test_both_years_are_current_where_the_next_one_is_there_early(years: Assistant) -> None:
    assert set(titles(years, "Sở Y tế phải làm gì", TODAY)) == {"Xây ba trạm y tế", "Xây hai trạm y tế"}


def test_a_named_year_means_the_programmes_of_that_year(years: Assistant) -> None:
    assert titles(years, "năm 2024 Sở Y tế phải làm gì", date(2026, 3, 4)) == ["Xây hai trạm y tế"]
    assert titles(years, "quý III/2024 Sở Y tế có gì đến hạn", date(2026, 3, 4))[0] == "Xây hai trạm y tế"


def test_one_province_s_years_do_not_change_another_s_answers(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "registers")
    (folder / "agencies-2.toml").write_text(BOOK.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    for year, title in ((2024, "Mua hai xe"), (2025, "Mua ba xe")):
        there = PROGRAMME.replace("Cà Mau", "Bạc Liêu").replace("2024", str(year))
        (folder / f"there-{year}.toml").write_text(there, "utf-8")
        deadline = ROWS[0]["thời hạn"].replace("2024", str(year))
        write_rows(folder / f"there-{year}.csv", [{**ROWS[0], "nhiệm vụ": title, "thời hạn": deadline}])
    with closing(open_store(tmp_path / "knowledge.db", folder)) as store:
        assistant, day = Assistant(store), date(2025, 3, 4)
        assert titles(assistant, "Sở Y tế Bạc Liêu năm 2024 phải làm gì", day) == ["Mua hai xe"]
        assert titles(assistant, "Sở Y tế Bạc Liêu phải làm gì", day) == ["Mua ba xe"]
        assert titles(assistant, "Sở Y tế Cà Mau phải làm gì", day) == ["Xây hai trạm y tế"]


def test_a_subject_that_several_provinces_have_is_asked_back(provinces: Assistant) -> None:
    answer = provinces.ask("hạn báo cáo tiến độ hằng tháng là ngày nào", TODAY).answer
    assert isinstance(answer, Choose)
    assert answer.provinces == ("Bạc Liêu", "Cà Mau")


def test_one_s_own_agency_of_several_provinces_is_asked_back(provinces: Assistant) -> None:
    answer = provinces.ask("sở mình phải làm gì", TODAY, own="Sở Y tế").answer
    assert isinstance(answer, Choose)
    assert len(answer.provinces) == 2


def test_an_agency_of_another_scope_is_not_there(provinces: Assistant) -> None:
    here = provinces.programmes_of(TODAY, province="Cà Mau")
    there = provinces.ask("Ban Quản lý Vườn chim làm gì", TODAY)
    for text, context in (("sở mình phải làm gì", None), ("tháng 7 thì sao", there.context)):
        answer = provinces.ask(text, TODAY, here, context, own="Ban Quản lý Vườn chim").answer
        assert isinstance(answer, NotFound)
    answered = provinces.ask("phối hợp với ai", TODAY, here, there.context).answer
    assert not isinstance(answered, Found) or {f.task.programme.province for f in answered.tasks} == {"Cà Mau"}


def test_programmes_that_are_gone_are_not_replaced_by_others(provinces: Assistant) -> None:
    assert isinstance(provinces.ask("Sở Y tế phải làm gì", TODAY, frozenset()).answer, NotFound)


def test_chosen_programmes_are_asked_and_no_others(years: Assistant) -> None:
    for number, title in ((1, "Xây hai trạm y tế"), (2, "Xây ba trạm y tế")):
        [programme] = [p for p in years.store.programmes.values() if p.key == ("ctr", "next")[number - 1]]
        answer = years.ask("Sở Y tế phải làm gì", date(2026, 3, 4), frozenset({programme.id})).answer
        assert isinstance(answer, Found)
        assert [found.task.title for found in answer.tasks] == [title]


def test_a_province_and_a_year_may_be_set_beforehand(provinces: Assistant, years: Assistant) -> None:
    there = provinces.programmes_of(TODAY, province="bac lieu")
    assert [f.task.title for f in _found(provinces, there)] == ["Mua mười xe cứu thương"]
    assert [f.task.title for f in _found(years, years.programmes_of(TODAY, year=2024))] == ["Xây hai trạm y tế"]


@pytest.mark.parametrize(("province", "year"), [("Lào Cai", None), ("", 1999), ("Cà Mau", 1999)])
def test_a_province_or_year_that_is_not_there_is_told_with_what_is(
    provinces: Assistant, province: str, year: int | None
) -> None:
    with pytest.raises(NoSuchProgramme, match="Đang có: Bạc Liêu 2024, Cà Mau 2024"):
        provinces.programmes_of(TODAY, province=province, year=year)


def _found(assistant: Assistant, programmes: frozenset[int]) -> tuple[FoundTask, ...]:
    answer = assistant.ask("Sở Y tế phải làm gì", TODAY, programmes).answer
    assert isinstance(answer, Found)
    return answer.tasks


def test_a_province_is_chosen_by_its_number_in_the_terminal(provinces: Assistant) -> None:
    chat = Chat(provinces, lambda: TODAY)
    assert "của tỉnh nào" in chat.reply("Sở Y tế phải làm gì").text
    assert "Mua mười xe cứu thương" in chat.reply("1").text


@pytest.mark.parametrize(("year", "title"), [(2024, "Xây hai trạm y tế"), (2025, "Xây ba trạm y tế")])
def test_a_programme_that_is_cited_is_what_is_asked_about(year: int, title: str, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "registers")
    (folder / "next.toml").write_text(PROGRAMME.replace("2024", "2025").replace("02/CTr", "07/CTr"), "utf-8")
    later = [{**row, "thời hạn": row["thời hạn"].replace("2024", "2025")} for row in ROWS]
    write_rows(folder / "next.csv", [{**later[0], "nhiệm vụ": "Xây ba trạm y tế"}, later[1]])
    with closing(open_store(tmp_path / "knowledge.db", folder)) as store:
        assistant = Assistant(store)
        number = next(p.number for p in store.programmes.values() if p.year == year)
        assert titles(assistant, f"Theo chương trình số {number}, Sở Y tế phải làm gì", date(2025, 6, 1)) == [title]
        other = assistant.ask("Theo chương trình 99, Sở Y tế phải làm gì", date(2025, 6, 1)).answer
        assert isinstance(other, NotFound)


def test_a_province_at_the_end_says_whose_tasks_are_meant(provinces: Assistant) -> None:
    assert titles(provinces, "Sở Y tế phải làm gì ở tỉnh Bạc Liêu") == ["Mua mười xe cứu thương"]
    assert titles(provinces, "ai xây trạm y tế ở Cà Mau") == ["Xây hai trạm y tế"]


def test_the_name_alone_answers_which_province_is_meant(provinces: Assistant) -> None:
    asked = provinces.ask("Sở Y tế phải làm gì", TODAY)
    response = provinces.ask("Bạc Liêu", TODAY, context=asked.context)
    assert isinstance(response.answer, Found)
    assert [found.task.title for found in response.answer.tasks] == ["Mua mười xe cứu thương"]
    other = provinces.ask("tỉnh Cà Mau nhé", TODAY, context=asked.context).answer
    assert isinstance(other, Found)
    assert [found.task.title for found in other.tasks] == ["Xây hai trạm y tế"]


def test_an_agency_of_a_province_that_is_not_loaded_is_refused(provinces: Assistant) -> None:
    response = provinces.ask("Sở Y tế Bến Tre phải làm gì", TODAY)
    assert isinstance(response.answer, NotFound)
    assert "Bến Tre" in response.reply.text
