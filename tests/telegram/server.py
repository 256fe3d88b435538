"""The server that plays Telegram: the bot calls it over HTTP, tests play the people by calling its methods.

HTTP, uploads, update queues, long polling and webhook delivery are lo-bot-api-emulator's; the rooms, privacy mode,
refusals and faults are here.
"""

from __future__ import annotations

import asyncio
import copy
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator import updates as queueing

from tests.telegram.html_text import BadMarkup, entities_of, read_html, units
from tests.telegram.rooms import ANONYMOUS, BOT, Json, Room, buttons, entities, person
from tests.telegram.schema import schema

TOKEN = "123456789:AAE-only-for-the-server-of-these-tests"
_KINDS = {"message", "edited_message", "callback_query", "inline_query", "my_chat_member"}
_REASONS = {"kicked": "bot was kicked from the supergroup chat", "left": "bot is not a member of the supergroup chat"}


@dataclass
class Call:
    """One call of the bot and what became of it."""

    method: str
    fields: Json
    files: list[str]
    problems: list[str]
    status: int = 0
    result: Any = None
    fault: Fault | None = None
    at: float = field(default_factory=time.monotonic)


@dataclass
class Fault:
    """What goes wrong with the next calls of a method: refused with a code, cut off before or after it took effect."""

    method: str
    times: int = 1
    code: int = 0
    words: str = ""
    retry_after: int = 0
    cut: str = ""
    delay: float = 0.0


CALL = web.RequestKey("call", Call)


