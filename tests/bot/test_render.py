"""Replies: the answer in the first line, dates as people write them, the source at hand, pages that fit a phone."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.actions import CopyText, OpenPrivateChat
from bot.assistant import LONGEST_QUESTION, Assistant
from bot.codes import decode, encode
from bot.render import TERMINAL, render, task_reply
from bot.render.dates import days_left
from bot.reply import Reply, Style
from knowledge.answers import Found
from knowledge.store import Store
from tests.bot.shelf import Shelf

TODAY = date(2024, 3, 4)
SOURCE = "Nguồn: 01/CTr-UBND ngày 19/01/2024"
QUESTIONS = [
    "Sở Y tế phải làm gì", "các sở ban ngành tỉnh phải làm gì", "UBND huyện Đầm Dơi phải làm gì",
    "Sở Nông nghiệp và Môi trường phải làm gì", "ai lo giải phóng mặt bằng", "bao giờ xong tuyển dụng công chức",
    "bao giờ giải ngân 50% vốn đầu tư công", "tháng 9 có gì đến hạn", "cái gì quá hạn rồi", "Sở Tư pháp làm gì",
    "Sở Công Thương phối hợp với Sở Khoa học và Công nghệ việc gì", "bộ chỉ huy phải làm gì", "hello bot", "",
    "tỉnh Sóc Trăng làm gì", "máy bay không người lái", "明天天气怎么样",
]  # fmt: skip


def lines(reply: Reply) -> list[str]:
    return ["".join(span.text for span in line) for line in reply.lines]


def shown(assistant: Assistant, text: str, today: date = TODAY) -> list[str]:
    return lines(assistant.ask(text, today).reply)


def found(assistant: Assistant, text: str) -> Found:
    answer = assistant.ask(text, TODAY).answer
    assert isinstance(answer, Found)
    return answer


# The first line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bao giờ xong tuyển dụng công chức", ["31/07/2024", "tuyển dụng công chức"]),
        ("ai lo giải phóng mặt bằng", ["Sở Tài nguyên và Môi trường", "Giải phóng mặt bằng"]),
        ("Sở Y tế phải làm gì", ["Sở Y tế", "2 việc"]),
        ("Sở Nông nghiệp và Môi trường phải làm gì", ["11 việc"]),
        ("UBND huyện Đầm Dơi phải làm gì", ["Ủy ban nhân dân huyện Đầm Dơi", "13 việc giao chung"]),
        ("tháng 9 có gì đến hạn", ["2 việc", "từ 01/09/2024 đến 30/09/2024"]),
        ("cái gì quá hạn rồi", ["1 việc", "04/03/2024"]),
        ("bao giờ xong điện khí LNG Cà Mau 3", ["văn bản không nêu thời hạn"]),
        ("Sở Tư pháp làm gì", ["Không có trong văn bản này", "Sở Tư pháp"]),
        ("tỉnh Sóc Trăng làm gì", ["Không có trong văn bản này", "Cà Mau", "Sóc Trăng"]),
        ("máy bay không người lái", ["Không có trong văn bản này", "máy bay không người lái"]),
        ("bộ chỉ huy phải làm gì", ["bộ chỉ huy", "cơ quan nào"]),
        ("ngày 20/03/2024 có gì đến hạn", ["Không có", "20/03/2024"]),
    ],
)
def test_the_first_line_holds_the_answer(assistant: Assistant, text: str, told: list[str]) -> None:
    first = shown(assistant, text)[0]
    assert all(words in first for words in told), first


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_first_line_stands_out(assistant: Assistant, text: str) -> None:
    assert {span.style for span in assistant.ask(text, TODAY).reply.lines[0]} == {Style.BOLD}


# Dates


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2024, 3, 4), "còn 149 ngày"),
        (date(2024, 7, 30), "còn 1 ngày"),
        (date(2024, 7, 31), "hôm nay"),
        (date(2024, 8, 1), "đã qua 1 ngày"),
        (date(2026, 7, 30), "đã qua 729 ngày"),
        (date(2026, 8, 1), "đã qua hơn 2 năm"),
    ],
)
def test_a_date_says_how_far_it_is(assistant: Assistant, today: date, left: str) -> None:
    first = shown(assistant, "bao giờ xong tuyển dụng công chức", today)[0]
    assert "31/07/2024" in first
    assert left in first


@pytest.mark.parametrize(
    ("today", "left"),
    [(date(2024, 2, 27), "còn 1 ngày"), (date(2024, 2, 28), "hôm nay"), (date(2024, 2, 29), "đã qua 1 ngày")],
)
def test_before_a_day_means_the_day_before_is_the_last(assistant: Assistant, today: date, left: str) -> None:
    told = shown(assistant, "ngày 29/02/2024 có gì đến hạn", today)
    [line] = [line.strip() for line in told if line.strip().startswith("trước ngày 29/02/2024")]
    assert left in line


@pytest.mark.parametrize(
    ("last", "told"),
    [(date(2024, 3, 16), "còn 12 ngày"), (TODAY, "hôm nay là hạn cuối"), (date(2024, 3, 1), "đã qua 3 ngày")],
)
def test_days_left_are_counted_to_the_last_day(last: date, told: str) -> None:
    assert days_left(last, TODAY) == told


def test_the_document_s_own_words_stand_beside_a_date(assistant: Assistant) -> None:
    assert "“chậm nhất tháng 7/2024”" in shown(assistant, "bao giờ xong tuyển dụng công chức")[0]


@pytest.mark.parametrize("text", QUESTIONS)
def test_dates_are_written_as_people_write_them(assistant: Assistant, text: str) -> None:
    told = assistant.ask(text, TODAY).reply.text
    assert not re.search(r"\d{4}-\d{2}-\d{2}", told)
    due = re.findall(r"(\S+)(?: \((?:“[^”]*”|muộn nhất [^)]*)\))?, (?:còn \d|đã qua|hôm nay)", told)
    assert all(re.fullmatch(r"\d{2}/\d{2}/\d{4}", day) for day in due), due
    assert len(due) == len(re.findall(r"còn \d+ ngày|đã qua (?:\d+ ngày|hơn \d+ năm)|hôm nay là", told))


def test_a_missing_deadline_is_said_not_invented(assistant: Assistant) -> None:
    answer = "\n".join(shown(assistant, "ai lo giải phóng mặt bằng"))
    assert "văn bản không nêu thời hạn" in answer
    assert not re.search(r"còn \d+ ngày", answer)


def test_a_deadline_of_another_clause_is_not_the_headline(assistant: Assistant) -> None:
    first, *rest = shown(assistant, "bao giờ xong điện khí LNG Cà Mau 3")
    assert "31/03/2024" not in first
    assert any("31/03/2024" in line and "Cụm Khí - Điện - Đạm" in line for line in rest)


# Sources and sizes


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("ai lo giải phóng mặt bằng", "mục III.1.3.c"),
        ("bao giờ xong tuyển dụng công chức", "mục III.1.1.c"),
        ("Sở Y tế phải làm gì", "mục III.3.3"),
        ("cái gì quá hạn rồi", "mục IV.1.1"),
        ("Sở Công Thương phối hợp với Sở Khoa học và Công nghệ việc gì", "mục III.2.2.b"),
    ],
)
def test_every_answer_says_where_to_check_it(assistant: Assistant, text: str, section: str) -> None:
    told = shown(assistant, text)
    assert any(line.startswith(SOURCE) for line in told)
    assert any(section in line for line in told)


def test_a_merger_is_told_with_day_and_basis(assistant: Assistant) -> None:
    told = "\n".join(shown(assistant, "Sở Nông nghiệp và Môi trường phải làm gì"))
    assert "01/03/2025" in told
    assert "căn cứ: NĐ 45/2025/NĐ-CP" in told


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_reply_fits_a_phone(assistant: Assistant, text: str) -> None:
    reply = assistant.ask(text, TODAY).reply
    assert 1 <= len(reply.lines) <= 18
    assert len(reply.text.encode("utf-16-le")) // 2 <= 4096  # what one Telegram message holds
    assert all("\n" not in span.text for line in reply.lines for span in line)


def test_every_task_fits_one_message(store: Store) -> None:
    for number in store.all_tasks():
        task = store.task(number)
        told = task_reply(task, TODAY, TERMINAL).text
        assert len(told.encode("utf-16-le")) // 2 <= 4096
        assert all(words in told for words in (task.title, task.content, *task.leads, *task.coordinators, SOURCE))


def test_a_task_in_full_has_all_its_deadlines(store: Store) -> None:
    [number] = [i for i in store.all_tasks() if store.task(i).ref == "III.1.3.a#2"]
    told = task_reply(store.task(number), TODAY, TERMINAL).text
    assert all(day in told for day in ("31/03/2024", "30/06/2024", "30/09/2024", "31/01/2025"))


# Pages and buttons


def test_a_long_list_comes_in_pages_that_hold_every_task_once(assistant: Assistant) -> None:
    answer = found(assistant, "các sở ban ngành tỉnh phải làm gì")
    first, second = render(answer), render(answer, 1)
    numbers = [re.match(r"(\d+)\. ", line) for page in (first, second) for line in lines(page)]
    assert [int(number[1]) for number in numbers if number] == list(range(1, 13))
    assert any("tiếp" in line for line in lines(first))
    assert not any("tiếp" in line for line in lines(second))
    assert lines(first)[0] == lines(second)[0]


def test_every_task_shown_can_be_opened_and_the_next_page_too(assistant: Assistant) -> None:
    answer = found(assistant, "các sở ban ngành tỉnh phải làm gì")
    first, second = render(answer), render(answer, 1)
    assert [[button.label for button in row] for row in first.rows[:2]] == [[*map(str, range(1, 9))], ["tiếp"]]
    assert [button.label for button in second.rows[0]] == [*map(str, range(9, 13))]
    assert len({button.action for button in (*first.rows[0], *first.rows[1], *second.rows[0])}) == 13


def test_an_ambiguous_name_offers_a_button_for_each_agency(assistant: Assistant) -> None:
    reply = assistant.ask("bộ chỉ huy phải làm gì", TODAY).reply
    assert {button.label for button in reply.buttons} == {
        "Bộ Chỉ huy Quân sự tỉnh",
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    }


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_a_button_does_fits_into_a_channel(assistant: Assistant, text: str) -> None:
    shelf = Shelf()
    for button in assistant.ask(text, TODAY).reply.buttons:
        if isinstance(button.action, CopyText | OpenPrivateChat):
            continue
        code = encode(button.action, shelf.keep)
        assert len(code.encode("ascii")) <= 64
        assert decode(code, shelf.get) == button.action


# Refusals


@pytest.mark.parametrize("text", ["", "hello bot", "giá vàng hôm nay", "明天天气怎么样", "khi nào"])
def test_a_refusal_says_what_can_be_asked(assistant: Assistant, text: str) -> None:
    assert "Sở Y tế phải làm gì" in "\n".join(shown(assistant, text))


def test_a_refusal_offers_the_nearest_task(assistant: Assistant) -> None:
    told = "\n".join(shown(assistant, "Cục Quản lý thị trường phải làm gì"))
    assert "Sở Công Thương" in told
    assert "mục III.2.2.b" in told


def test_an_agency_asked_about_another_s_task_is_told_so(assistant: Assistant) -> None:
    told = shown(assistant, "Công an tỉnh có lo OCOP không")
    assert any("không giao" in line and "Công an tỉnh" in line for line in told)
    assert any("Sở Nông nghiệp và Phát triển nông thôn" in line for line in told)


def test_what_is_overdue_is_not_called_undone(assistant: Assistant) -> None:
    assert any("không cho biết" in line for line in shown(assistant, "cái gì quá hạn rồi"))


def test_a_page_of_text_is_no_question(assistant: Assistant) -> None:
    response = assistant.ask("a" * (LONGEST_QUESTION + 1), TODAY)
    assert (response.question, response.answer) == (None, None)
    assert str(LONGEST_QUESTION) in response.reply.text
    assert assistant.ask("a " * (LONGEST_QUESTION // 2), TODAY).answer is not None
