"""Serving: the bot runs until it is told to stop, and ends with a sentence where it cannot go on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.pulse import STALE, notify_systemd
from bot.settings import TelegramSettings, Webhook
from bot.telegram.application import ALLOWED_UPDATES, Telegram
from bot.telegram.commands import set_commands
from bot.telegram.courier import never_reached
from bot.telegram.webhook import WebhookServer

ANOTHER = "Một tiến trình khác đang dùng token này (Telegram báo 409). Hãy dừng tiến trình kia rồi chạy lại."
WRONG_TOKEN = "Telegram không nhận TELEGRAM_BOT_TOKEN. Kiểm tra lại token ở @BotFather."
STOPPED = "Vòng lấy tin từ Telegram đã dừng. Tiến trình kết thúc để được khởi động lại."
UNREACHABLE = (
    "Không gọi được {address}: {reason}. Telegram có lúc bị chặn ở Việt Nam: xem TELEGRAM_BASE_URL, TELEGRAM_PROXY, "
    "TELEGRAM_POLLING_PROXY."
)
REFUSED_WEBHOOK = "Telegram không nhận địa chỉ webhook: {reason}. Kiểm tra TELEGRAM_WEBHOOK_URL."
NO_PORT = "Không nghe được ở {listen}:{port}: {reason}. Kiểm tra TELEGRAM_WEBHOOK_LISTEN, TELEGRAM_WEBHOOK_PORT."
_STILL = 180.0  # seconds without any try after which the polling loop counts as stopped
_TICK = 5.0
_CONFLICTS = 60.0  # seconds of nothing but conflicts that a process bears which has polled before
_FIRST_POLL = 60.0  # seconds after which a process ends that has called Telegram, but cannot poll
_CHECKS = 30.0  # seconds between calls that show, with a webhook, that Telegram is in reach

log = logging.getLogger(__name__)


class Ended(Exception):
    """The bot cannot go on; the message says why and what to do."""


class Serving:
    """Runs one bot. `stop` ends it in good order: no new updates, those fetched are answered first."""

    def __init__(self, telegram: Telegram, settings: TelegramSettings) -> None:
        self._telegram = telegram
        self._settings = settings
        self._stop = asyncio.Event()
        self._why = ""
        self.ready = asyncio.Event()

    def stop(self, why: str = "") -> None:
        """End, with a reason if it is an error."""
        self._why = self._why or why
        self._stop.set()

    async def run(self, work: Callable[[], Awaitable[None]] | None = None) -> None:
        """Serve until stopped; `work` runs beside it, such as reminders. Raises Ended where it cannot go on."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self.stop)
        application = self._telegram.application
        try:
            await self._begin()
            tasks = [asyncio.create_task(self._watch())]
            if work is not None:
                tasks.append(asyncio.create_task(_awaited(work)))
            for task in tasks:
                task.add_done_callback(self._task_ended)
            self.ready.set()
            notify_systemd("READY=1")
            log.info("serving", extra={"bot": application.bot.username, "mode": self._mode})
            await self._stop.wait()
            notify_systemd("STOPPING=1")
            log.info("stopping")
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            await self._end()
        if self._why:
            raise Ended(self._why)

    @property
    def _mode(self) -> str:
        return "webhook" if self._settings.webhook else "polling"

    async def _begin(self) -> None:
        application = self._telegram.application
        try:
            await application.initialize()
        except InvalidToken as error:
            raise Ended(WRONG_TOKEN) from error
        except TelegramError as error:
            raise Ended(self._unreachable(error)) from error
        await self._tell_commands()
        await application.start()
        if self._settings.webhook:
            await self._listen(self._settings.webhook)
        elif application.updater:
            await application.updater.start_polling(
                allowed_updates=ALLOWED_UPDATES, error_callback=self._polling_failed, bootstrap_retries=3
            )

    async def _tell_commands(self) -> None:
        """The lists of commands: a convenience, without which the bot serves all the same."""
        try:
            await set_commands(self._telegram.application.bot, self._settings.owners)
        except TelegramError as error:
            log.warning("the lists of commands were not told", extra={"reason": type(error).__name__})

    async def _listen(self, webhook: Webhook) -> None:
        office, pulse = self._telegram.office, self._telegram.pulse
        self._server = WebhookServer(self._telegram.application, office.open_updates, webhook, pulse)
        try:
            await self._server.start(ALLOWED_UPDATES)
        except TelegramError as error:
            raise Ended(REFUSED_WEBHOOK.format(reason=error.message)) from error
        except OSError as error:
            raise Ended(NO_PORT.format(listen=webhook.listen, port=webhook.port, reason=error.strerror)) from error

    async def _end(self) -> None:
        application = self._telegram.application
        if self._settings.webhook and hasattr(self, "_server"):
            await self._server.stop()
        if application.updater and application.updater.running:
            try:
                await application.updater.stop()
            except TelegramError as error:  # what ended the polling loop is raised here
                log.warning("polling had ended", extra={"reason": type(error).__name__})
        if application.running:
            await application.stop()
        with contextlib.suppress(RuntimeError):
            await application.shutdown()
        await application.bot.shutdown()  # where the application never came up, its connections are open
        self._telegram.office.close()

    def _polling_failed(self, error: TelegramError) -> None:
        """A poll failed; the library goes on by itself unless that makes no sense."""
        pulse = self._telegram.pulse
        if isinstance(error, Conflict) and (not pulse.ever_polled or pulse.silence > _CONFLICTS):
            self.stop(ANOTHER)
        elif isinstance(error, InvalidToken):
            self.stop(WRONG_TOKEN)
        elif never_reached(error) and not pulse.ever_polled and pulse.silence > _FIRST_POLL:
            self.stop(self._unreachable(error))
        elif not isinstance(error, RetryAfter):
            log.warning("a poll failed", extra={"reason": type(error).__name__, "silence": round(pulse.silence)})

    def _unreachable(self, error: TelegramError) -> str:
        return UNREACHABLE.format(address=self._settings.base_url, reason=error.message)

    async def _watch(self) -> None:
        """Tell systemd while all is well; end the process where the polling loop has stopped."""
        pulse, updater = self._telegram.pulse, self._telegram.application.updater
        checked = 0.0
        while True:
            await asyncio.sleep(_TICK)
            if self._settings.webhook:
                checked += _TICK
                if checked >= _CHECKS:
                    checked = 0.0
                    await self._check()
            elif pulse.refused:
                self.stop(WRONG_TOKEN)
            elif pulse.stillness > _STILL or not (updater and updater.running):
                self.stop(STOPPED)
            if pulse.silence < STALE:
                notify_systemd("WATCHDOG=1")

    async def _check(self) -> None:
        """With a webhook: whether Telegram is in reach."""
        try:
            await self._telegram.application.bot.get_me()
            self._telegram.pulse.reached()
        except TelegramError as error:
            log.warning("Telegram is out of reach", extra={"reason": type(error).__name__})

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and not self._stop.is_set():
            log.error("work beside the bot ended", exc_info=task.exception())
            self.stop(STOPPED)


async def _awaited(work: Callable[[], Awaitable[None]]) -> None:
    await work()
