"""The sentences of publishing, in Vietnamese as a good civil servant writes it."""

from __future__ import annotations

RECEIVED = "Đã nhận “{name}”. Đang đọc, có thể mất nửa phút…"
READ = "Đã đọc “{name}”: {tasks} nhiệm vụ, {dated} việc có thời hạn."
READ_AGAIN = "Đã đọc bảng đã sửa: {tasks} nhiệm vụ, {dated} việc có thời hạn."
NO_TASKS = "Không tìm thấy nhiệm vụ nào trong “{name}”. Tệp Excel kèm theo cho biết lý do từng đoạn."
DOCUMENT = "Văn bản {number} {issued}, {issuer}, nhiệm vụ năm {year}."
NUMBER_UNKNOWN, DAY_UNKNOWN, ISSUER_UNKNOWN = "chưa rõ số", "chưa rõ ngày", "chưa rõ cơ quan ban hành"
ISSUED = "ngày {day}"
AGENCIES = "Cơ quan: {known} đã có trong danh mục, {new} mới được đề xuất."
NEW_AGENCIES = "Cơ quan mới: {names}."
AND_MORE = "{shown} và {count} cơ quan khác"
DOUBTS = "Cần xem lại {count} chỗ:"
NO_DOUBTS = "Không có chỗ nào cần xem lại riêng; vẫn nên so bảng với văn bản."
MORE_DOUBTS = "… và {count} chỗ nữa ở trang “{sheet}” của tệp Excel."
PROBLEMS = "Chưa nạp được, cần sửa {count} chỗ:"
PROBLEM_ROW = "Dòng {row}, cột “{column}”: {what} → {advice}"
PROBLEM_FACT = "Trang “{sheet}”, dòng “{column}”: {what} → {advice}"
MORE_PROBLEMS = "… và {count} chỗ nữa."
REPLACES = (
    "Văn bản này đang được tra. Nạp sẽ thay bản cũ: {new} việc mới, {gone} việc không còn, {changed} việc thay đổi."
)
REPLACES_SAME = "Văn bản này đang được tra và bảng không có gì khác."
NOT_YET = "Chưa nạp gì. Xem bảng rồi bấm “{publish}”."
PUBLISH, EDIT, DROP, UNDO = "✅ Nạp", "✏️ Sửa trong Excel rồi gửi lại", "✖ Hủy", "↩ Hoàn tác"
WORKBOOK = "Bảng nhiệm vụ để xem và sửa."
EDIT_HOW = "Cách sửa:"
EDIT_STEPS = (
    "1. Mở tệp Excel ở trên, sửa trang “{tasks}”, giữ nguyên dòng đầu. Nhiều cơ quan trong một ô cách nhau bằng “;”.",
    "2. Số, ngày, cơ quan ban hành còn thiếu thì ghi ở trang “{facts}”.",
    "3. Lưu tệp rồi gửi lại vào đây. Tôi kiểm tra và hỏi lại trước khi nạp.",
)
DROPPED = "Đã hủy. Không có gì được nạp."
DRAFT_GONE = "Bản này không còn: đã nạp, đã hủy, hoặc quá 30 ngày. Bạn gửi lại tệp."
PUBLISHED = "Đã nạp {programme}: {tasks} nhiệm vụ."
PUBLISHED_HOW = "Từ bây giờ câu trả lời và nhắc việc theo bảng này."
UNDONE = "Đã hoàn tác: {action} {programme}."
UNDONE_HOW = "Từ bây giờ câu trả lời và nhắc việc theo bảng trước đó."
RECORDED = "Ghi lúc {at}."
NOT_CHANGED = "Chưa thay đổi gì."
HISTORY = "Nạp văn bản"
HISTORY_HOW = (
    "Gửi tệp văn bản vào đây (Word, PDF, Excel, trang web, văn bản thuần; nhiều nhất 20 MB). Tôi lập bảng nhiệm vụ để"
    " bạn xem; chỉ nạp khi bạn bấm “{publish}”."
)
HISTORY_NONE = "Chưa có lần nạp nào."
HISTORY_LAST = "Các lần gần đây:"
STEP = "• {at}: {action} {programme}, {tasks} nhiệm vụ ({by}){undone}"
STEP_UNDONE = ", đã hoàn tác"
OWNERS_ONLY = (
    "Chỉ người quản trị bot nạp được văn bản. Nếu bạn là người quản trị, hãy ghi số {person} vào TELEGRAM_OWNERS"
    " trong thiết lập của bot."
)
TOO_BIG = "Tệp lớn {size} MB; bot chỉ tải được tệp nhiều nhất {most} MB. Hãy bỏ bớt ảnh hoặc tách tệp."
DOWNLOAD_FAILED = "Chưa tải được tệp từ Telegram. Bạn gửi lại giúp."
SECRET_DELETED = "Tôi đã xóa tin nhắn có tệp này khỏi cuộc trò chuyện."
SECRET_DELETE = "Bạn hãy tự xóa tin nhắn có tệp này khỏi cuộc trò chuyện."
