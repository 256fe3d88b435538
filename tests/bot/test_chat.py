"""The terminal chat: numbers and "tiếp" go on from the last answer, piped lines are answered one by one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner

from bot.assistant import Assistant
from bot.cli import main
from bot.terminal.chat import Chat, piped
from knowledge.store import Store

TODAY = date(2024, 3, 4)


@pytest.fixture
def chat(assistant: Assistant) -> Chat:
    """A chat that has just begun."""
    return Chat(assistant, lambda: TODAY)


def first_line(chat: Chat, text: str) -> str:
    return chat.reply(text).text.partition("\n")[0]


def test_a_number_opens_a_task_of_the_last_answer(chat: Chat) -> None:
    chat.reply("Sở Nội vụ phải làm gì")
    opened = chat.reply("2").text
    assert opened.startswith("Phê duyệt đề án vị trí việc làm, tuyển dụng công chức, kiểm tra công vụ")
    assert "Hoàn thành tuyển dụng công chức cấp tỉnh, cấp huyện chậm nhất tháng 7/2024." in opened


def test_several_tasks_may_be_opened_one_after_the_other(chat: Chat) -> None:
    chat.reply("Sở Y tế phải làm gì")
    assert first_line(chat, "1") != first_line(chat, "2.")
    assert first_line(chat, "1").startswith("Đề án phát triển nguồn nhân lực ngành y tế")


def test_the_best_task_about_a_subject_is_number_one(chat: Chat) -> None:
    chat.reply("ai lo giải phóng mặt bằng")
    assert first_line(chat, "1").startswith("Giải phóng mặt bằng")


@pytest.mark.parametrize("number", ["0", "99", "-1", "1000000000000"])
def test_a_number_that_is_not_in_the_list_is_a_question_of_its_own(chat: Chat, number: str) -> None:
    chat.reply("Sở Y tế phải làm gì")
    assert "trang thiết bị y tế" not in first_line(chat, number)


def test_a_number_before_any_answer_is_a_question(chat: Chat) -> None:
    assert chat.reply("1").text


def test_a_number_after_a_refusal_opens_nothing(chat: Chat) -> None:
    chat.reply("Sở Y tế phải làm gì")
    chat.reply("Sở Tư pháp làm gì")
    assert "nguồn nhân lực ngành y tế" not in first_line(chat, "1")


def test_a_number_chooses_between_agencies(chat: Chat) -> None:
    choice = chat.reply("bộ chỉ huy phải làm gì")
    second = choice.buttons[1].label
    answer = chat.reply("2").text
    assert second in answer
    assert "III.5.2" in answer


@pytest.mark.parametrize("word", ["tiếp", "tiep", "Tiếp.", "xem tiếp"])
def test_tiep_shows_the_next_page(chat: Chat, word: str) -> None:
    chat.reply("các sở ban ngành tỉnh phải làm gì")
    assert "\n9. " in chat.reply(word).text


def test_a_task_of_the_next_page_opens_by_its_number(chat: Chat) -> None:
    chat.reply("các sở ban ngành tỉnh phải làm gì")
    page = chat.reply("tiếp").text
    title = page.partition("\n9. ")[2].partition(" (mục")[0]
    assert first_line(chat, "9") == title


def test_after_the_last_page_there_is_no_next(chat: Chat) -> None:
    chat.reply("các sở ban ngành tỉnh phải làm gì")
    chat.reply("tiếp")
    assert "\n9. " not in chat.reply("tiếp").text


def test_a_new_question_begins_at_the_first_page(chat: Chat) -> None:
    chat.reply("các sở ban ngành tỉnh phải làm gì")
    chat.reply("tiếp")
    chat.reply("Sở Nông nghiệp và Môi trường phải làm gì")
    assert "\n9. " in chat.reply("tiếp").text


def test_today_is_asked_for_each_line(assistant: Assistant) -> None:
    days: Iterator[date] = iter([date(2024, 7, 31), date(2024, 8, 1)])
    chat = Chat(assistant, lambda: next(days))
    assert "hôm nay" in first_line(chat, "bao giờ xong tuyển dụng công chức")
    assert "đã qua 1 ngày" in first_line(chat, "bao giờ xong tuyển dụng công chức")


# Pipes


def test_lines_that_are_not_utf_8_are_told_apart() -> None:
    stream = io.BytesIO("Sở Y tế\r\n".encode() + b"\xff\xfe\n" + "hết".encode())
    assert list(piped(stream)) == ["Sở Y tế", None, "hết"]


def talk(store: Store, typed: bytes) -> str:
    result = CliRunner().invoke(main, ["--db", str(store.path), "--today", "2024-03-04"], input=typed)
    assert (result.exit_code, result.exception) == (0, None)
    return result.output


def test_piped_lines_are_answered_one_by_one(store: Store) -> None:
    told = talk(store, "Sở Y tế phải làm gì\n2\nbao giờ xong tuyển dụng công chức\n".encode())
    places = [
        told.index(words)
        for words in (
            "› Sở Y tế phải làm gì", "Sở Y tế chủ trì 2 việc", "› 2\n", "Tiếp tục chuyển đổi số y tế",
            "› bao giờ xong tuyển dụng công chức", "31/07/2024",
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_a_line_that_is_not_utf_8_does_not_end_the_chat(store: Store) -> None:
    told = talk(store, b"\xff\xfe\n" + "Sở Y tế phải làm gì".encode())
    assert "UTF-8" in told
    assert "Sở Y tế chủ trì 2 việc" in told


@pytest.mark.parametrize("word", ["thoát", "thoat", "exit", "quit", "q", " THOÁT "])
def test_thoat_ends_the_chat(store: Store, word: str) -> None:
    assert "chủ trì" not in talk(store, f"{word}\nSở Y tế phải làm gì\n".encode())


def test_an_empty_pipe_says_nothing(store: Store) -> None:
    assert talk(store, b"") == ""


@pytest.mark.parametrize("typed", ["²", "①", "٣"])
def test_a_figure_that_is_no_number_opens_nothing(chat: Chat, typed: str) -> None:
    chat.reply("Sở Y tế phải làm gì")
    assert chat.reply(typed).text


def test_a_follow_up_goes_on_from_the_last_answer(chat: Chat) -> None:
    chat.reply("Sở Y tế phải làm gì")
    assert first_line(chat, "còn Sở Nội vụ?") == "Sở Nội vụ chủ trì 6 việc:"


def test_a_number_settles_which_agency_is_meant(chat: Chat) -> None:
    chat.reply("bộ chỉ huy làm gì")
    assert first_line(chat, "2") == "Bộ Chỉ huy Bộ đội Biên phòng tỉnh chủ trì 3 việc:"
