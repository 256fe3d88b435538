"""Answers: what the documents say to a question, or that they say nothing, checked against the shipped register."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from bot.assistant import Assistant
from knowledge.answers import Answer, Choose, Found, NotFound, Reason, Shape
from knowledge.model import Role

TODAY = date(2024, 3, 4)
SHARED_BY_ALL = [
    "III.1.1.a#1", "III.1.1.a#2", "III.1.1.d#1", "III.1.1.d#2", "III.1.3.a#1", "III.1.3.a#2", "III.1.3.a#3",
    "III.1.3.a#4", "IV.1.1#1", "IV.1.2#1", "IV.1.3#1", "IV.2#1",
]  # fmt: skip


def asked(assistant: Assistant, text: str, today: date = TODAY) -> Answer:
    got = assistant.ask(text, today).answer
    assert got is not None
    return got


def found(assistant: Assistant, text: str, today: date = TODAY) -> Found:
    got = asked(assistant, text, today)
    assert isinstance(got, Found), got
    return got


def refused(assistant: Assistant, text: str, today: date = TODAY) -> NotFound:
    got = asked(assistant, text, today)
    assert isinstance(got, NotFound), got
    return got


def refs(got: Found) -> list[str]:
    return [task.task.ref for task in got.tasks]


def due_days(got: Found) -> list[date | None]:
    return [due.due_on for task in got.tasks for due in task.deadlines]


# Tasks of an agency


@pytest.mark.parametrize(
    ("text", "agency", "own"),
    [
        ("Sở Y tế phải làm gì", "Sở Y tế", ["III.3.3#2", "III.3.3#3"]),
        ("so y te co may viec", "Sở Y tế", ["III.3.3#2", "III.3.3#3"]),
        ("BHXH tỉnh được giao gì", "Bảo hiểm Xã hội tỉnh", ["III.3.4#1", "III.3.4#2"]),
        ("liên minh hợp tác xã làm gì", "Liên minh Hợp tác xã tỉnh", ["III.2.2.a#6"]),
        (
            "Ban Quản lý Khu kinh tế có nhiệm vụ gì",
            "Ban Quản lý Khu kinh tế",
            ["III.2.2.b#5", "III.2.2.b#6", "III.2.2.b#7", "III.2.2.b#8"],
        ),
        (
            "so nn ptnt co nhung nhiem vu gi",
            "Sở Nông nghiệp và Phát triển nông thôn",
            [f"III.2.2.a#{n}" for n in range(1, 6)] + [f"III.4.2#{n}" for n in range(1, 4)],
        ),
    ],
)
def test_an_agency_is_given_its_own_tasks(assistant: Assistant, text: str, agency: str, own: list[str]) -> None:
    got = found(assistant, text)
    assert (got.shape, got.agencies) == (Shape.AGENCY, (agency,))
    assert refs(got) == own
    assert all(task.role is Role.LEAD and not task.shared for task in got.tasks)


def test_shared_tasks_are_offered_apart(assistant: Assistant) -> None:
    got = found(assistant, "Sở Y tế phải làm gì")
    assert [task.ref for task in got.shared] == SHARED_BY_ALL
    assert not set(refs(got)) & set(SHARED_BY_ALL)


def test_coordinated_tasks_are_offered_apart(assistant: Assistant) -> None:
    got = found(assistant, "Sở Khoa học và Công nghệ phải làm gì")
    assert refs(got) == ["III.2.3.b#1", "III.2.3.b#2"]
    assert [task.ref for task in got.coordinated] == ["III.2.2.b#1"]


def test_an_agency_without_own_tasks_is_given_the_shared_ones_as_shared(assistant: Assistant) -> None:
    got = found(assistant, "UBND huyện Đầm Dơi phải làm gì")
    assert refs(got) == sorted([*SHARED_BY_ALL, "III.1.3.d#1"])
    assert all(task.shared for task in got.tasks)


def test_a_collective_leads_its_tasks_itself(assistant: Assistant) -> None:
    got = found(assistant, "các sở ban ngành tỉnh phải làm gì")
    assert refs(got) == SHARED_BY_ALL
    assert not any(task.shared for task in got.tasks)


def test_two_agencies_are_answered_together(assistant: Assistant) -> None:
    got = found(assistant, "Sở Y tế và Sở Nội vụ phải làm gì")
    assert set(got.agencies) == {"Sở Y tế", "Sở Nội vụ"}
    assert {"III.3.3#2", "III.1.1.c#1"} <= set(refs(got))


def test_an_agency_born_of_a_merger_answers_for_its_predecessors(assistant: Assistant) -> None:
    got = found(assistant, "Sở Nông nghiệp và Môi trường phải làm gì")
    assert set(got.agencies) == {"Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn"}
    assert len(refs(got)) == len(set(refs(got))) == 11
    assert {change.agency for change in got.changes} == set(got.agencies)
    assert {change.succession.since for change in got.changes} == {date(2025, 3, 1)}
    assert all(change.succession.basis for change in got.changes)


def test_an_agency_that_kept_its_name_answers_for_others_only_when_meant_so(assistant: Assistant) -> None:
    before, since = (refs(found(assistant, f"{name} có việc gì")) for name in ("Sở Tài chính", "Sở Tài chính mới"))
    assert before == ["III.2.2.d#1", "III.2.2.d#2", "III.2.2.d#3"]
    assert set(since) - set(before) == {"III.1.1.b#1", "III.2.1.a#1", "III.2.1.a#2", "III.2.1.a#3"}


def test_a_function_taken_over_is_told_apart(assistant: Assistant) -> None:
    got = found(assistant, "Sở Dân tộc và Tôn giáo có việc gì")
    assert refs(got) == ["III.3.5#1"]
    assert [task.ref for task in got.elsewhere] == ["III.3.5#2"]


@pytest.mark.parametrize("text", ["bộ chỉ huy phải làm gì", "bo chi huy phai lam gi", "việc của bộ chỉ huy"])
def test_an_ambiguous_name_is_a_choice(assistant: Assistant, text: str) -> None:
    got = asked(assistant, text)
    assert isinstance(got, Choose)
    assert set(got.agencies) == {"Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"}


# Who leads


@pytest.mark.parametrize(
    ("text", "ref", "lead"),
    [
        ("ai lo giải phóng mặt bằng", "III.1.3.c#1", "Sở Tài nguyên và Môi trường"),
        ("GPMB do cơ quan nào chủ trì", "III.1.3.c#1", "Sở Tài nguyên và Môi trường"),
        ("13 trạm y tế do ai xây", "III.3.3#1", "Ban Quản lý các dự án ODA và NGO"),
        ("ai chống khai thác IUU", "III.2.2.a#3", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("mang 5G ai lam", "III.2.3.a#3", "Sở Thông tin và Truyền thông"),
        ("chỉ số PCI sở nào phụ trách", "III.1.1.b#1", "Sở Kế hoạch và Đầu tư"),
        ("ai vận động người dân làm đường giao thông nông thôn", "III.1.3.d#1", "Ủy ban nhân dân các huyện, thành phố"),
        ("phòng chống tham nhũng ai lo", "III.5.3#1", "Thanh tra tỉnh"),
        ("thu ngân sách vượt 10% giao cho ai", "III.2.2.d#4", "Cục Thuế tỉnh"),
    ],
)
def test_a_subject_leads_to_who_leads_it(assistant: Assistant, text: str, ref: str, lead: str) -> None:
    got = found(assistant, text)
    assert got.shape is Shape.TOPIC
    assert refs(got)[0] == ref
    assert lead in got.tasks[0].task.leads


def test_an_agency_asked_about_its_own_task_is_given_that_task(assistant: Assistant) -> None:
    got = found(assistant, "Sở Nội vụ tuyển dụng công chức khi nào")
    assert refs(got)[0] == "III.1.1.c#2"
    assert not got.not_theirs


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Sở Tài chính phải lo giải phóng mặt bằng khi nào", "Sở Tài nguyên và Môi trường"),
        ("Công an tỉnh có lo OCOP không", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Nội vụ xử lý IUU thế nào", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Công Thương lo tuyển dụng công chức khi nào", "Sở Nội vụ"),
        ("Sở Y tế có làm đường giao thông nông thôn không", "Ủy ban nhân dân các huyện, thành phố"),
    ],
)
def test_an_agency_asked_about_another_s_task_is_told_whose_it_is(assistant: Assistant, text: str, lead: str) -> None:
    got = found(assistant, text)
    assert got.not_theirs
    assert got.tasks[0].task.leads == (lead,)


# When


@pytest.mark.parametrize(
    ("text", "ref", "days"),
    [
        ("bao giờ xong tuyển dụng công chức", "III.1.1.c#2", [date(2024, 7, 31)]),
        ("bao gio xong tuyen dung cong chuc", "III.1.1.c#2", [date(2024, 7, 31)]),
        ("đề án vị trí việc làm khi nào phê duyệt", "III.1.1.c#2", [date(2024, 3, 31)]),
        ("mở rộng cụm khí điện đạm báo cáo khi nào", "III.2.2.b#3", [date(2024, 3, 31)]),
        ("hội nghị chuyên đề kinh tế tập thể khi nào", "III.2.2.a#4", [date(2024, 3, 31)]),
        ("bao giờ giải ngân 50% vốn đầu tư công", "III.1.3.a#2", [date(2024, 6, 30)]),
        ("quý III giải ngân bao nhiêu", "III.1.3.a#2", [date(2024, 9, 30)]),
        ("khi nào gửi văn bản tổng kết thực hiện chương trình", "IV.1.3#1", [date(2024, 12, 10)]),
    ],
)
def test_a_deadline_is_that_of_the_clause_meant(assistant: Assistant, text: str, ref: str, days: list[date]) -> None:
    got = found(assistant, text)
    assert refs(got)[0] == ref
    assert [due.due_on for due in got.tasks[0].deadlines] == days


def test_the_deadline_of_another_clause_is_told_as_such(assistant: Assistant) -> None:
    best = found(assistant, "bao giờ xong tuyển dụng công chức").tasks[0]
    assert [due.due_on for due in best.other_deadlines] == [date(2024, 3, 31)]


@pytest.mark.parametrize("text", ["bao giờ xong điện khí LNG Cà Mau 3", "thời hạn dự án LNG Cà Mau 3"])
def test_a_clause_without_a_deadline_has_none(assistant: Assistant, text: str) -> None:
    best = found(assistant, text).tasks[0]
    assert best.task.ref == "III.2.2.b#3"
    assert best.deadlines == ()
    assert [due.due_on for due in best.other_deadlines] == [date(2024, 3, 31)]


def test_a_horizon_is_no_deadline(assistant: Assistant) -> None:
    best = found(assistant, "khi nào xong đề án phát triển nguồn nhân lực ngành y tế").tasks[0]
    assert best.task.ref == "III.3.3#2"
    assert (best.deadlines, best.other_deadlines) == ((), ())
    assert "2025" in best.task.horizon


# Windows of time


def test_the_overdue_are_those_whose_last_day_has_passed(assistant: Assistant) -> None:
    overdue = partial(found, assistant, "cái gì quá hạn rồi")
    assert refs(overdue(TODAY)) == ["IV.1.1#1"]
    assert {"IV.1.1#1", "III.2.2.a#4", "III.2.2.b#3"} <= set(refs(overdue(date(2024, 4, 1))))


def test_before_a_day_is_overdue_on_that_day_and_not_the_day_before(assistant: Assistant) -> None:
    assert refused(assistant, "cái gì quá hạn rồi", date(2024, 2, 28)).reason is Reason.NOTHING_DUE
    assert refs(found(assistant, "cái gì quá hạn rồi", date(2024, 2, 29))) == ["IV.1.1#1"]


def test_what_recurs_is_not_overdue(assistant: Assistant) -> None:
    assert "IV.1.2#1" not in refs(found(assistant, "cái gì quá hạn rồi", date(2024, 12, 31)))


@pytest.mark.parametrize("today", [date(2024, 3, 4), date(2026, 11, 23)])
def test_a_month_without_a_year_is_that_of_the_programme(assistant: Assistant, today: date) -> None:
    got = found(assistant, "tháng 9 có gì đến hạn", today)
    assert got.shape is Shape.DUE
    assert due_days(got) == [date(2024, 9, 18), date(2024, 9, 30)]


def test_the_monthly_report_is_due_in_october(assistant: Assistant) -> None:
    got = found(assistant, "tháng 10 có gì đến hạn")
    assert refs(got) == ["IV.1.2#1"]
    assert due_days(got) == [date(2024, 10, 18)]


def test_the_monthly_report_is_not_due_before_the_programme_was_issued(assistant: Assistant) -> None:
    got = found(assistant, "quý I có gì đến hạn")
    assert min(day for day in due_days(got) if day) > date(2024, 1, 19)


def test_a_quarter_holds_all_that_ends_with_it(assistant: Assistant) -> None:
    got = found(assistant, "quý I phải xong việc gì")
    assert set(refs(got)) == {"III.1.1.c#2", "III.1.3.a#2", "III.2.2.a#4", "III.2.2.b#3", "IV.1.1#1", "IV.1.2#1"}
    assert date(2024, 7, 31) not in due_days(got)


def test_a_deadline_on_the_last_day_of_the_week_is_due_this_week(assistant: Assistant) -> None:
    got = found(assistant, "tuần này có gì đến hạn", date(2024, 3, 28))
    assert set(due_days(got)) == {date(2024, 3, 31)}


def test_an_agency_s_own_deadlines_come_before_shared_ones(assistant: Assistant) -> None:
    got = found(assistant, "Sở Công Thương quý I có hạn gì")
    assert got.agencies == ("Sở Công Thương",)
    assert refs(got)[0] == "III.2.2.b#3"
    assert set(refs(got)[1:]) <= set(SHARED_BY_ALL)


def test_deadlines_of_others_are_not_an_agency_s(assistant: Assistant) -> None:
    assert "III.1.1.c#2" not in refs(found(assistant, "Sở Y tế quý I có hạn gì"))


def test_a_window_in_which_nothing_is_due_is_told(assistant: Assistant) -> None:
    got = refused(assistant, "ngày 20/03/2024 có gì đến hạn")
    assert got.reason is Reason.NOTHING_DUE
    assert got.window is not None
    assert got.window.start == date(2024, 3, 20)


# Who with whom


@pytest.mark.parametrize(
    "text",
    [
        "Sở Công Thương phối hợp với Sở Khoa học và Công nghệ việc gì",
        "Sở Khoa học và Công nghệ phối hợp với Sở Công Thương việc gì",
    ],
)
def test_a_pair_is_found_whoever_leads(assistant: Assistant, text: str) -> None:
    got = found(assistant, text)
    assert refs(got) == ["III.2.2.b#1"]
    assert set(got.agencies) == {"Sở Công Thương", "Sở Khoa học và Công nghệ"}


def test_a_partner_named_in_the_paragraph_is_one(assistant: Assistant) -> None:
    got = found(assistant, "Sở Nông nghiệp phối hợp với Liên minh Hợp tác xã việc gì")
    assert refs(got) == ["III.2.2.a#4"]


def test_two_agencies_without_common_work_are_told_so(assistant: Assistant) -> None:
    got = refused(assistant, "Sở Y tế phối hợp với Sở Công Thương việc gì")
    assert got.reason is Reason.NO_PAIR
    assert "Sở Y tế" in got.subject
    assert "Sở Công Thương" in got.subject


def test_what_an_agency_coordinates(assistant: Assistant) -> None:
    got = found(assistant, "Sở Khoa học và Công nghệ phối hợp việc gì")
    assert refs(got) == ["III.2.2.b#1"]
    assert [task.role for task in got.tasks] == [Role.COORDINATE]


# Not in the documents


@pytest.mark.parametrize(
    ("text", "reason", "subject"),
    [
        ("Sở Tư pháp làm gì", Reason.ABSENT_AGENCY, "Sở Tư pháp"),
        ("Cục Quản lý thị trường phải làm gì", Reason.ABSENT_AGENCY, "Cục Quản lý thị trường tỉnh"),
        ("tỉnh Sóc Trăng phải làm gì", Reason.PROVINCE, "Sóc Trăng"),
        ("Sở Y tế Bạc Liêu phải làm gì", Reason.PROVINCE, "Bạc Liêu"),
        ("cảm ơn bạn nhiều", Reason.OUTSIDE, "cảm ơn"),
        ("hello bot", Reason.OUTSIDE, "chào hỏi"),
        ("thời tiết ngày mai thế nào", Reason.OUTSIDE, "thời tiết"),
        ("giá vàng hôm nay", Reason.OUTSIDE, "giá cả"),
        ("giám đốc Sở Y tế là ai", Reason.OUTSIDE, "nhân sự"),
        ("số điện thoại Sở Y tế", Reason.OUTSIDE, "danh bạ"),
        ("nghị quyết 57 giao ai", Reason.OUTSIDE, "văn bản khác"),
        ("máy bay không người lái", Reason.UNKNOWN, "máy bay không người lái"),
        ("明天天气怎么样", Reason.FOREIGN, ""),
        ("What is the deadline for civil servant recruitment", Reason.FOREIGN, ""),
        ("", Reason.EMPTY, ""),
        ("😀😀", Reason.EMPTY, ""),
        ("khi nào", Reason.UNCLEAR, ""),
    ],
)
def test_what_no_document_holds_is_refused_for_the_right_reason(
    assistant: Assistant, text: str, reason: Reason, subject: str
) -> None:
    got = refused(assistant, text)
    assert got.reason is reason
    assert subject in got.subject


def test_an_absent_agency_is_told_what_is_nearest(assistant: Assistant) -> None:
    got = refused(assistant, "Sở Ngoại vụ làm gì")
    assert "Văn phòng Ủy ban nhân dân tỉnh" in got.note
    assert all("Văn phòng Ủy ban nhân dân tỉnh" in task.leads for task in got.nearest)
    assert got.nearest


def test_another_province_is_told_whose_documents_there_are(assistant: Assistant) -> None:
    assert [p.province for p in refused(assistant, "tỉnh Sóc Trăng phải làm gì").programmes] == ["Cà Mau"]


def test_a_place_where_something_merely_happens_is_no_other_province(assistant: Assistant) -> None:
    got = found(assistant, "lao động đi làm ở Bình Dương về bị cắt hợp đồng thì ai hỗ trợ")
    assert refs(got)[0] == "III.3.2#1"


def test_courtesy_beside_a_question_does_not_matter(assistant: Assistant) -> None:
    got = found(assistant, "dạ hello bot, cho em hỏi ai lo giải phóng mặt bằng, cảm ơn bạn nhiều")
    assert refs(got)[0] == "III.1.3.c#1"


# In general


@pytest.mark.parametrize(
    "text", ["Sở Y tế phải làm gì", "bao giờ xong tuyển dụng công chức", "tháng 9 có gì đến hạn", "Sở Tư pháp làm gì"]
)
def test_the_same_question_has_the_same_answer(assistant: Assistant, text: str) -> None:
    assert asked(assistant, text) == asked(assistant, text)


def test_every_answer_names_its_programme(assistant: Assistant) -> None:
    for text in ("Sở Y tế phải làm gì", "ai lo giải phóng mặt bằng", "tháng 9 có gì đến hạn"):
        assert {task.task.programme.number for task in found(assistant, text).tasks} == {"01/CTr-UBND"}


# Dates that must never be wrong


@pytest.mark.parametrize("text", ["tháng này có gì đến hạn", "tháng 10/2026 có gì đến hạn", "năm 2027 có gì đến hạn"])
def test_what_recurs_ends_with_the_year_of_its_programme(assistant: Assistant, text: str) -> None:
    assert refused(assistant, text, date(2026, 11, 23)).reason is Reason.NOTHING_DUE


def test_what_recurs_begins_with_the_issue_of_its_programme(assistant: Assistant) -> None:
    assert due_days(found(assistant, "tháng 2 có gì đến hạn", date(2024, 1, 25))) == [
        date(2024, 2, 18),
        date(2024, 2, 29),
    ]


def test_a_window_counted_from_today_is_not_moved_to_another_year(assistant: Assistant) -> None:
    assert refused(assistant, "trước tết có gì đến hạn", date(2024, 1, 20)).reason is Reason.NOTHING_DUE


def test_a_month_that_is_over_means_the_next_one_for_what_runs_into_the_next_year(assistant: Assistant) -> None:
    assert due_days(found(assistant, "tháng 1 có gì đến hạn", date(2024, 12, 20))) == [date(2025, 1, 31)]


def test_a_recurring_deadline_is_the_answer_to_when_it_is_due(assistant: Assistant) -> None:
    reply = assistant.ask("báo cáo hàng tháng gửi trước ngày mấy", TODAY).reply.text
    assert "trước ngày 18 hàng tháng" in reply.partition("\n")[0]


def test_words_that_sound_like_a_department_are_a_subject(assistant: Assistant) -> None:
    got = asked(assistant, "hồ sơ y tế điện tử ai làm")
    assert not got.question.agencies


# Follow-ups


def test_a_follow_up_asks_of_another_agency_what_was_asked_before(assistant: Assistant) -> None:
    first = assistant.ask("Sở Y tế phải làm gì", TODAY)
    second = assistant.ask("còn Sở Nội vụ?", TODAY, context=first.context)
    assert isinstance(second.answer, Found)
    assert second.answer.agencies == ("Sở Nội vụ",)
    assert len(second.answer.tasks) == 6


@pytest.mark.parametrize(
    ("follow_up", "ref"),
    [
        ("việc thứ 2", "III.1.1.c#2"),
        ("nói rõ hơn việc 6", "III.3.5#2"),
        ("cái đầu tiên", "III.1.1.c#1"),
        ("việc cuối cùng", "III.3.5#2"),
    ],
)
def test_a_follow_up_points_at_a_task_of_the_last_answer(assistant: Assistant, follow_up: str, ref: str) -> None:
    first = assistant.ask("Sở Nội vụ phải làm gì", TODAY)
    second = assistant.ask(follow_up, TODAY, context=first.context)
    assert isinstance(second.answer, Found)
    assert refs(second.answer) == [ref]


def test_a_follow_up_after_one_task_asks_about_that_task(assistant: Assistant) -> None:
    first = assistant.ask("ai lo giải phóng mặt bằng", TODAY)
    opened = assistant.ask("việc thứ 2", TODAY, context=first.context)
    assert isinstance(opened.answer, Found)
    asked_on = assistant.ask("hạn khi nào?", TODAY, context=opened.context)
    assert isinstance(asked_on.answer, Found)
    assert isinstance(first.answer, Found)
    assert refs(asked_on.answer) == refs(opened.answer) != refs(first.answer)[:1]


def test_a_follow_up_after_a_list_asks_about_its_agency(assistant: Assistant) -> None:
    first = assistant.ask("Sở Y tế phải làm gì", TODAY)
    second = assistant.ask("phối hợp với ai?", TODAY, context=first.context)
    assert isinstance(second.answer, Found)
    assert second.answer.agencies == ("Sở Y tế",)
    assert len(second.answer.tasks) > 1


def test_a_number_beyond_the_list_is_told(assistant: Assistant) -> None:
    first = assistant.ask("Sở Y tế phải làm gì", TODAY)
    second = assistant.ask("việc thứ 9", TODAY, context=first.context)
    assert second.reply.text.startswith("Danh sách vừa rồi chỉ có 2 việc.")
    assert second.context == first.context


def test_an_agency_alone_is_a_question_of_its_own(assistant: Assistant) -> None:
    first = assistant.ask("ai lo giải phóng mặt bằng", TODAY)
    second = assistant.ask("Sở Y tế", TODAY, context=first.context)
    assert isinstance(second.answer, Found)
    assert second.answer.tasks == found(assistant, "Sở Y tế").tasks


def test_an_agency_that_no_task_names_has_the_duties_of_all(assistant: Assistant) -> None:
    got = found(assistant, "Sở Tư pháp có phải nộp báo cáo tháng không")
    assert "IV.1.2#1" in refs(got)
    assert "không nêu tên Sở Tư pháp" in got.note


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("dự án khởi công mới đến 30/6 phải giải ngân bao nhiêu", date(2024, 6, 30)),
        ("hết quý 2 giải ngân tối thiểu mấy phần trăm", date(2024, 6, 30)),
        ("dự án chuyển tiếp hết quý III phải giải ngân bao nhiêu", date(2024, 9, 30)),
    ],
)
def test_a_milestone_is_the_one_on_the_last_day(assistant: Assistant, text: str, day: date) -> None:
    best = found(assistant, text).tasks[0]
    assert [due.due_on for due in best.deadlines] == [day]
    assert f"{day.day}/{day.month}/{day.year}" in best.excerpt


def test_a_function_may_have_gone_elsewhere_than_its_agency(assistant: Assistant) -> None:
    got = assistant.ask("ai lo bảo vệ trẻ em", date(2026, 11, 23)).answer
    assert isinstance(got, Found)
    assert [change.succession.successor for change in got.changes] == ["Sở Y tế"]


def test_what_came_later_is_not_told_before(assistant: Assistant) -> None:
    assert not found(assistant, "ai lo bảo vệ trẻ em").changes


def test_a_follow_up_moves_the_window(assistant: Assistant) -> None:
    first = assistant.ask("tháng 9 có gì đến hạn", TODAY)
    second = assistant.ask("còn tháng 10?", TODAY, context=first.context)
    assert isinstance(second.answer, Found)
    assert due_days(second.answer) == [date(2024, 10, 18)]


def test_a_whole_question_ignores_the_context(assistant: Assistant) -> None:
    first = assistant.ask("Sở Y tế phải làm gì", TODAY)
    alone = assistant.ask("bao giờ xong tuyển dụng công chức", TODAY)
    after = assistant.ask("bao giờ xong tuyển dụng công chức", TODAY, context=first.context)
    assert after.reply == alone.reply


# About the document itself


@pytest.mark.parametrize("text", ["văn bản này ban hành ngày nào", "co bao nhieu nhiem vu tat ca", "có phụ lục không"])
def test_what_the_document_is_can_be_asked(assistant: Assistant, text: str) -> None:
    told = assistant.ask(text, TODAY).reply.text
    assert refused(assistant, text).reason is Reason.DOCUMENT
    assert "01/CTr-UBND ngày 19/01/2024" in told
    assert "91 nhiệm vụ" in told
    assert "phụ lục" in told


def test_how_many_tasks_an_agency_has_is_not_about_the_document(assistant: Assistant) -> None:
    assert found(assistant, "so nong nghiep va moi truong co bao nhieu nhiem vu").heir


@pytest.mark.parametrize("text", ["metro cà mau", "metro tỉnh Cà Mau"])
def test_the_home_province_alone_is_no_subject(assistant: Assistant, text: str) -> None:
    assert refused(assistant, text).reason is Reason.UNKNOWN


def test_the_goals_of_the_programme_are_said_to_be_elsewhere(assistant: Assistant) -> None:
    assert "văn bản gốc" in assistant.ask("tăng trưởng GRDP năm 2024 bao nhiêu", TODAY).reply.text


def test_an_agency_without_tasks_is_shown_those_its_note_speaks_of(assistant: Assistant) -> None:
    nearest = refused(assistant, "sở ngoại vụ làm gì").nearest
    assert nearest
    assert all("đối ngoại" in f"{task.title} {task.content}".lower() for task in nearest)


def test_what_an_agency_coordinates_as_one_of_many_is_offered_apart(assistant: Assistant) -> None:
    response = assistant.ask("Sở Khoa học và Công nghệ phối hợp với ai", TODAY)
    assert isinstance(response.answer, Found)
    assert refs(response.answer) == ["III.2.2.b#1"]
    assert len(response.answer.coordinated) == 6
    assert "phối hợp 6 việc cùng cả nhóm cơ quan" in response.reply.text


def test_several_tasks_about_a_subject_in_a_window_are_all_told(assistant: Assistant) -> None:
    got = found(assistant, "tháng 12 nộp báo cáo gì")
    assert {"IV.1.2#1", "IV.1.3#1"} <= set(refs(got))
    assert {date(2024, 12, 10), date(2024, 12, 18)} <= set(due_days(got))


# What became of agencies, and windows of the programme's year


@pytest.mark.parametrize(
    ("text", "heir"),
    [
        ("so nong nghiep cu gio ten gi", "Sở Nông nghiệp và Môi trường"),
        ("Sở Giao thông vận tải nhập vô đâu rồi", "Sở Xây dựng"),
        ("Ban Dân tộc giờ là cơ quan nào", "Sở Dân tộc và Tôn giáo"),
        ("SKHĐT giải thể rồi giờ hỏi ai", "Sở Tài chính"),
    ],
)
def test_what_became_of_an_agency_is_the_first_line(assistant: Assistant, text: str, heir: str) -> None:
    first_line = assistant.ask(text, date(2026, 11, 23)).reply.text.partition("\n")[0]
    assert first_line.startswith("Từ 01/03/2025")
    assert heir in first_line


@pytest.mark.parametrize("text", ["quý 1 có gì đến hạn", "sở nội vụ có việc nào hạn quý 1"])
def test_a_window_without_a_year_is_shown_in_the_programme_s_year(assistant: Assistant, text: str) -> None:
    told = assistant.ask(text, date(2026, 11, 23)).reply.text.partition("\n")[0]
    assert "từ 01/01/2024 đến 31/03/2024" in told


def test_a_list_may_be_narrowed_to_tasks_with_deadlines(assistant: Assistant) -> None:
    got = found(assistant, "các việc của sở nông nghiệp cái nào có hạn")
    assert all(task.deadlines for task in got.tasks)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("ai lo tuyển dụng công chức tỉnh Cà Mau", "III.1.1.c#2"),
        ("bao gio xong tuyen dung cong chuc ca mau", "III.1.1.c#2"),
    ],
)
def test_naming_one_s_own_province_changes_nothing(assistant: Assistant, text: str, ref: str) -> None:
    assert found(assistant, text).tasks[0].task.ref == ref


@pytest.mark.parametrize("text", ["vườn thú Cà Mau", "metro Cà Mau khi nào xong", "chợ đêm Cà Mau ai làm"])
def test_what_no_task_speaks_of_is_not_found_by_the_province_s_name(assistant: Assistant, text: str) -> None:
    refused(assistant, text)
