"""Documents from an owner's phone: drafted, looked at, published by a word, taken back; refused from others."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from random import Random

import openpyxl
import pytest
import pytest_asyncio

from bot.publishing import sentences
from bot.sentences import OUTDATED
from knowledge.importing.history import publications
from knowledge.importing.workbook import FACTS
from knowledge.register import COLUMNS
from tests.importing.made import as_docx
from tests.telegram.conftest import World
from tests.telegram.rooms import Json, buttons
from tests.telegram.server import TelegramServer

pytestmark = pytest.mark.asyncio
OWNER = {"owners": frozenset({5})}
FICTION = (Path(__file__).parents[1] / "importing" / "documents" / "chuong-trinh-hanh-dong.txt").read_text("utf-8")
DOCUMENT = FICTION.replace("ĐÔNG BÌNH", "BẠC LIÊU").replace("Đông Bình", "Bạc Liêu").encode()
DRAFT = "KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sở Y tế lập đề án.\n".encode()
QUESTION = "ai chủ trì rà soát thủ tục hành chính ở tỉnh Bạc Liêu"


@pytest_asyncio.fixture
async def world(publisher: World) -> AsyncIterator[World]:
    """A world to publish in."""
    yield publisher


async def sent(server: TelegramServer, name: str, content: bytes, words: str) -> Json:
    """The bot's message that says some words after a file."""
    await server.send_file(name, content)
    return await server.shows(5, words)


def drafts(world: World) -> list[Path]:
    return list((world.registers / ".drafts").glob("*"))


