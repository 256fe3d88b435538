"""What goes out minute by minute, on both databases: each digest once, none lost, whatever the channel says."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.delivery import Delivery, Gone, Migrated, Refused, TryLater, Unknown
from bot.reminders.subscription import Status, Subscription, Whose
from bot.sentences import UNREACHABLE
from bot.state import Chat, Kind, State
from bot.state.letters import LetterStatus
from bot.state.marks import DoneMark
from bot.state.outbox import Pace
from bot.subscribing.changes import with_status
from knowledge.opening import open_store
from knowledge.store import Store
from tests.dispatch.world import RecordingChannel, World, days, moment
from tests.knowledge.folder import PROGRAMME, ROWS, write_folder, write_rows

GROUP = "telegram:-77"
START = "2024-07-20 09:00"
OFFICIALS = "2024-07-31:1:01-ctr-ubnd-ca-mau-2024:III.1.1.c#2"
NEXT_REPORT = "2024-12-10:0:01-ctr-ubnd-ca-mau-2024:IV.1.3#1"
HOME_AFFAIRS = Subscription(
    GROUP, whose=Whose.AGENCIES, agencies=("Sở Nội vụ",), shared=False, overdue=False,
    covered_until=date(2024, 7, 20), fresh=False,
)  # fmt: skip


@pytest.fixture
def world(state: State, store: Store) -> World:
    world = World(state, store, START, owners=("telegram:1",))
    state.chats.keep(Chat(GROUP, Kind.GROUP, title="Tổ công tác"))
    state.subscriptions.keep(HOME_AFFAIRS, world.clock())
    return world


def run(world: World, *times: str) -> list[str]:
    """The texts that arrive in the group when the clock is at some times."""
    return [m.text for m in asyncio.run(world.at(*times)) if m.chat != "telegram:1"]


def statuses(world: World) -> list[LetterStatus]:
    return [letter.status for letter in world.state.outbox.letters()]


def test_a_digest_comes_at_its_time_once_a_day(world: World) -> None:
    assert run(world, "2024-07-24 07:29") == []
    (text,) = run(world, "2024-07-24 07:30", "2024-07-24 07:31", "2024-07-24 12:00", "2024-07-24 23:59")
    assert text.splitlines()[0] == "🔔 Nhắc việc ngày 24/07/2024"
    assert "Hạn 31/07/2024, còn 7 ngày: tuyển dụng công chức" in text
    assert "Chủ trì: Sở Nội vụ · mục\u00a0III.1.1.c" in text
    assert "Nguồn: 01/CTr-UBND ngày 19/01/2024" in text
    assert statuses(world) == [LetterStatus.SENT]


def test_nothing_is_sent_on_a_day_with_nothing_to_tell(world: World) -> None:
    assert run(world, "2024-07-23 07:30") == []
    assert world.state.outbox.letters() == ()


def test_only_what_is_due_today_or_overdue_makes_a_sound(world: World) -> None:
    run(world, "2024-07-23 07:30")
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    world.state.subscriptions.keep(replace(kept, overdue=True), world.clock())
    run(world, *days("2024-07-24", 13))
    silent = {message.text.splitlines()[0][-10:-5]: message.silent for message in world.channel.arrived}
    assert silent == {
        "24/07": True, "28/07": True, "29/07": False, "30/07": True, "31/07": False, "05/08": False,
    }  # fmt: skip


def test_an_outage_of_three_days_gives_one_late_digest(world: World) -> None:
    (text,) = run(world, "2024-08-02 10:15", "2024-08-02 10:16")
    assert text.splitlines()[0] == "🔔 Nhắc việc ngày 02/08/2024 (gửi muộn)"
    assert "Đã quá hạn" in text
    assert "đã qua 2 ngày" in text


def test_a_digest_that_is_hours_late_on_its_day_says_so(world: World) -> None:
    (text,) = run(world, "2024-07-24 15:00")
    assert text.splitlines()[0].endswith("(gửi muộn)")


def test_too_many_requests_wait_as_told(world: World) -> None:
    world.channel.answers = [TryLater(120, "quá nhiều")]
    assert run(world, "2024-07-24 07:30", "2024-07-24 07:31") == []
    assert len(run(world, "2024-07-24 07:32", "2024-07-24 07:33")) == 1


def test_a_channel_out_of_reach_is_tried_again_less_and_less_often(world: World) -> None:
    world.channel.answers = [TryLater(0, "không có mạng")] * 4
    times = [f"2024-07-24 07:{minute}" for minute in range(30, 60)]
    (text,) = run(world, *times)
    assert "còn 7 ngày" in text
    assert not world.channel.answers


def test_what_could_not_be_sent_all_day_is_carried_by_the_next_day(world: World) -> None:
    world.channel.answers = [TryLater(0, "không có mạng")] * 3
    assert run(world, "2024-07-24 07:30", "2024-07-24 09:00", "2024-07-24 12:00") == []
    (text,) = run(world, "2024-07-25 07:30")
    assert text.splitlines()[0] == "🔔 Nhắc việc ngày 25/07/2024 (gửi muộn)"
    assert "còn 6 ngày" in text
    assert statuses(world) == [LetterStatus.REPLACED, LetterStatus.SENT]


def test_what_waits_overnight_is_left_to_the_digest_of_the_day(world: World) -> None:
    world.channel.answers = [TryLater(0, "không có mạng")]
    assert run(world, "2024-07-24 07:30", "2024-07-25 02:00", "2024-07-25 07:29") == []
    assert len(run(world, "2024-07-25 07:30", "2024-07-25 07:31")) == 1


def test_what_may_have_arrived_is_not_repeated_but_carried_by_the_next_day(world: World) -> None:
    world.channel.answers = [Unknown("hết giờ")]
    assert run(world, "2024-07-24 07:30", "2024-07-24 07:31", "2024-07-24 18:00") == []
    (text,) = run(world, "2024-07-25 07:30")
    assert "Tin nhắc lần trước có thể chưa tới" in text
    assert statuses(world) == [LetterStatus.UNKNOWN, LetterStatus.SENT]
    assert run(world, "2024-07-26 07:30") == []


def test_what_may_not_have_arrived_before_a_pause_is_not_carried_after_it(world: World) -> None:
    world.channel.answers = [Unknown("hết giờ")]
    run(world, "2024-07-31 07:30")
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    paused = world.state.subscriptions.keep(with_status(kept, Status.PAUSED, world.clock()), world.clock())
    resumed = with_status(paused, Status.ACTIVE, moment("2024-08-20 09:00"))
    world.state.subscriptions.keep(resumed, moment("2024-08-20 09:00"))
    assert run(world, *days("2024-08-21", 5)) == []


def test_a_letter_left_claimed_by_a_dead_process_counts_as_unknown(world: World) -> None:
    asyncio.run(world.at("2024-07-23 07:30"))
    world.clock.now = moment("2024-07-24 07:30")
    world.planner.plan(world.clock.now)
    assert len(world.state.outbox.claim("dead", world.clock.now, Pace())) == 1
    assert run(world, "2024-07-24 07:31") == []
    assert statuses(world) == [LetterStatus.SENDING]
    assert run(world, "2024-07-24 07:33") == []
    assert statuses(world) == [LetterStatus.UNKNOWN]
    assert len(run(world, "2024-07-25 07:30")) == 1


def test_a_claim_from_the_future_is_given_up_too(world: World) -> None:
    world.clock.now = moment("2024-07-24 09:30")
    world.planner.plan(world.clock.now)
    world.state.outbox.claim("dead", world.clock.now, Pace())
    assert run(world, "2024-07-24 07:31") == []
    assert statuses(world) == [LetterStatus.UNKNOWN]


def test_a_clock_set_back_sends_nothing_twice(world: World) -> None:
    assert len(run(world, "2024-07-24 07:30")) == 1
    assert run(world, "2024-07-24 06:00", "2024-07-24 07:30", "2024-07-23 07:30", "2024-07-24 08:00") == []


@pytest.mark.parametrize("delivery", [Gone("Forbidden: bot was kicked from the supergroup chat")])
def test_a_kicked_bot_stops_reminding_that_group(world: World, delivery: Delivery) -> None:
    world.channel.answers = [delivery]
    assert run(world, "2024-07-24 07:30", *days("2024-07-25", 10)) == []
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    assert (kept.status, kept.agencies) == (Status.STOPPED, ("Sở Nội vụ",))
    chat = world.state.chats.get(GROUP)
    assert chat
    assert not chat.present
    assert statuses(world) == [LetterStatus.DEAD]


def test_the_owner_is_told_once_of_a_chat_that_is_gone(world: World) -> None:
    world.channel.answers = [Gone("bị chặn")]
    arrived = asyncio.run(world.at("2024-07-24 07:30", "2024-07-24 07:31", "2024-07-25 07:30"))
    assert [(m.chat, m.text) for m in arrived] == [
        ("telegram:1", UNREACHABLE.format(chat="telegram:-77", reason="bị chặn"))
    ]


def test_a_refused_digest_is_carried_by_the_next_day(world: World) -> None:
    world.channel.answers = [Refused("TOPIC_CLOSED")]
    assert run(world, "2024-07-24 07:30", "2024-07-24 08:00") == []
    (text,) = run(world, "2024-07-25 07:30")
    assert "còn 6 ngày" in text


def test_reminders_follow_a_migrated_group(world: World) -> None:
    world.channel.answers = [Migrated("telegram:-100")]
    arrived = asyncio.run(world.at("2024-07-24 07:30", "2024-07-24 07:31", "2024-07-28 07:30"))
    assert [message.chat for message in arrived] == ["telegram:-100", "telegram:-100"]
    assert world.state.subscriptions.get(GROUP) is None
    moved = world.state.subscriptions.get("telegram:-100")
    assert moved
    assert moved.agencies == ("Sở Nội vụ",)


def test_a_chat_that_turned_reminders_off_gets_nothing_that_was_waiting(world: World) -> None:
    world.channel.answers = [TryLater(600, "")]
    run(world, "2024-07-24 07:30")
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    world.state.subscriptions.keep(replace(kept, status=Status.OFF), world.clock())
    assert run(world, "2024-07-24 07:45", *days("2024-07-25", 10)) == []
    assert statuses(world) == [LetterStatus.DROPPED]


def test_off_while_the_digest_was_being_made_wins(world: World) -> None:
    world.clock.now = moment("2024-07-24 07:30")
    plans = list(world.planner._plans(world.state.subscriptions.to_plan(world.clock()), world.clock()))
    assert plans[0].letter
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    world.state.subscriptions.keep(replace(kept, status=Status.OFF), world.clock())
    assert world.state.write(plans, world.clock()) == 0
    assert world.state.outbox.letters() == ()


def test_on_again_on_the_same_day_sends_the_dropped_digest(world: World) -> None:
    world.channel.answers = [TryLater(600, "")]
    run(world, "2024-07-24 07:30")
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    world.state.subscriptions.keep(replace(kept, status=Status.PAUSED), world.clock())
    resumed = replace(kept, status=Status.ACTIVE, fresh=True, covered_until=date(2024, 7, 23))
    world.state.subscriptions.keep(resumed, world.clock())
    assert len(run(world, "2024-07-24 07:40", "2024-07-24 07:41")) == 1


def test_what_was_marked_as_done_before_it_was_sent_is_left_out(world: World) -> None:
    world.channel.answers = [TryLater(60, "")]
    run(world, "2024-07-24 07:30")
    world.state.marks.mark_done(DoneMark(GROUP, OFFICIALS, "telegram:5", "An", world.clock()))
    assert run(world, "2024-07-24 07:40", *days("2024-07-25", 20)) == []
    assert statuses(world) == [LetterStatus.DROPPED]


def test_done_in_one_chat_is_not_done_in_another(world: World) -> None:
    other = replace(HOME_AFFAIRS, chat_id="telegram:-78")
    world.state.subscriptions.keep(other, world.clock())
    world.state.marks.mark_done(DoneMark(GROUP, OFFICIALS, "telegram:5", "An", world.clock()))
    arrived = asyncio.run(world.at("2024-07-24 07:30"))
    assert [message.chat for message in arrived] == ["telegram:-78"]


def test_topics_of_a_group_have_reminders_of_their_own(world: World) -> None:
    world.state.subscriptions.keep(replace(HOME_AFFAIRS, topic="7", at=time(8, 0)), world.clock())
    arrived = asyncio.run(world.at("2024-07-24 07:30", "2024-07-24 08:00"))
    assert [(message.chat, message.topic) for message in arrived] == [(GROUP, ""), (GROUP, "7")]


def test_reminded_again_tomorrow(world: World) -> None:
    run(world, "2024-07-24 07:30")
    world.state.marks.remind_again(GROUP, "", [OFFICIALS], date(2024, 7, 25))
    assert len(run(world, "2024-07-25 07:30", "2024-07-26 07:30")) == 1


def test_two_processes_on_one_store_send_each_digest_once(state: State, store: Store) -> None:
    channel = RecordingChannel()
    worlds = [World(state, store, START, worker=worker, channel=channel) for worker in ("a", "b")]
    for number in range(40):
        state.subscriptions.keep(replace(HOME_AFFAIRS, chat_id=f"telegram:{number}"), worlds[0].clock())

    async def both() -> None:
        await asyncio.gather(*(world.at("2024-07-24 07:30") for world in worlds))

    asyncio.run(both())
    chats = [message.chat for message in channel.arrived]
    assert len(chats) == len(set(chats)) == 40


def test_letters_go_out_at_the_allowed_pace_loud_ones_first(state: State, store: Store) -> None:
    world = World(state, store, START, pace=Pace(a_second=5, at_once=3))
    for number in range(20):
        soon = replace(HOME_AFFAIRS, chat_id=f"telegram:{number}", covered_until=date(2024, 7, 30))
        today = replace(soon, chat_id=f"telegram:{100 + number}")
        state.marks.remind_again(soon.chat_id, "", [NEXT_REPORT], date(2024, 7, 31))
        soon = replace(soon, whose=Whose.NOBODY, tasks=("01-ctr-ubnd-ca-mau-2024:IV.1.3#1",))
        for subscription in (soon, today):
            state.subscriptions.keep(subscription, world.clock())
    arrived = asyncio.run(world.at("2024-07-31 07:30"))
    assert [message.silent for message in arrived] == [False] * 20 + [True] * 20
    assert world.clock.slept == pytest.approx(7, abs=1)


def test_no_group_gets_more_than_its_share_of_a_minute(state: State, store: Store) -> None:
    world = World(state, store, START, pace=Pace(a_minute_in_a_chat=20))
    for topic in range(50):
        state.subscriptions.keep(replace(HOME_AFFAIRS, topic=str(topic)), world.clock())
    assert len(asyncio.run(world.at("2024-07-24 07:30"))) == 20
    assert len(asyncio.run(world.at("2024-07-24 07:31", "2024-07-24 07:32", "2024-07-24 07:33"))) == 30


def test_trouble_for_all_leaves_the_rest_for_the_next_minute(state: State, store: Store) -> None:
    world = World(state, store, START)
    for number in range(50):
        state.subscriptions.keep(replace(HOME_AFFAIRS, chat_id=f"telegram:{number}"), world.clock())
    world.channel.answers = [TryLater(0, "không có mạng")] * 50
    asyncio.run(world.at("2024-07-24 07:30"))
    assert len(world.channel.answers) == 40  # ten at once were tried, no more
    world.channel.answers = []
    assert len(asyncio.run(world.at("2024-07-24 07:31"))) == 50


def test_a_full_outbox_is_taken_up_where_a_restart_left_it(state: State, store: Store) -> None:
    world = World(state, store, START)
    for number in range(30):
        state.subscriptions.keep(replace(HOME_AFFAIRS, chat_id=f"telegram:{number}"), world.clock())
    world.clock.now = moment("2024-07-24 07:30")
    assert world.planner.plan(world.clock.now) == 30
    after = World(state, store, "2024-07-24 07:31", worker="after")
    assert len(asyncio.run(after.at("2024-07-24 07:31"))) == 30


def test_a_forgotten_chat_leaves_nothing(world: World) -> None:
    run(world, "2024-07-24 07:30")
    world.state.marks.mark_done(DoneMark(GROUP, OFFICIALS, "telegram:5", "An", world.clock()))
    world.state.forget_chat(GROUP)
    assert world.state.subscriptions.all() == ()
    assert world.state.outbox.letters() == ()
    assert world.state.marks.done() == ()


def test_of_a_forgotten_person_only_what_they_did_stays(world: World) -> None:
    mark = DoneMark(GROUP, OFFICIALS, "telegram:5", "An", world.clock())
    world.state.marks.mark_done(mark)
    world.state.forget_person("telegram:5")
    (kept,) = world.state.marks.done()
    assert (kept.duty, kept.by_id, kept.by_name) == (OFFICIALS, "", "")


def test_a_first_digest_that_may_not_have_arrived_is_carried_whole(world: World) -> None:
    world.state.subscriptions.keep(replace(HOME_AFFAIRS, fresh=True), world.clock())
    world.channel.answers = [Unknown("hết giờ")]
    assert run(world, "2024-07-26 07:30") == []
    (text,) = run(world, "2024-07-27 07:30")
    assert "còn 4 ngày" in text


def test_a_programme_loaded_two_days_before_its_deadline_is_told_of_once(state: State, tmp_path: Path) -> None:
    folder, file = write_folder(tmp_path / "registers"), tmp_path / "knowledge.db"
    late = {**ROWS[0], "nhiệm vụ": "Xây trạm y tế xã C", "thời hạn": "trước ngày 27/07/2024"}
    with closing(open_store(file, folder)) as store:
        world = World(state, store, START)
        everything = replace(HOME_AFFAIRS, whose=Whose.ALL, days_before=(7, 3), shared=True)
        state.subscriptions.keep(everything, world.clock())
        assert "trạm xã A" in "".join(run(world, *days("2024-07-21", 3), "2024-07-24 07:30"))
        (folder / "next.toml").write_text(PROGRAMME.replace("02/CTr", "03/CTr"), "utf-8")
        write_rows(folder / "next.csv", [late])
        open_store(file, folder).close()
        assert run(world, "2024-07-24 07:31", "2024-07-24 18:00") == []
        (text,) = run(world, "2024-07-25 07:30")
        assert "Xây trạm y tế xã C" in text
        assert "Hạn trước ngày 27/07/2024 (muộn nhất 26/07/2024), còn 1 ngày" in text
        assert "Xây hai trạm y tế" not in text
        assert run(world, "2024-07-26 07:30", "2024-07-27 07:30") == []


def test_of_a_programme_taken_back_and_loaded_again_nothing_is_told_anew(state: State) -> None:
    assert state.known_duties.places(["a", "b"]) == {"a": 1, "b": 2}
    assert state.known_duties.places(["b", "c"]) == {"b": 2, "c": 3}
    assert state.known_duties.places(["c", "a"]) == {"c": 3, "a": 1}


def test_a_subscription_from_before_provinces_gets_the_only_one_with_its_next_digest(world: World) -> None:
    run(world, "2024-07-24 07:30")
    kept = world.state.subscriptions.get(GROUP)
    assert kept
    assert kept.province == "Cà Mau"
    assert kept.known_upto == max(world.state.known_duties.places([d.key for d in world.agenda.duties]).values())


def test_the_last_digest_with_what_is_overdue_says_that_it_is_the_last(world: World) -> None:
    world.state.subscriptions.keep(replace(HOME_AFFAIRS, overdue=True, covered_until=date(2025, 3, 23)), world.clock())
    first, last = run(world, *days("2025-03-24", 60))
    assert "lần cuối" not in first
    assert last.splitlines()[0] == "🔔 Nhắc việc ngày 31/03/2025"
    assert "Đây là lần cuối nhắc việc quá hạn số 1, 2; từ nay chỉ xem được khi hỏi." in last


def test_claims_of_a_clock_that_was_ahead_hold_nobody_up(world: World) -> None:
    world.clock.now = moment("2024-07-24 07:30")
    for number in range(40):
        world.state.subscriptions.keep(replace(HOME_AFFAIRS, chat_id=f"telegram:{number + 10}"), world.clock())
    world.planner.plan(world.clock.now)
    for second in range(4):
        world.state.outbox.claim("ahead", moment(f"2024-07-24 17:30:0{second}"), Pace())
    assert world.state.outbox.claim("w", world.clock.now, Pace()) != ()
