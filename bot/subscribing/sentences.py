"""The sentences of reminders, in Vietnamese as a good civil servant writes it."""

from __future__ import annotations

from bot.reminders.digest import Urgency
from bot.reminders.subscription import Status
from bot.state.letters import LetterStatus

DIGEST = "🔔 Nhắc việc ngày"
LATE = "gửi muộn"
AGAIN = "Tin nhắc lần trước có thể chưa tới nên được nhắc lại ở đây."
URGENCIES = {
    Urgency.TODAY: "🔴 Đến hạn hôm nay",
    Urgency.SOON: "🟡 Sắp đến hạn",
    Urgency.OVERDUE: "⚫ Đã quá hạn",
}
LAST_WORKING = ", ngày làm việc cuối là {day}"
LAST_WORKING_TODAY = " nhưng hôm nay là ngày làm việc cuối"
DONE_ON = "Đã xong, ghi ngày"
CLOSING = "Đây là lần cuối nhắc việc quá hạn số {numbers}; từ nay chỉ xem được khi hỏi."
DETAILS = "Chi tiết"
HOW_TO_PRESS = "Bấm số để xem chi tiết, ✅ khi việc đã xong."
DONE, UNDO = "✅ Đã xong", "↩ Chưa xong"
TOMORROW = "⏰ Nhắc lại mai"
BEFORE, MORE = "‹ Trước", "Tiếp ›"

STATUSES = {
    Status.ACTIVE: "Nhắc việc đang bật",
    Status.PAUSED: "Nhắc việc đang tạm dừng",
    Status.OFF: "Nhắc việc đang tắt",
    Status.STOPPED: "Nhắc việc đã dừng vì bot không nhắn được vào đây",
}
EVERYBODY, NOBODY, OWN = "tất cả cơ quan", "không theo cơ quan", "cơ quan của tôi"
ALL_PROGRAMMES = "tất cả"
PROVINCE, ALL_PROVINCES = "Tỉnh", "mọi tỉnh"
WHOSE, SHARED, PROGRAMMES = "Cơ quan", "Việc giao chung", "Chương trình"
DAYS, TIME, OVERDUE, RECURRING = "Nhắc trước", "Giờ nhắc", "Việc quá hạn", "Báo cáo định kỳ"
TASKS = "Việc chọn riêng"
WEEKLY, NOT = "mỗi tuần một lần", "không"
YES = "có"
ON_THE_DAY = "đúng ngày"
TURN_ON, PAUSE, RESUME, OFF = "🔔 Bật nhắc việc", "⏸ Tạm dừng", "▶ Tiếp tục", "🔕 Tắt"
TRY = "👁 Thử ngay"
SETTINGS, BACK = "⚙ Cài đặt nhắc việc", "‹ Quay lại"
CHOOSE_AGENCIES = "Chọn cơ quan…"
CLEAR_TASKS = "Bỏ các việc chọn riêng"
PAGES = {
    "whose": "Nhắc việc của ai?",
    "agencies": "Chọn một hoặc nhiều cơ quan:",
    "programmes": "Nhắc theo chương trình nào?",
    "provinces": "Nhắc việc của tỉnh nào?",
    "days": "Nhắc trước bao lâu?",
    "time": "Nhắc lúc mấy giờ?",
}
SENTENCE = "Hoặc nhắn, ví dụ: “nhắc nhóm này việc của Sở Nội vụ trước 7 ngày lúc 8 giờ”."
ADMINS_ONLY = "Chỉ quản trị viên của nhóm đổi được cài đặt nhắc việc."
NEXT_DIGEST = "Bản nhắc tiếp theo sẽ gửi lúc {at} ngày {day}:"
NO_DIGEST = "Với cài đặt này, không còn thời hạn nào phía trước để nhắc."
OLD_DIGEST = "Bản nhắc này đã cũ nên không ghi thêm được."
AGAIN_ON = "Sẽ nhắc lại việc chưa xong vào ngày {day}."
NOT_ACTIVE = "Nhắc việc ở đây không bật nên chưa nhắc lại được."
TASK_ADDED = "Sẽ nhắc việc này {days} lúc {at}:"
TASK_PAST = "Việc này không còn thời hạn nào phía trước nên không đặt nhắc được."
TASK_GONE = "Việc này không còn trong các chương trình đang có."
DROP_TASK = "🔕 Bỏ nhắc việc này"
SAVED = "Đã ghi cài đặt."
AT_ODDS = "Không đặt được “{words}”. Số ngày nhắc trước nhiều nhất là 60, giờ từ 0 đến 23."
WHICH_AGENCY = "“{words}” có thể là nhiều cơ quan: {agencies}. Bạn nhắn lại với tên đầy đủ."
NO_OWN = "Chưa biết cơ quan của bạn. Bạn nhắn lại với tên cơ quan."

LETTER_STATUSES = {
    LetterStatus.WAITING: "chờ gửi",
    LetterStatus.SENDING: "đang gửi",
    LetterStatus.SENT: "đã gửi",
    LetterStatus.UNKNOWN: "không rõ đã tới",
    LetterStatus.DEAD: "không gửi được",
    LetterStatus.REPLACED: "gộp vào tin sau",
    LetterStatus.DROPPED: "bỏ vì đã tắt hoặc đã xong",
}
