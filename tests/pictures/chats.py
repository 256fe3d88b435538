"""The main chats: what is said and pressed in each, and when."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import VIETNAM
from tests.telegram.server import TelegramServer

_GROUP = -1001
_SPRING = datetime(2024, 3, 4, 9, 0, tzinfo=VIETNAM)
_JUNE = datetime(2024, 6, 13, 9, 0, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat to be photographed: its name, number and moment, the height of the picture, and what happens in it.

    `digests`: when reminders go out, after all that; then only the last message is photographed.
    """

    name: str
    number: int
    height: int
    play: Callable[[TelegramServer], Awaitable[None]]
    moment: datetime = _SPRING
    digests: tuple[datetime, ...] = ()


async def _question(server: TelegramServer) -> None:
    await server.say("Sở Y tế phải làm gì")
    await server.shows(5, "Sở Y tế chủ trì")
    await server.say("bao gio xong tuyen dung cong chuc")
    await server.shows(5, "Thời hạn: 31/07/2024")


async def _task(server: TelegramServer) -> None:
    await server.say("Sở Nội vụ phải làm gì")
    await server.shows(5, "Sở Nội vụ chủ trì")
    await server.press("2")
    await server.offers(5, "‹ Danh sách")


async def _start(server: TelegramServer) -> None:
    await server.say("/start")
    await server.offers(5, "🏢 Chọn cơ quan của tôi")
    await server.say("/coquan")
    await server.offers(5, "Sở (16)")


async def _due(server: TelegramServer) -> None:
    await server.say("/denhan")
    await server.offers(5, "Quý này")
    await server.press("Quý này")
    await server.shows(5, "việc đến hạn từ")


async def _timeline(server: TelegramServer) -> None:
    await server.say("/lich Sở Nội vụ")
    await server.answered(5, 1)


async def _refused(server: TelegramServer) -> None:
    for number, text in enumerate(
        ("tinh soc trang lam gi", "giá vàng hôm nay", "Sở Tư pháp làm gì", "bộ chỉ huy làm gì")
    ):
        await server.say(text)
        await server.answered(5, number + 1)


async def _topic(server: TelegramServer) -> None:
    server.room(_GROUP, title="UBND tỉnh · Điều hành", forum=True, members={5: "creator"}).bot = "left"
    await server.bot_becomes("member", _GROUP)
    await server.answered(_GROUP, 1)
    await server.say("/hoi ai lo trạm y tế", _GROUP, topic=7)
    await server.answered(_GROUP, 2)


async def _reminders(server: TelegramServer) -> None:
    await server.say("/nhacviec")
    await server.answered(5, 1)
    await server.say("nhắc tôi việc của Sở Nội vụ trước 7 ngày lúc 8 giờ")
    await server.answered(5, 2)


async def _digest(server: TelegramServer) -> None:
    server.room(_GROUP, title="UBND tỉnh · Điều hành", members={5: "creator"})
    await server.say("/nhacviec việc của Sở Công Thương trước 14, 7, 3, 1 ngày và đúng ngày lúc 7 giờ 30", _GROUP)
    await server.shows(_GROUP, "Nhắc việc đang bật")


CHATS = (
    Chat("hoi", 5, 810, _question),
    Chat("viec", 5, 620, _task),
    Chat("bat-dau", 5, 1120, _start),
    Chat("den-han", 5, 1000, _due),
    Chat("lich", 5, 600, _timeline),
    Chat("khong-co", 5, 1100, _refused),
    Chat("nhom", _GROUP, 890, _topic),
    Chat("nhac-viec", 5, 1200, _reminders),
    Chat("ban-nhac", _GROUP, 1420, _digest, _JUNE, (_JUNE.replace(day=14, hour=8), _JUNE.replace(day=17, hour=8))),
)
