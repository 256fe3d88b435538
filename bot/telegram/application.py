"""The application: all handlers of the bot in one place, built by one function that serving and tests call."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)  # fmt: skip

from bot.codes import encode
from bot.conversation import Conversations
from bot.keeper import Keeper
from bot.publishing.desk import PublishingDesk
from bot.pulse import Pulse
from bot.settings import TelegramSettings
from bot.subscribing.desk import Desk
from bot.telegram.commands import Commands
from bot.telegram.courier import Courier
from bot.telegram.documents import Documents
from bot.telegram.drawing import Drawing
from bot.telegram.groups import Groups
from bot.telegram.http_request import HttpRequest
from bot.telegram.inline import Inline
from bot.telegram.office import Office
from bot.telegram.open_updates import OpenUpdates, taker_of
from bot.telegram.order import InOrder
from bot.telegram.pace import Pace
from bot.telegram.presses import Presses
from bot.telegram.pulse_request import PulseRequest
from bot.telegram.questions import Questions
from bot.telegram.reminding import Reminding
from bot.telegram.speaker import Speaker
from bot.telegram.trouble import Trouble

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
_CONNECTIONS = 32  # calls under way at once: 30 a second that take a second each

App = Application[ExtBot[int], Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Telegram:
    """The bot: its application and what serves it."""

    application: App
    office: Office
    pulse: Pulse


def build_application(
    settings: TelegramSettings,
    conversations: Conversations,
    now: Callable[[], datetime],
    pulse: Pulse,
    desk: Desk,
    publishing: PublishingDesk,
) -> Telegram:
    """The bot, ready to be initialized; `desk` answers what concerns reminders, `publishing` takes documents."""
    keeping = ThreadPoolExecutor(1, "keeping")
    open_updates = OpenUpdates(conversations.state, taker_of(settings), keeping, now)
    application: App = _builder(settings, pulse, open_updates).build()
    keeper = Keeper(conversations.state.button_targets, now)
    bot: ExtBot[int] = application.bot
    drawing = Drawing(lambda action: encode(action, keeper.keep), username=lambda: bot.username)
    speaker = Speaker(bot, drawing, conversations.state, now)
    office = Office(conversations, desk, speaker, settings, now, keeping, open_updates)
    _add_handlers(application, office, Documents(office, publishing))
    return Telegram(application, office, pulse)


def _builder(
    settings: TelegramSettings, pulse: Pulse, open_updates: OpenUpdates
) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    calls = HttpRequest(settings.base_url, connections=_CONNECTIONS, proxy=settings.proxy)
    polling = PulseRequest(pulse, open_updates, settings.base_url, connections=2, proxy=settings.polling_proxy)
    return (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(f"{settings.base_url}/bot")
        .base_file_url(f"{settings.base_url}/file/bot")
        .request(calls)
        .get_updates_request(polling)
        .rate_limiter(Courier(Pace(settings.sends_per_second), _CONNECTIONS, open_updates))
        .concurrent_updates(InOrder(open_updates))
    )


def _add_handlers(application: App, office: Office, documents: Documents) -> None:
    groups = Groups(office)
    reminding = Reminding(office, groups)
    questions = Questions(office, reminding)
    trouble = Trouble(office)
    application.add_handler(TypeHandler(Update, trouble.interrupted), group=-2)
    application.add_handler(TypeHandler(Update, groups.gate), group=-1)
    application.add_handler(ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, groups.migrated))
    application.add_handler(CallbackQueryHandler(Presses(office, groups, reminding, documents).press))
    application.add_handler(InlineQueryHandler(Inline(office).query))
    Commands(office, questions, groups, reminding).register(application)
    application.add_handler(CommandHandler("nap", documents.history))
    people = ~filters.VIA_BOT & ~filters.StatusUpdate.ALL
    file = filters.ChatType.PRIVATE & filters.Document.ALL & ~filters.VIA_BOT
    application.add_handler(MessageHandler(file, documents.received))
    application.add_handler(MessageHandler((filters.TEXT | filters.CAPTION) & ~filters.VIA_BOT, questions.text))
    application.add_handler(MessageHandler(filters.ChatType.PRIVATE & people, questions.no_text))
    application.add_error_handler(trouble.failed)
