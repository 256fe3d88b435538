"""What people press and say about reminders: settings change as said, only by those who may, and digests answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.actions import OpenTask, RemindTask, mark
from bot.codes import decode, encode
from bot.marked import task_of
from bot.reminders.subscription import Status, Subscription, Whose
from bot.reply import Reply
from bot.state import Chat, Kind, State, open_state
from bot.subscribing.actions import DigestPage, MarkDone, RemindAgain, RemindersMenu, SetReminders, TryReminders
from bot.subscribing.choices import choosable
from bot.subscribing.desk import Desk
from bot.subscribing.visitor import Visitor
from knowledge.opening import open_store
from knowledge.store import Store
from tests.dispatch.world import World, moment
from tests.knowledge.folder import BOOK, ROWS, write_folder, write_rows
from tests.knowledge.folder import PROGRAMME as OTHER

GROUP = "telegram:-77"
NOW = moment("2024-07-20 09:00")
ADMIN = Visitor(GROUP, "telegram:5", "Chị An", may_change=True)
MEMBER = replace(ADMIN, person="telegram:6", name="Anh Bình", may_change=False)
PROGRAMME = mark("01-ctr-ubnd-ca-mau-2024")
OFFICIALS = "2024-07-31:1:01-ctr-ubnd-ca-mau-2024:III.1.1.c#2"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = open_state(f"sqlite:///{tmp_path / 'state.db'}")
    state.chats.keep(Chat(GROUP, Kind.GROUP, title="Tổ công tác"))
    yield state
    state.close()


@pytest.fixture
def world(state: State, store: Store) -> World:
    return World(state, store, "2024-07-20 09:00")


@pytest.fixture
def desk(state: State, world: World) -> Desk:
    return Desk(state, world.agenda)


def kept(state: State, topic: str = "") -> Subscription:
    subscription = state.subscriptions.get(GROUP, topic)
    assert subscription
    return subscription


def labels(reply: Reply) -> list[str]:
    return [button.label for button in reply.buttons]


def press(desk: Desk, reply: Reply, label: str, visitor: Visitor = ADMIN, now: datetime = NOW) -> Reply:
    """Press the first button whose label holds some words, through its code as a channel carries it."""
    kept: dict[str, str] = {}
    (action, *_) = [button.action for button in reply.buttons if label in button.label]
    code = encode(action, lambda content: kept.setdefault(str(len(kept)), content) and str(len(kept) - 1))
    assert len(code.encode()) <= 64
    again = decode(code, kept.get)
    assert again == action
    shown = desk.press(again, visitor, now)
    assert shown
    return shown


def test_the_menu_offers_what_is_usual_and_turns_it_on_with_one_press(desk: Desk, state: State) -> None:
    menu = desk.menu(ADMIN, NOW)
    assert menu.text.splitlines()[:7] == [
        "Nhắc việc đang tắt.",
        "Cơ quan: tất cả cơ quan",
        "Việc giao chung: có",
        "Chương trình: tất cả",
        "Nhắc trước: 7, 3, 1 ngày và đúng ngày",
        "Giờ nhắc: 07:30",
        "Việc quá hạn: mỗi tuần một lần",
    ]
    assert state.subscriptions.all() == ()
    assert press(desk, menu, "Bật").text.startswith("Nhắc việc đang bật.")
    usual = Subscription(GROUP, province="Cà Mau", covered_until=date(2024, 7, 20), fresh=True, revision=1)
    assert kept(state) == usual


def test_a_chat_with_an_agency_of_its_own_is_offered_its_tasks(desk: Desk, state: State) -> None:
    state.chats.keep(Chat(GROUP, Kind.GROUP, agency="Sở Nội vụ"))
    press(desk, desk.menu(ADMIN, NOW), "Bật")
    assert (kept(state).whose, kept(state).agencies) == (Whose.AGENCIES, ("Sở Nội vụ",))


def test_agencies_are_chosen_from_pages_and_taken_back(desk: Desk, state: State, store: Store) -> None:
    whose = press(desk, desk.menu(ADMIN, NOW), "Cơ quan")
    page = press(desk, whose, "Chọn cơ quan")
    first = labels(page)[0].removeprefix("☐ ")
    assert first == choosable(store)[0]
    page = press(desk, page, first)
    assert labels(page)[0] == f"☑ {first}"
    page = press(desk, press(desk, page, "Tiếp"), "☐")
    assert len(kept(state).agencies) == 2
    page = press(desk, press(desk, page, "Trước"), first)
    assert len(kept(state).agencies) == 1
    assert first not in kept(state).agencies


def test_every_agency_with_a_task_can_be_chosen(store: Store) -> None:
    names = choosable(store)
    assert {"Sở Nội vụ", "Sở Tư pháp", "Ủy ban nhân dân huyện Đầm Dơi"} <= set(names)
    assert "các sở, ban, ngành tỉnh" not in names


def test_days_time_and_kinds_are_set_by_buttons(desk: Desk, state: State) -> None:
    days = press(desk, desk.menu(ADMIN, NOW), "Nhắc trước")
    days = press(desk, press(desk, days, "30 ngày"), "☑ 3 ngày")
    times = press(desk, press(desk, days, "Quay lại"), "Giờ nhắc")
    menu = press(desk, press(desk, times, "16:00"), "Quay lại")
    press(desk, press(desk, menu, "Việc quá hạn"), "Báo cáo định kỳ")
    subscription = kept(state)
    assert (subscription.days_before, subscription.at) == ((30, 7, 1, 0), time(16, 0))
    assert (subscription.overdue, subscription.recurring) == (False, False)


def test_programmes_are_chosen(desk: Desk, state: State) -> None:
    page = press(desk, desk.menu(ADMIN, NOW), "Chương trình")
    press(desk, page, "01/CTr-UBND")
    assert kept(state).programmes == ("01-ctr-ubnd-ca-mau-2024",)
    press(desk, page, "tất cả")
    assert kept(state).programmes == ()


def test_pause_resume_and_off(desk: Desk, state: State) -> None:
    menu = press(desk, desk.menu(ADMIN, NOW), "Bật")
    menu = press(desk, menu, "Tạm dừng")
    assert kept(state).status is Status.PAUSED
    menu = press(desk, menu, "Tiếp tục")
    assert kept(state).status is Status.ACTIVE
    menu = press(desk, menu, "Tắt")
    assert (kept(state).status, labels(menu)[-1]) == (Status.OFF, "🔔 Bật nhắc việc")


def test_what_fell_into_a_pause_is_not_sent_but_what_is_still_to_come_is(
    desk: Desk, state: State, world: World
) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ", ADMIN, NOW)
    desk.say("tạm dừng nhắc", ADMIN, NOW)
    assert asyncio.run(world.at("2024-07-24 07:30", "2024-07-25 07:30")) == []
    desk.say("tiếp tục nhắc việc", ADMIN, moment("2024-07-25 10:00"))
    (message,) = asyncio.run(world.at("2024-07-25 10:01", "2024-07-26 07:30"))
    assert "ngày 26/07/2024" in message.text
    assert "gửi muộn" not in message.text
    assert "còn 5 ngày" in message.text


def test_members_may_read_but_not_change(desk: Desk, state: State) -> None:
    menu = desk.menu(MEMBER, NOW)
    assert "Chỉ quản trị viên" in menu.text
    assert labels(menu) == ["👁 Thử ngay"]
    for action in (SetReminders("status", "on"), RemindTask(PROGRAMME, "III.1.1.c#2")):
        told = desk.press(action, MEMBER, NOW)
        assert told
        assert "Chỉ quản trị viên" in told.text
    said = desk.say("tắt nhắc việc", MEMBER, NOW)
    assert said
    assert "Chỉ quản trị viên" in said.text
    assert state.subscriptions.all() == ()


def test_one_sentence_sets_reminders(desk: Desk, state: State) -> None:
    shown = desk.say("nhắc nhóm này việc của Sở Nội vụ trước 7 ngày lúc 8 giờ", ADMIN, NOW)
    assert shown
    assert shown.text.startswith("Nhắc việc đang bật.\nCơ quan: Sở Nội vụ\n")
    subscription = kept(state)
    assert (subscription.whose, subscription.agencies) == (Whose.AGENCIES, ("Sở Nội vụ",))
    assert (subscription.days_before, subscription.at, subscription.status) == ((7,), time(8, 0), Status.ACTIVE)


def test_a_sentence_changes_only_what_it_names(desk: Desk, state: State) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ trước 7 ngày lúc 8 giờ", ADMIN, NOW)
    desk.say("nhắc nhóm lúc 14h", ADMIN, NOW)
    assert (kept(state).agencies, kept(state).days_before, kept(state).at) == (("Sở Nội vụ",), (7,), time(14, 0))
    desk.say("nhắc tất cả các việc", ADMIN, NOW)
    assert kept(state).whose is Whose.ALL


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("nhắc nhóm lúc 25 giờ", "“luc 25 gio”"),
        ("nhắc nhóm việc của bộ chỉ huy", "có thể là nhiều cơ quan"),
        ("nhắc tôi việc của sở mình", "Chưa biết cơ quan của bạn"),
    ],
)
def test_a_sentence_that_cannot_be_kept_is_told_and_changes_nothing(
    desk: Desk, state: State, sentence: str, told: str
) -> None:
    shown = desk.say(sentence, ADMIN, NOW)
    assert shown
    assert told in shown.text
    assert state.subscriptions.all() == ()


def test_a_question_is_left_to_others(desk: Desk) -> None:
    assert desk.say("Sở Nội vụ phải làm gì", ADMIN, NOW) is None
    assert desk.press(object.__new__(type("Other", (RemindersMenu.__mro__[1],), {})), ADMIN, NOW) is None


def test_a_task_s_own_button_reminds_of_that_task_alone(desk: Desk, state: State, world: World) -> None:
    shown = desk.press(RemindTask(PROGRAMME, "III.1.1.c#2"), ADMIN, NOW)
    assert shown
    assert shown.text.startswith("Sẽ nhắc việc này trước 7, 3, 1 ngày và đúng ngày lúc 07:30:")
    assert (kept(state).whose, kept(state).tasks) == (Whose.NOBODY, ("01-ctr-ubnd-ca-mau-2024:III.1.1.c#2",))
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    assert "Sắp đến hạn (1 việc)" in message.text
    press(desk, shown, "Bỏ nhắc")
    assert kept(state).tasks == ()


def test_a_task_without_a_deadline_ahead_is_not_promised(desk: Desk, state: State) -> None:
    for ref in ("III.2.2.b#3", "III.3.3#2"):
        shown = desk.press(RemindTask(PROGRAMME, ref), ADMIN, NOW)
        assert shown
        assert "không còn thời hạn nào phía trước" in shown.text
    assert state.subscriptions.all() == ()
    gone = desk.press(RemindTask(PROGRAMME, "IX.9#9"), ADMIN, NOW)
    assert gone
    assert "không còn trong các chương trình" in gone.text


def test_try_shows_the_next_digest_without_sending_it(desk: Desk, state: State, world: World) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ, không nhắc việc chung, không nhắc việc quá hạn", ADMIN, NOW)
    shown = desk.press(TryReminders(), MEMBER, NOW)
    assert shown
    assert shown.text.startswith("Bản nhắc tiếp theo sẽ gửi lúc 07:30 ngày 24/07/2024:\n🔔 Nhắc việc ngày 24/07/2024")
    assert "còn 7 ngày" in shown.text
    assert state.outbox.letters() == ()
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    assert message.text in shown.text


def test_try_says_that_nothing_is_ahead(desk: Desk) -> None:
    desk.say("nhắc nhóm việc của Sở Y tế, không nhắc việc chung, không nhắc việc quá hạn", ADMIN, NOW)
    shown = desk.press(TryReminders(), ADMIN, NOW)
    assert shown
    assert "không còn thời hạn nào phía trước" in shown.text


def test_anybody_marks_a_task_as_done_and_takes_it_back(desk: Desk, state: State, world: World) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ", ADMIN, NOW)
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    done = press(desk, message.reply, "✅ Đã xong", MEMBER, world.clock())
    assert "✅ 1. " in done.text
    assert "Đã xong, ghi ngày 24/07/2024, Anh Bình" in done.text
    (marked,) = state.marks.done(GROUP)
    assert (marked.duty, marked.by_id, marked.by_name) == (OFFICIALS, "telegram:6", "Anh Bình")
    undone = press(desk, done, "Chưa xong", ADMIN, world.clock())
    assert undone == message.reply
    assert state.marks.done() == ()


def test_the_details_of_a_task_lead_back_to_the_digest(desk: Desk, world: World) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ", ADMIN, NOW)
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    details = next(button.action for button in message.reply.buttons if button.label == "Chi tiết")
    assert isinstance(details, OpenTask)
    assert len(encode(details, lambda _: "")) <= 64
    assert details.back
    assert desk.press(details.back, ADMIN, world.clock()) == message.reply


def test_who_marked_first_stands(desk: Desk, state: State, world: World) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ", ADMIN, NOW)
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    press(desk, message.reply, "Đã xong", MEMBER)
    press(desk, message.reply, "Đã xong", ADMIN)
    assert [marked.by_name for marked in state.marks.done()] == ["Anh Bình"]


def test_reminded_again_tomorrow_of_what_is_not_done(desk: Desk, state: State, world: World) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ, không nhắc việc quá hạn", ADMIN, NOW)
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    world.clock.now = moment("2024-07-24 08:00")
    (action,) = [b.action for b in message.reply.buttons if "Nhắc lại mai" in b.label]
    shown = desk.press(action, MEMBER, world.clock.now)
    assert shown
    assert "Sẽ nhắc lại việc chưa xong vào ngày 25/07/2024." in shown.text
    (again,) = asyncio.run(world.at("2024-07-25 07:30", "2024-07-26 07:30"))
    assert "còn 6 ngày" in again.text


def test_buttons_of_a_digest_that_is_no_longer_kept_say_so(desk: Desk) -> None:
    for action in (MarkDone(OFFICIALS, "2024-07-24"), RemindAgain("2024-07-24"), DigestPage("2024-07-24", 1)):
        shown = desk.press(action, ADMIN, NOW)
        assert shown
        assert "đã cũ" in shown.text


def test_buttons_work_after_the_group_migrated(desk: Desk, state: State, world: World) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ", ADMIN, NOW)
    (message,) = asyncio.run(world.at("2024-07-24 07:30"))
    state.move_chat(GROUP, "telegram:-100")
    done = press(desk, message.reply, "Đã xong", replace(ADMIN, chat="telegram:-100"))
    assert "✅ 1. " in done.text
    assert "Sở Nội vụ" in desk.menu(replace(ADMIN, chat="telegram:-100"), NOW).text


def test_each_topic_has_settings_of_its_own(desk: Desk, state: State) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ", replace(ADMIN, topic="7"), NOW)
    assert state.subscriptions.get(GROUP) is None
    assert kept(state, "7").agencies == ("Sở Nội vụ",)


def test_a_long_digest_has_pages_that_fit_a_message(desk: Desk, state: State, world: World) -> None:
    desk.say("nhắc tất cả các việc trước 60 ngày", ADMIN, NOW)
    state.subscriptions.keep(replace(kept(state), covered_until=date(2023, 12, 31), fresh=False), NOW)
    (message,) = asyncio.run(world.at("2024-12-31 07:30"))
    assert "Trang 1/2." in message.text
    second = press(desk, message.reply, "Tiếp", now=world.clock())
    assert "Trang 2/2." in second.text
    for text in (message.text, second.text):
        assert len(text.encode("utf-16-le")) // 2 <= 4096
    assert len(message.reply.buttons) <= 30
    assert press(desk, second, "Trước", now=world.clock()) == message.reply


@pytest.fixture
def two_provinces(state: State, tmp_path: Path) -> Iterator[Desk]:
    """A desk over two provinces with agencies of the same names."""
    folder = write_folder(tmp_path / "registers")
    (folder / "agencies-2.toml").write_text(BOOK.replace("Cà Mau", "Bạc Liêu"), "utf-8")
    (folder / "other.toml").write_text(OTHER.replace("Cà Mau", "Bạc Liêu").replace("02/", "05/"), "utf-8")
    write_rows(folder / "other.csv", [{**row, "nhiệm vụ": f"{row['nhiệm vụ']} ở Bạc Liêu"} for row in ROWS])
    with closing(open_store(tmp_path / "knowledge.db", folder)) as store:
        yield Desk(state, World(state, store, "2024-07-20 09:00").agenda)


def test_where_several_provinces_fit_one_is_chosen_before_reminders_go_on(two_provinces: Desk, state: State) -> None:
    desk = two_provinces
    asked = desk.say("nhắc nhóm này việc của Sở Y tế", ADMIN, NOW)
    assert asked
    assert asked.text == "Nhắc việc của tỉnh nào?"
    assert kept(state).status is Status.OFF
    shown = press(desk, asked, "Bạc Liêu")
    assert shown.text.splitlines()[:3] == ["Nhắc việc đang bật.", "Tỉnh: Bạc Liêu", "Cơ quan: Sở Y tế"]
    assert (kept(state).province, kept(state).agencies) == ("Bạc Liêu", ("Sở Y tế",))
    told = press(desk, shown, "Thử ngay")
    assert "Xây hai trạm y tế ở Bạc Liêu" in told.text
    assert told.text.count("Xây hai trạm y tế") == 1
    assert "Nguồn: 05/CTr-UBND ngày 19/01/2024 (tỉnh Bạc Liêu)" in told.text


def test_a_province_in_the_sentence_or_chosen_in_the_chat_is_taken(two_provinces: Desk, state: State) -> None:
    said = two_provinces.say("nhắc nhóm này việc của Sở Y tế tỉnh Cà Mau", ADMIN, NOW)
    assert said
    assert said.text.startswith("Nhắc việc đang bật.\nTỉnh: Cà Mau\nCơ quan: Sở Y tế")
    state.forget_chat(GROUP)
    state.chats.keep(Chat(GROUP, Kind.GROUP, programmes=("other",)))
    press(two_provinces, two_provinces.menu(ADMIN, NOW), "Bật")
    assert (kept(state).province, kept(state).status) == ("Bạc Liêu", Status.ACTIVE)


def test_another_province_leaves_out_what_is_not_there(two_provinces: Desk, state: State) -> None:
    two_provinces.say("nhắc nhóm này việc của Sở Y tế tỉnh Cà Mau", ADMIN, NOW)
    page = press(two_provinces, two_provinces.menu(ADMIN, NOW), "Chương trình")
    assert labels(page) == ["◉ tất cả", "☐ 02/CTr-UBND", "‹ Quay lại"]
    press(two_provinces, page, "02/CTr-UBND")
    assert kept(state).programmes == ("ctr",)
    press(two_provinces, press(two_provinces, two_provinces.menu(ADMIN, NOW), "Tỉnh"), "Bạc Liêu")
    assert kept(state).programmes == ()
    assert kept(state).province == "Bạc Liêu"
    assert kept(state).fresh


def test_the_details_of_a_digest_open_the_task(desk: Desk, world: World, state: State, store: Store) -> None:
    desk.say("nhắc nhóm này việc của Sở Nội vụ trước 7 ngày", ADMIN, NOW)
    asyncio.run(world.at("2024-07-24 07:30"))
    (button,) = [b for b in world.channel.arrived[0].reply.buttons if b.label == "Chi tiết"]
    assert isinstance(button.action, OpenTask)
    assert task_of(button.action.programme, button.action.ref, store) is not None
