"""The sentences of reminders, in Vietnamese as a good civil servant writes it."""

from __future__ import annotations

from bot.reminders.digest import Urgency

DIGEST = "Nhắc việc ngày"
LATE = "gửi muộn"
AGAIN = "Tin nhắc lần trước có thể chưa tới nên được nhắc lại ở đây."
URGENCIES = {
    Urgency.TODAY: "Đến hạn hôm nay",
    Urgency.SOON: "Sắp đến hạn",
    Urgency.OVERDUE: "Đã quá hạn",
}
DAY_OFF = "{last} là ngày nghỉ, ngày làm việc cuối cùng là {working}."
DONE_ON = "Đã xong, ghi ngày"
DETAILS = "Chi tiết"
DONE, UNDO = "✅ Đã xong", "↩ Chưa xong"
TOMORROW = "⏰ Nhắc lại mai"
BEFORE, MORE = "‹ Trước", "Tiếp ›"