class TelegramServer(LoBotApiEmulator):  # type: ignore[misc]
    """Telegram with one bot."""

    def __init__(self) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True, max_updates=100_000, max_history=1)
        queueing.KINDS = queueing.ALLOWED_UPDATE_TYPES = _KINDS
        self.rooms: dict[int, Room] = {}
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.reads_all = False  # privacy mode off
        self.rates: dict[str, tuple[int, float]] = {}
        self.uploads: list[tuple[str, bytes]] = []
        self.files: dict[str, bytes] = {}
        self._sent: dict[tuple[str, int], deque[float]] = {}
        self._queries: dict[str, float] = {}
        self._news = asyncio.Event()

    # What people do

    def room(self, number: int, **made: Any) -> Room:
        """The chat with a number, made on first sight."""
        return self.rooms.setdefault(number, Room(number, **made))

    async def say(
        self, text: str, chat: int = 5, *, by: int = 5, topic: int = 0, reply_to: int = 0, anonymous: bool = False
    ) -> Json:
        """Somebody writes a message."""
        room = self.room(chat)
        content: Json = {"text": text, "entities": entities(text)}
        content |= {"sender_chat": room.chat} if anonymous else {}
        if reply_to:
            content["reply_to_message"] = {k: v for k, v in room.messages[reply_to].items() if k != "reply_to_message"}
            content["message_thread_id"] = room.messages[reply_to].get("message_thread_id", reply_to)
        if topic:
            content |= {"message_thread_id": topic, "is_topic_message": True}
            room.topics.add(topic)
        message = room.add(ANONYMOUS if anonymous else person(by), content)
        if self._bot_sees(room, message):
            await self.push("message", message)
        return message

    async def send_file(
        self, name: str, content: bytes, chat: int = 5, *, by: int = 5, size: int | None = None
    ) -> Json:
        """Somebody sends a file; `size` is what Telegram says of it, where that is not its real one."""
        number = f"file{len(self.files) + 1}"
        self.files[number] = content
        told = {"file_id": number, "file_unique_id": number, "file_name": name, "file_size": size or len(content)}
        message = self.room(chat).add(person(by), {"document": told})
        await self.push("message", message)
        return message

    async def rewrite(self, message: Json, text: str) -> None:
        """Somebody edits a message of theirs."""
        message |= {"text": text, "entities": entities(text), "edit_date": int(time.time())}
        await self.push("edited_message", message)

    async def press(self, label: str, chat: int = 5, *, by: int = 5, message: Json | None = None) -> str:
        """Somebody presses a button of the newest message that has it; the data that it sent."""
        candidates = [message] if message else list(reversed(self.room(chat).of_bot()))
        found = next(m for m in candidates if label in buttons(m))
        return await self.press_data(buttons(found)[label]["callback_data"], found, by=by)

    async def press_data(self, data: str, message: Json, *, by: int = 5) -> str:
        """Somebody presses a button with some data below a message."""
        number = str(len(self._queries) + 1)
        self._queries[number] = time.monotonic()
        query = {"id": number, "from": person(by), "chat_instance": "1", "data": data, "message": message}
        await self.push("callback_query", query)
        return data

    async def inline(self, words: str, *, by: int = 5) -> None:
        """Somebody types `@bot words` in any chat."""
        number = f"i{len(self._queries) + 1}"
        self._queries[number] = time.monotonic()
        await self.push("inline_query", {"id": number, "from": person(by), "query": words, "offset": ""})

    async def bot_becomes(self, status: str, chat: int, **rights: bool) -> None:
        """Somebody adds, promotes, restricts or removes the bot, or blocks it in private."""
        room = self.room(chat)
        before, room.bot = room.bot, status
        change = {"chat": room.chat, "from": person(5), "date": int(time.time())}
        change |= {"old_chat_member": _member(before), "new_chat_member": _member(status, **rights)}
        await self.push("my_chat_member", change)

    async def migrate(self, chat: int, *, tell: bool = True) -> int:
        """A group becomes a supergroup: both say so, unless only later calls are to find out."""
        old = self.room(chat)
        new = self.room(int(f"-100{-chat}"), title=old.title)
        old.moved_to, new.members = new.number, old.members
        for room, word, other in ((old, "migrate_to_chat_id", new), (new, "migrate_from_chat_id", old)):
            message = room.add(person(5), {word: other.number})
            if tell:
                await self.push("message", message)
        return new.number

    async def push(self, kind: str, content: Json) -> None:
        """Queue an update."""
        await self.enqueue_update({kind: copy.deepcopy(content)}, token=TOKEN)

    # What tests wait for

    def of(self, *methods: str) -> list[Call]:
        """The calls of some methods that were answered with 200."""
        return [call for call in self.calls if call.method in methods and call.status == 200]

    async def until(self, done: Callable[[], Any], seconds: float = 8.0) -> Any:
        """Wait until something is so."""
        async with asyncio.timeout(seconds):
            while not (found := done()):
                self._news.clear()
                await self._news.wait()
        return found

    async def answered(self, chat: int, count: int) -> list[Json]:
        """The bot's messages in a chat once there are so many."""
        return await self.until(lambda: len(self.room(chat).of_bot()) >= count and self.room(chat).of_bot())  # type: ignore[no-any-return]

    async def shows(self, chat: int, words: str, seconds: float = 8.0) -> Json:
        """The bot's newest message in a chat once that says something."""

        def newest() -> Json | None:
            told = self.room(chat).of_bot()
            return told[-1] if told and words in told[-1].get("text", "") else None

        message: Json = await self.until(newest, seconds)
        return message

    async def offers(self, chat: int, label: str) -> Json:
        """The bot's newest message in a chat once that has a button."""

        def newest() -> Json | None:
            told = self.room(chat).of_bot()
            return told[-1] if told and label in buttons(told[-1]) else None

        message: Json = await self.until(newest)
        return message

    # What the bot calls

    def app(self) -> web.Application:
        """The HTTP side; getUpdates also by GET."""
        app: web.Application = super().app()
        app.router.add_get("/bot{token}/{method}", self.handle)
        return app

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call: recorded, perhaps cut off."""
        response: web.StreamResponse = await super().handle(request)
        call = request[CALL]
        call.status = response.status
        if call.method != "getUpdates" or response.status != 200:
            self.calls.append(call)
            self._news.set()
        fault = call.fault
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault and fault.cut and request.transport:
            request.transport.abort()
        return response

    async def read_request(self, request: web.Request) -> tuple[Json, Json]:
        """Fields and uploads of a call, checked; faults strike here."""
        method = request.match_info["method"]
        request[CALL] = call = Call(method, {}, [], [])
        form, files = await super().read_request(request)
        known = schema()
        call.fields = fields = (
            known.decoded(method, {**request.query, **form}) if known else _plain({**request.query, **form})
        )
        call.files = sorted(files)
        call.problems = known.problems(method, fields, files) if known else []
        call.problems += _text_problems(fields)
        if request.match_info["token"] != TOKEN:
            raise ApiRefusal("Unauthorized", 401)
        fault = next((f for f in self.faults if f.method in (method, "*") and f.times > 0), None)
        if fault and not (fault.method == "*" and method == "getUpdates"):
            fault.times -= 1
            call.fault = fault
            if fault.code:
                wait = {"retry_after": fault.retry_after} if fault.retry_after else None
                raise ApiRefusal(fault.words or f"ordered: {fault.code}", fault.code, wait)
            if fault.cut == "before":
                raise ApiRefusal("cut", 502)
        if call.problems:
            raise ApiRefusal(f"Bad Request: {call.problems}", 400)
        return fields, files

    def validate(self, method: str, fields: Json, files: Json) -> Any:
        """Carry a call out; the package asks for its result here."""
        play = getattr(self, f"play_{method}", None)
        if play is None:
            return True
        if method.startswith(("send", "edit")) and method != "sendChatAction":
            self._count(fields.get("chat_id", 0))
        return copy.deepcopy(play(fields, files))

    async def download(self, request: web.Request) -> web.Response:
        """The content of a file that somebody sent."""
        content = self.files.get(request.match_info["path"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content)

    def play_getFile(self, fields: Json, _files: Json) -> Json:
        number = fields["file_id"]
        return {"file_id": number, "file_unique_id": number, "file_path": number}

    def play_getUpdates(self, _fields: Json, _files: Json) -> None:
        return None

    def play_getMe(self, _fields: Json, _files: Json) -> Json:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": self.reads_all,
                "supports_inline_queries": True}  # fmt: skip

    def play_sendMessage(self, fields: Json, _files: Json) -> Json:
        return self._post(fields, _read(fields))

    def play_sendPhoto(self, fields: Json, files: Json) -> Json:
        self.uploads += [(f["filename"], f["data"]) for f in files.values()]
        photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}
        return self._post(fields, {"photo": [photo], "caption": read_html(fields.get("caption", ""))[0]})

    def play_sendDocument(self, fields: Json, files: Json) -> Json:
        self.uploads += [(f["filename"], f["data"]) for f in files.values()]
        document = {"file_id": "d", "file_unique_id": "d", "file_name": next(iter(files.values()))["filename"]}
        return self._post(fields, {"document": document, "caption": read_html(fields.get("caption", ""))[0]})

    def play_editMessageText(self, fields: Json, _files: Json) -> Json:
        message = self._reachable(fields).messages.get(fields["message_id"])
        if message is None:
            raise ApiRefusal("Bad Request: message to edit not found", 400)
        if "text" not in message:
            raise ApiRefusal("Bad Request: there is no text in the message to edit", 400)
        new, keyboard = _read(fields), fields.get("reply_markup", {})
        if message["text"] == new["text"] and message.get("reply_markup", {}) == keyboard:
            raise ApiRefusal("Bad Request: message is not modified: nothing new", 400)
        message |= {**new, "edit_date": int(time.time())}
        message.pop("reply_markup", None)
        message |= {"reply_markup": keyboard} if keyboard else {}
        return message

    def play_deleteMessage(self, fields: Json, _files: Json) -> bool:
        if self._reachable(fields).messages.pop(fields["message_id"], None) is None:
            raise ApiRefusal("Bad Request: message to delete not found", 400)
        return True

    def play_answerCallbackQuery(self, fields: Json, _files: Json) -> bool:
        if str(fields["callback_query_id"]) not in self._queries:
            raise ApiRefusal("Bad Request: query is too old and response timeout expired or query ID is invalid", 400)
        del self._queries[str(fields["callback_query_id"])]
        return True

    def play_answerInlineQuery(self, fields: Json, _files: Json) -> bool:
        if len(fields["results"]) > 50 or len({r["id"] for r in fields["results"]}) < len(fields["results"]):
            raise ApiRefusal("Bad Request: RESULT_ID_DUPLICATE", 400)
        return True

    def play_getChatMember(self, fields: Json, _files: Json) -> Json:
        number = fields["user_id"]
        status = self._reachable(fields).members.get(number, "member")
        if status == "creator":
            return {"status": status, "user": person(number), "is_anonymous": False}
        return {**_member(status), "user": person(number)}

    def play_getChatAdministrators(self, fields: Json, _files: Json) -> list[Json]:
        members = self._reachable(fields).members
        return [
            {"status": "creator", "user": person(number), "is_anonymous": False}
            for number, status in members.items() if status == "creator"
        ]  # fmt: skip

    def _post(self, fields: Json, content: Json) -> Json:
        room = self._reachable(fields)
        topic = fields.get("message_thread_id")
        if topic and topic not in room.topics:
            raise ApiRefusal("Bad Request: message thread not found", 400)
        content |= {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        if "reply_markup" in fields:
            content["reply_markup"] = fields["reply_markup"]
        if "reply_parameters" in fields:
            content["reply_to_message"] = room.messages[fields["reply_parameters"]["message_id"]]
        return room.add(BOT, content)

    def _reachable(self, fields: Json) -> Room:
        room = self.rooms.get(fields["chat_id"])
        if room is None:
            raise ApiRefusal("Bad Request: chat not found", 400)
        if room.moved_to:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiRefusal(words, 400, {"migrate_to_chat_id": room.moved_to})
        if room.bot in _REASONS:
            words = _REASONS[room.bot] if room.number < 0 else "bot was blocked by the user"
            raise ApiRefusal(f"Forbidden: {words}", 403)
        return room

    def _count(self, chat: int) -> None:
        """Refuse what is more than the rates that are switched on."""
        now = time.monotonic()
        for name, key in (("overall", 0), ("group", min(chat, 0))):
            if name not in self.rates or (name == "group" and not key):
                continue
            most, seconds = self.rates[name]
            times = self._sent.setdefault((name, key), deque())
            while times and now - times[0] >= seconds:
                times.popleft()
            if len(times) >= most:
                wait = int(times[0] + seconds - now) + 1
                raise ApiRefusal(f"Too Many Requests: retry after {wait}", 429, {"retry_after": wait})
            times.append(now)

    def _bot_sees(self, room: Room, message: Json) -> bool:
        """Privacy mode: in a group commands for this bot, and replies to it."""
        text, replied = message["text"], message.get("reply_to_message", {})
        command, _, name = text.split()[0].partition("@") if text else ("", "", "")
        mine = command.startswith("/") and name.lower() in ("", BOT["username"])
        return room.number > 0 or self.reads_all or room.bot == "administrator" or mine or replied.get("from") == BOT


def _member(status: str, **rights: bool) -> Json:
    member: Json = {"status": status, "user": BOT}
    if status == "administrator":
        names = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
                 "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
                 "can_post_stories", "can_edit_stories", "can_delete_stories")  # fmt: skip
        member |= dict.fromkeys(names, True)
    elif status == "kicked":
        member["until_date"] = 0
    elif status == "restricted":
        sends = ("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls",
                 "other_messages")  # fmt: skip
        silent = [f"can_send_{name}" for name in sends]
        others = ("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages",
                  "can_manage_topics", "can_edit_tag", "can_react_to_messages")  # fmt: skip
        member |= {**dict.fromkeys((*silent, *others), True), "is_member": True, "until_date": 0, **rights}
    return member


def _read(fields: Json) -> Json:
    """The text of a call and its marks."""
    return {"text": read_html(fields["text"])[0], "entities": entities_of(fields["text"])}


def _plain(form: Json) -> Json:
    """Form fields as values where no schema says what they are."""
    import json

    values = {}
    for name, value in form.items():
        values[name] = value
        if isinstance(value, str) and name not in ("text", "caption", "callback_query_id", "inline_query_id"):
            try:
                values[name] = json.loads(value)
            except json.JSONDecodeError:
                continue
    return values


def _text_problems(fields: Json) -> list[str]:
    """Limits that the schema's types do not hold: lengths after parsing, bytes of buttons, tags."""
    problems = []
    for name, most in (("text", 4096), ("caption", 1024)):
        if name in fields and fields.get("parse_mode") == "HTML":
            try:
                length = units(read_html(fields[name])[0])
            except BadMarkup as error:
                problems.append(f"can't parse entities: {error}")
                continue
            if not (name == "caption" or length) or length > most:
                problems.append(f"{name}: {length} units")
    for row in fields.get("reply_markup", {}).get("inline_keyboard", []):
        for key in row:
            data = key.get("callback_data", "x")
            if not 1 <= len(data.encode()) <= 64 or not data.isascii():
                problems.append(f"callback_data: {data!r}")
            if not 1 <= len(key.get("copy_text", {}).get("text", "x")) <= 256:
                problems.append("copy_text")
        problems += ["a row of over 8 buttons"] if len(row) > 8 else []
    return problems