def edited(workbook: bytes, sheet: str, row: int, column: int, text: str) -> bytes:
    """A workbook with one cell changed, as Excel saves it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    book[sheet].cell(row, column).value = text
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


async def test_a_document_is_published_by_a_word_and_taken_back_by_another(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        told = await sent(server, "chuong-trinh.txt", DOCUMENT, "10 nhiệm vụ")
        assert "Văn bản 07/CTr-UBND" in told["text"]
        assert [path.name for path in world.registers.glob("07*")] == []
        [(name, workbook)] = server.uploads
        assert name == "07-ctr-ubnd.xlsx"
        assert openpyxl.load_workbook(io.BytesIO(workbook)).sheetnames[:2] == ["Nhiệm vụ", FACTS]
        await server.press(sentences.PUBLISH)
        published = await server.shows(5, "Đã nạp 07/CTr-UBND: 10 nhiệm vụ.")
        assert published["message_id"] == told["message_id"]
        await server.say(QUESTION)
        assert "Văn phòng Ủy ban nhân dân tỉnh" in (await server.shows(5, "30/06/2025"))["text"]
        await server.press(sentences.UNDO)
        await server.until(lambda: "Đã hoàn tác: nạp 07/CTr-UBND." in published["text"])
        await server.say("/vanban")
        await server.shows(5, "Đang tra được 1 văn bản")
    steps = [(step.action, step.by, step.undone) for step in publications(world.registers)]
    assert steps == [("nạp", "telegram:5", True), ("hoàn tác", "telegram:5", False)]
    assert drafts(world) == []


async def test_an_edited_workbook_is_sent_back_and_published(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        await sent(server, "chuong-trinh.txt", DOCUMENT, "10 nhiệm vụ")
        await server.press(sentences.EDIT)
        await server.shows(5, sentences.EDIT_HOW)
        [(_, workbook)] = server.uploads
        again = edited(workbook, "Nhiệm vụ", 2, COLUMNS.index("thời hạn") + 1, "trước ngày 15/7/2025")
        told = await sent(server, "07-ctr-ubnd (1).xlsx", again, "Đã đọc bảng đã sửa: 10 nhiệm vụ")
        assert len(server.uploads) == 1
        await server.press(sentences.PUBLISH, message=told)
        await server.shows(5, "Đã nạp 07/CTr-UBND")
    assert "trước ngày 15/7/2025" in (world.registers / "07-ctr-ubnd.csv").read_text("utf-8-sig")


async def test_what_a_draft_lacks_is_told_and_filled_in_in_the_workbook(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        told = await sent(server, "du-thao.txt", DRAFT, "Chưa nạp được")
        assert "Trang “Văn bản”, dòng “số, ký hiệu”" in told["text"]
        assert list(buttons(told)) == [sentences.EDIT, sentences.DROP]
        workbook = server.uploads[0][1]
        facts = openpyxl.load_workbook(io.BytesIO(workbook))[FACTS]
        rows = {str(facts.cell(row, 1).value): row for row in range(1, facts.max_row + 1)}
        for name, text in (
            ("số, ký hiệu", "9/KH-UBND"), ("trích yếu", "Kế hoạch năm 2025"), ("tỉnh", "Bạc Liêu"),
            ("nơi ban hành", "Ủy ban nhân dân tỉnh Bạc Liêu"), ("ngày ký", "02/01/2025"),
            ("năm thực hiện", "2025"),
        ):  # fmt: skip
            workbook = edited(workbook, FACTS, rows[name], 2, text)
        told = await sent(server, "van-ban.xlsx", workbook, "Văn bản 9/KH-UBND ngày 02/01/2025")
        assert sentences.PUBLISH in buttons(told)


async def test_mistakes_in_an_edited_workbook_are_told_by_row_and_column(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        await sent(server, "chuong-trinh.txt", DOCUMENT, "10 nhiệm vụ")
        again = edited(server.uploads[0][1], "Nhiệm vụ", 4, COLUMNS.index("thời hạn") + 1, "sớm thôi")
        told = await sent(server, "a.xlsx", again, "Chưa nạp được")
        assert "Dòng 4, cột “thời hạn”: không hiểu thời hạn “sớm thôi”" in told["text"]
        assert sentences.PUBLISH not in buttons(told)


async def test_the_same_document_again_says_what_it_would_change(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        await sent(server, "a.txt", DOCUMENT, "10 nhiệm vụ")
        await server.press(sentences.PUBLISH)
        await server.shows(5, "Đã nạp 07/CTr-UBND")
        changed = DOCUMENT.replace(b"31/3/2025", b"30/3/2025")
        assert changed != DOCUMENT
        told = await sent(server, "b.txt", changed, "Nạp sẽ thay bản cũ")
        assert "0 việc mới, 0 việc không còn, 1 việc thay đổi" in told["text"]


async def test_a_draft_outlives_a_restart_and_is_published_once(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        told = await sent(server, "a.docx", as_docx(DOCUMENT.decode().splitlines()), "10 nhiệm vụ")
        data = buttons(told)[sentences.PUBLISH]["callback_data"]
    async with world.bot(**OWNER):
        await server.press_data(data, told)
        await server.shows(5, "Đã nạp 07/CTr-UBND")
        await server.press_data(data, told)
        await server.shows(5, sentences.DRAFT_GONE)
    assert len(publications(world.registers)) == 1


async def test_a_draft_can_be_dropped(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        await sent(server, "a.txt", DOCUMENT, "10 nhiệm vụ")
        assert len(drafts(world)) == 1
        await server.press(sentences.DROP)
        await server.shows(5, sentences.DROPPED)
    assert drafts(world) == []
    assert publications(world.registers) == []


async def test_a_secret_document_is_deleted_and_nothing_of_it_is_kept(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        message = await server.send_file("a.docx", as_docx(["TỐI MẬT", *DOCUMENT.decode().splitlines()]))
        told = await server.shows(5, "Văn bản đóng dấu “TỐI MẬT”")
        assert sentences.SECRET_DELETED in told["text"]
        assert message["message_id"] not in server.room(5).messages
    assert drafts(world) == []
    assert server.uploads == []


async def test_only_owners_publish(world: World) -> None:
    server = world.server
    async with world.bot(owners=frozenset({6})):
        await sent(server, "a.txt", DOCUMENT, "Chỉ người quản trị bot nạp được văn bản")
        await server.say("/nap")
        await server.say("/trogiup")
        help_ = await server.shows(5, "Cách dùng")
        assert "/nap" not in help_["text"]
        assert not [message for message in server.room(5).of_bot() if sentences.HISTORY_NONE in message["text"]]
        await server.press_data("1b:0123456789ab", help_)
        await server.shows(5, OUTDATED)
    assert server.of("getFile") == []
    assert publications(world.registers) == []


async def test_what_cannot_be_taken_is_said_and_changes_nothing(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        await server.send_file("to.pdf", b"%PDF-1.7", size=25_000_000)
        await server.shows(5, "Tệp lớn 25 MB; bot chỉ tải được tệp nhiều nhất 20 MB")
        await sent(server, "a.docx", b"PK\x03\x04 broken", "hỏng, không đọc được")
        await sent(server, "a.exe", b"MZ\x00\x00" + bytes(range(256)), "Không nhận ra định dạng")
        server.files.clear()
        await server.send_file("mat.txt", DOCUMENT)
        server.files.clear()
        await server.shows(5, sentences.DOWNLOAD_FAILED)
        await server.say("Sở Y tế phải làm gì")
        await server.shows(5, "Sở Y tế chủ trì 2 việc")
    assert drafts(world) == []


async def test_broken_files_from_a_phone_never_publish(world: World) -> None:
    server, random = world.server, Random(6)
    whole = as_docx(DOCUMENT.decode().splitlines())

    def told_of_all(count: int) -> bool:
        """Whether each of so many files was noticed and then answered: the notice is deleted by then."""
        return len(server.of("deleteMessage")) == count and len(server.of("sendMessage")) >= 2 * count

    async with world.bot(**OWNER):
        for count in range(5):
            content = bytearray(whole)
            for _ in range(20):
                content[random.randrange(len(content))] = random.randrange(256)
            await server.send_file(f"{count}.docx", bytes(content[: random.randrange(200, len(content))]))
            await server.until(partial(told_of_all, count + 1), 40)
    assert publications(world.registers) == []


async def test_the_history_is_shown_with_the_way_back(world: World) -> None:
    server = world.server
    async with world.bot(**OWNER):
        await server.say("/nap")
        await server.shows(5, sentences.HISTORY_NONE)
        await sent(server, "a.txt", DOCUMENT, "10 nhiệm vụ")
        await server.press(sentences.PUBLISH)
        first = await server.shows(5, "Đã nạp 07/CTr-UBND")
        await sent(server, "b.txt", DOCUMENT.replace(b"07/CTr", b"08/CTr"), "Văn bản 08/CTr-UBND")
        await server.press(sentences.PUBLISH)
        await server.shows(5, "Đã nạp 08/CTr-UBND")
        await server.press(sentences.UNDO, message=first)
        await server.until(lambda: "Sau đó đã nạp 08/CTr-UBND" in first["text"])
        await server.say("/nap")
        told = await server.shows(5, "nạp 08/CTr-UBND, 10 nhiệm vụ (telegram:5)")
        assert list(buttons(told)) == [f"{sentences.UNDO}: nạp 08/CTr-UBND"]
