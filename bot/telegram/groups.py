"""Groups: which are answered, how one asks there, and what becomes of them: joined, promoted, left, migrated.

In a group with privacy mode Telegram gives a bot only commands, replies to it and service messages, unless it is an
administrator: https://core.telegram.org/bots/features#privacy-mode
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from telegram import Chat as TelegramChat
from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot import sentences
from bot.actions import AdmitGroup, AskExample, ListAgencies
from bot.pages import said
from bot.reply import Block, Button, Reply, bold, plain
from bot.state import Approval, Chat, Kind
from bot.telegram.office import Office
from bot.telegram.places import Spot, chat_key, chat_number, is_group

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_ADMIN = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
_ADMINISTRATOR, _SILENCED = "administrator", "silenced"


class Groups:
    """Keeps the state of groups right and tells people how to ask there."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def gate(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop what comes from a group that is not to be answered; say so where the bot was called."""
        chat, message = update.effective_chat, update.effective_message
        if chat is None or not is_group(chat) or update.my_chat_member or _migration(message):
            return
        known = await self._known(chat)
        if await self._admitted(chat.id, known):
            return
        called = message is not None and self._is_command(message)
        if called and message and self._office.throttle.allows(known.id, self._office.clock().timestamp()):
            waiting = known.approval is Approval.WAITING
            words = sentences.GROUP_WAITING if waiting else sentences.GROUP_NOT_ALLOWED
            await self._office.speaker.say(Spot.of(message), await self._office.draw(said(words).reply))
        raise ApplicationHandlerStop

    async def membership(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot's own standing in a chat changed."""
        change = update.my_chat_member
        if change is None:
            return
        key, new = chat_key(change.chat.id), change.new_chat_member
        if new.status in _OUT:
            await self._office.keep(self._office.state.chat_left, key, new.status, self._office.clock())
        elif is_group(change.chat):
            await self._changed(change)
        else:
            await self._office.keep(self._office.state.chat_returned, key)

    async def migrated(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: Telegram says so in both; all that was set goes with it."""
        message = update.effective_message
        if message and message.migrate_to_chat_id:
            old, new = message.chat_id, message.migrate_to_chat_id
        elif message and message.migrate_from_chat_id:
            old, new = message.migrate_from_chat_id, message.chat_id
        else:
            return
        await self._office.keep(self._office.state.move_chat, chat_key(old), chat_key(new))

    async def greet(self, update: Update) -> None:
        """Tell a group how to ask there."""
        message = update.effective_message
        if message:
            known = await self._known(message.chat)
            await self._office.speaker.say(Spot.of(message), await self._office.draw(self._greeting(known)))

    async def decide(self, action: AdmitGroup) -> Reply:
        """The owner's word on a group: kept, and told to the group where it is yes."""
        key = chat_key(action.chat)
        known = await self._office.keep(self._office.state.chats.get, key)
        if known is None:
            return said(sentences.OUTDATED).reply
        allowed = bool(action.allowed)
        approval = Approval.APPROVED if allowed else Approval.REFUSED
        await self._office.keep(self._office.state.chats.keep, replace(known, approval=approval))
        if allowed and known.present:
            greeting = self._greeting(known)
            told = Reply((plain(sentences.GROUP_APPROVED), *greeting.blocks), greeting.rows)
            await self._office.speaker.say(Spot(chat_number(known.id)), await self._office.draw(told))
        return said(sentences.GROUP_DECIDED[allowed].format(title=known.title)).reply

    async def is_admin(self, chat: TelegramChat, person: int, sender_chat: TelegramChat | None = None) -> bool:
        """Whether somebody may change a group's settings: its administrators, also where they speak as the group."""
        if not is_group(chat) or (sender_chat and sender_chat.id == chat.id):
            return True
        bot = self._office.speaker.bot
        try:
            return (await bot.get_chat_member(chat.id, person)).status in _ADMIN
        except BadRequest:  # Telegram promises others' standing to administrators only; their list is for all
            administrators = await bot.get_chat_administrators(chat.id)
            return any(each.user.id == person for each in administrators)

    async def _known(self, chat: TelegramChat) -> Chat:
        """What is known of a group; one never heard of before is kept, and its owner asked where that is set."""
        known = await self._office.keep(self._office.state.chats.get, chat_key(chat.id))
        if known:
            return known
        new = Chat(chat_key(chat.id), Kind.GROUP, chat.title or "", approval=self._first_approval(chat.id))
        await self._office.keep(self._office.state.chats.keep, new)
        if new.approval is Approval.WAITING:
            await self._ask_owners(chat)
        return new

    async def _changed(self, change: ChatMemberUpdated) -> None:
        """The bot came into a group, or may do more or less there."""
        before = await self._known(change.chat)
        rights = _rights(change.new_chat_member)
        known = replace(before, title=change.chat.title or "", present=_SILENCED not in rights, rights=rights)
        await self._office.keep(self._office.state.chats.keep, known)
        if not known.present:
            await self._office.keep(self._office.state.chat_left, known.id, _SILENCED, self._office.clock())
            return
        await self._office.keep(self._office.state.chat_returned, known.id)
        came = change.old_chat_member.status in _OUT
        if came and known.approval is Approval.WAITING:
            told = said(sentences.GROUP_WAITING).reply
        elif not await self._admitted(change.chat.id, known):
            told = said(sentences.GROUP_NOT_ALLOWED).reply
        elif came:
            told = self._greeting(known)
        elif self._sees_all(before) != self._sees_all(known):
            words = sentences.GROUP_NOW_ALL if self._sees_all(known) else sentences.GROUP_NOW_LESS
            told = said(words.format(username=self._username)).reply
        else:
            return
        await self._office.speaker.say(Spot(change.chat.id), await self._office.draw(told))

    def _is_command(self, message: Message) -> bool:
        """Whether a message is a command, and not one for another bot."""
        words = (message.text or "").split(maxsplit=1)
        command, _, name = words[0].partition("@") if words else ("", "", "")
        return command.startswith("/") and name.lower() in ("", self._username.lower())

    async def _admitted(self, chat: int, known: Chat) -> bool:
        allowed = self._office.settings.allowed_groups
        if allowed and chat not in allowed and not await self._office.keep(self._was_one_of, allowed, known):
            return False
        return not self._office.settings.approve_groups or known.approval in (Approval.APPROVED, Approval.OPEN)

    def _was_one_of(self, numbers: Collection[int], known: Chat) -> bool:
        """Whether a group had one of these numbers before it became a supergroup: settings still hold the old one."""
        before = (self._office.state.chats.get(chat_key(number)) for number in sorted(numbers))
        return any(chat is not None and chat.id == known.id for chat in before)

    def _first_approval(self, chat: int) -> Approval:
        settings = self._office.settings
        return Approval.WAITING if settings.approve_groups and chat not in settings.allowed_groups else Approval.OPEN

    async def _ask_owners(self, chat: TelegramChat) -> None:
        asked = Reply(
            (bold(sentences.GROUP_ASKED.format(title=chat.title, chat=chat.id)),),
            (
                (
                    Button(sentences.GROUP_ALLOW, AdmitGroup(chat.id, 1)),
                    Button(sentences.GROUP_REFUSE, AdmitGroup(chat.id, 0)),
                ),
            ),
        )
        for owner in sorted(self._office.settings.owners):
            try:
                await self._office.speaker.say(Spot(owner), await self._office.draw(asked))
            except TelegramError:  # an owner who never wrote to the bot cannot be written to
                continue

    def _greeting(self, known: Chat) -> Reply:
        ways: list[Block] = [plain(sentences.GROUP_COMMAND), plain(sentences.GROUP_REPLY)]
        mention = sentences.GROUP_MENTION if self._sees_all(known) else sentences.GROUP_NO_MENTION
        ways.append(plain(mention.format(username=self._username)))
        example = Button(sentences.EXAMPLES[0], AskExample(0))
        pick = Button(sentences.PICK_MINE_HERE, ListAgencies(pick=1))
        return Reply((bold(sentences.GROUP_HELLO), plain(sentences.GROUP_HOW), *ways), ((example,), (pick,)))

    def _sees_all(self, known: Chat) -> bool:
        return bool(self._office.speaker.bot.can_read_all_group_messages) or _ADMINISTRATOR in known.rights

    @property
    def _username(self) -> str:
        return self._office.speaker.bot.username


def _rights(member: ChatMember) -> tuple[str, ...]:
    """What the bot may do in a group, as far as it matters here."""
    if member.status in _ADMIN:
        return (_ADMINISTRATOR,)
    if isinstance(member, ChatMemberRestricted) and not (member.is_member and member.can_send_messages):
        return (_SILENCED,)
    return ()


def _migration(message: Message | None) -> bool:
    return bool(message and (message.migrate_to_chat_id or message.migrate_from_chat_id))
