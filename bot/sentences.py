"""The sentences that people see, in Vietnamese as a good civil servant writes it; no layout, no facts of their own."""

from __future__ import annotations

NO_DEADLINE = "văn bản không nêu thời hạn"
NO_LEAD = "văn bản không nêu cơ quan chủ trì"
ASK_LIKE = "Bạn có thể hỏi, ví dụ: “Sở Y tế phải làm gì”, “bao giờ xong tuyển dụng công chức”."

NOT_IN_DOCUMENT = "Không có trong văn bản này"
NOT_SURE = "Đây là việc gần nhất với câu hỏi; bạn kiểm tra lại ở mục được nêu."
LED_BY_MANY = "giao chung"
ALSO = "Việc khác có liên quan:"
NEAREST = "Gần nhất trong văn bản:"
CHECK_RESULTS = "Văn bản chỉ nêu thời hạn; không cho biết việc đã hoàn thành hay chưa."
CHOOSE = "“{words}” có thể là nhiều cơ quan. Bạn muốn hỏi cơ quan nào?"
CHOOSE_HOW = "Gõ số thứ tự, hoặc hỏi lại với tên đầy đủ."
CHOOSE_PROVINCE_OF = "Bạn hỏi “{words}” của tỉnh nào?"
CHOOSE_PROVINCE = "Bạn hỏi về chương trình của tỉnh nào?"
CHOOSE_PROVINCE_HOW = "Gõ số thứ tự, hoặc hỏi lại kèm tên tỉnh, như “Sở Y tế tỉnh Cà Mau phải làm gì”."
CHOOSE_PROVINCE_BY_BUTTON = "Bạn bấm chọn, hoặc hỏi lại kèm tên tỉnh."
MORE_CHOICES = "… và {count} nơi khác"
CHOOSE_BY_BUTTON = "Bạn bấm chọn, hoặc hỏi lại với tên đầy đủ."
MORE_BY_TYPING = "Còn {count} việc nữa: gõ “tiếp” để xem."
SHOWN = " (việc {shown})"
SAID_FOR_NEXT = frozenset({"tiep", "xem tiep", "trang sau", "nua"})  # folded
NEXT_BY_TYPING, NEXT, PREVIOUS = "tiếp", "Trang sau ›", "‹ Trang trước"
BACK = "‹ Danh sách"
SHARED_OF = "{who}: {count} việc chung giao cho nhóm cơ quan:"
SHARED_TASKS, COORDINATED_TASKS = "Việc chung ({count})", "Phối hợp ({count})"
REMIND, CALENDAR, COPY_CITATION, TIMELINE = "🔔 Nhắc", "📅 .ics", "📋 Sao chép trích dẫn", "🗓 Lịch"
OUT_OF_LIST = "Danh sách vừa rồi chỉ có {count} việc."
OPEN_BY_NUMBER = "Gõ số thứ tự của việc để xem chi tiết."
END_OF_LIST = "Đã hết danh sách."
NO_LIST = "Tôi không còn nhớ danh sách nào của bạn ở đây. Bạn hỏi lại, hoặc bấm nút dưới danh sách."
UNCLEAR = "Bạn muốn hỏi việc gì, hoặc về cơ quan nào?"
WHOSE = "Bạn thuộc cơ quan nào? Gõ tên cơ quan, ví dụ: “Sở Y tế”."
EMPTY = "Bạn chưa gõ câu hỏi."
FOREIGN = "Xin lỗi, tôi chỉ hiểu câu hỏi bằng tiếng Việt về nhiệm vụ trong chương trình."
TOO_LONG = "Câu hỏi dài quá ({length} ký tự, nhiều nhất {most}). Bạn hãy hỏi ngắn hơn, mỗi lần một việc."

OUTSIDE = {
    "chào hỏi": "Chào bạn! Tôi trả lời ai chủ trì việc gì, thời hạn nào trong chương trình của tỉnh.",
    "cảm ơn": "Không có gì, rất vui được giúp bạn. Khi cần tra nhiệm vụ, bạn cứ hỏi.",
    "khen chê": "Cảm ơn bạn đã góp ý. Nếu câu trả lời chưa đúng ý, bạn thử hỏi lại bằng tên việc hoặc tên cơ quan.",
    "tán gẫu": "Tôi chỉ tra cứu nhiệm vụ và thời hạn trong chương trình của tỉnh nên không trả lời được chuyện này.",
    "thời tiết": "Văn bản không có thông tin thời tiết. Bạn xem bản tin của Đài Khí tượng Thủy văn.",
    "giá cả": "Văn bản không có giá hàng hóa, dịch vụ.",
    "danh bạ": "Văn bản không có số điện thoại, địa chỉ hay tài khoản liên lạc của ai.",
    "nhân sự": "Văn bản giao việc cho cơ quan, không nêu tên người.",
    "lương": "Văn bản không có thông tin về lương, phụ cấp.",
    "kết quả": "Văn bản nêu việc phải làm và thời hạn, không có kết quả đã thực hiện.",
    "thủ tục": "Văn bản không hướng dẫn thủ tục cho công dân. Bạn hỏi bộ phận một cửa hoặc Cổng Dịch vụ công.",
    "lịch họp": "Văn bản không có lịch họp, lịch làm việc hay lịch tiếp công dân.",
    "văn bản khác": "Văn bản này không có nội dung của văn bản bạn hỏi.",
    "mục tiêu chung": "Ở đây chỉ tra được nhiệm vụ đã giao; mục tiêu, chỉ tiêu chung bạn xem trong văn bản gốc.",
    "về văn bản": "Đây là văn bản đang tra được:",
    "tin tức": "Tôi chỉ tra cứu nhiệm vụ trong chương trình, không có tin tức.",
    "giải trí": "Tôi chỉ tra cứu nhiệm vụ trong chương trình nên không giúp được việc này.",
    "lệnh cho máy": "Tôi chỉ trả lời về nhiệm vụ, cơ quan và thời hạn trong chương trình.",
    "sức khỏe": "Tôi không tư vấn sức khỏe. Khi cần, bạn liên hệ cơ sở y tế gần nhất.",
    "nhắn tin": "Tôi không gửi tin nhắn hay gọi điện thay bạn được.",
    "khác": "Nội dung này không có trong văn bản.",
}  # fmt: skip

EXAMPLES = (
    "Sở Y tế phải làm gì",
    "Bao giờ xong tuyển dụng công chức",
    "Ai lo giải phóng mặt bằng",
    "Quý III có gì đến hạn",
)
START = "Hỏi Việc: ai chủ trì việc gì, thời hạn nào."
START_HOW = "Bạn nhắn câu hỏi như nhắn tin, có dấu hay không dấu đều được. Ví dụ:"
PICK_MINE = "🏢 Chọn cơ quan của tôi"
PICK_MINE_HERE = "🏢 Chọn cơ quan của nhóm"
HELP = (
    "Bạn nhắn câu hỏi; câu trả lời có số văn bản và mục để kiểm tra lại.",
    "Hỏi tiếp trong 10 phút: “còn Sở Nội vụ?”, “hạn khi nào?”, “việc thứ 2”.",
    "Bấm số để xem trọn một việc; bấm 📅 để đưa thời hạn vào lịch điện thoại.",
)
HELP_HEADING = "Cách dùng"
HELP_COMMANDS = {
    "hoi": "hỏi một câu",
    "coquan": "cơ quan và số việc",
    "denhan": "việc đến hạn, quá hạn",
    "nhacviec": "đặt nhắc việc trước hạn",
    "vanban": "văn bản đang tra được",
    "lich": "lịch thời hạn bằng hình",
    "trogiup": "cách dùng",
    "xoadulieu": "xóa dữ liệu về bạn",
}
OWNER_COMMANDS = {"nap": "nạp văn bản, hoàn tác"}
ASK_AFTER_COMMAND = "Bạn ghi câu hỏi sau lệnh, ví dụ: /hoi Sở Y tế phải làm gì"

DUE_MENU = "Bạn muốn xem việc đến hạn lúc nào?"
DUE_SPANS = {"w": "Tuần này", "m": "Tháng này", "q": "Quý này", "o": "Đã quá hạn"}
DUE_YEAR = "Cả năm {year}"

AGENCIES = "{count} cơ quan, nhóm cơ quan được giao việc chủ trì hoặc phối hợp."
AGENCIES_HOW = "Bạn chọn loại cơ quan:"
AGENCIES_OF = "{kind}: {count}"
AGENCIES_OF_HOW = "Trong ngoặc là số việc chủ trì."
AGENCIES_PICK = "Bạn chọn cơ quan của mình để hỏi gọn hơn: “sở mình phải làm gì”."
OTHER_KIND = "khác"
KINDS = {"tập thể": "nhóm cơ quan"}  # what the agencies' file calls otherwise than people do
OWN_SET = "Đã nhớ cơ quan: {agency}."
OWN_SET_HOW = "Từ nay “sở mình”, “cơ quan tôi” là cơ quan này."
OWN_CLEARED = "Đã bỏ cơ quan của bạn."
OWN_CLEAR = "Bỏ chọn"
OWN_UNKNOWN = "Tôi chưa biết cơ quan của bạn."
OWN_UNKNOWN_HOW = "Bạn chọn cơ quan một lần, hoặc hỏi với tên cơ quan."
OWN_TASKS = "Việc của {agency}"

PROGRAMMES = "Đang tra được {count} văn bản:"
CURRENT_PROGRAMMES = "Các chương trình hiện hành"
SCOPE = "{province}, năm {year}"
PICK_PROVINCE = "Đang có chương trình của nhiều tỉnh. Bạn chọn tỉnh ở /vanban rồi bấm lại."
SCOPE_SET = "Từ nay ở đây hỏi về: {scope}."
PROGRAMMES_MORE = "và {count} văn bản khác."

FORGET = "Xóa dữ liệu về bạn?"
FORGET_WHAT = "Tôi sẽ xóa cơ quan đã chọn, các nhắc việc và nội dung đang hỏi dở ở đây."
FORGET_WHAT_IN_GROUP = (
    "Tôi sẽ xóa nội dung bạn đang hỏi dở và tên bạn ở việc đã ghi là xong. Cơ quan và nhắc việc của nhóm vẫn giữ."
)
FORGET_BUTTON = "Xóa"
FORGOTTEN = "Đã xóa dữ liệu về bạn."
OUTDATED = "Nút này đã cũ. Bạn hỏi lại giúp để có nút mới."
GONE_TASK = "Việc này không còn trong văn bản đang tra. Bạn hỏi lại giúp."

TIMELINE_TITLE = "Thời hạn của {whose}"
TIMELINE_ALL = "tất cả cơ quan"
TIMELINE_CAPTION = "{count} thời hạn trong năm {year}; quá hạn tô đỏ, tính đến {today}."
TIMELINE_MORE = "Hình vẽ {shown} việc đến hạn sớm nhất trong {count} việc."
TIMELINE_WHOSE = "Tôi không thấy tên cơ quan trong “{words}”. Gõ /lich rồi tên cơ quan; chỉ gõ /lich để xem chung."
TIMELINE_OF = "Gồm việc văn bản giao cho {names}."
NO_DATES = "Văn bản không nêu ngày đến hạn nào của {whose} nên không có lịch."
NO_DATES_IN_YEAR = "Văn bản không nêu ngày đến hạn nào của {whose} trong năm {year} nên không có lịch."
NO_FILES_HERE = "Nhóm này không cho tôi gửi hình và tệp. Bạn nhờ quản trị viên mở quyền, hoặc hỏi riêng tôi."
CALENDAR_CAPTION = "Mở tệp này để đưa {count} thời hạn vào lịch điện thoại."

DAY = "%d/%m/%Y"

OPEN_PRIVATE = "💬 Hỏi riêng"
ALL_AGENCIES = "Các cơ quan"
DUE_BUTTON = "Việc đến hạn"

TOO_MANY_QUESTIONS = "Bạn hỏi nhanh quá nên tôi xin nghỉ một chút. Bạn hỏi lại sau một phút nhé."
INTERRUPTED = "Tôi bị ngắt khi đang trả lời tin này. Nếu chưa thấy câu trả lời, xin bạn gửi lại câu hỏi."
FAILED = "Xin lỗi, tôi gặp lỗi nên chưa trả lời được (mã {number}). Bạn thử lại sau ít phút."
FAILED_FOR_OWNER = "Lỗi {kind}, mã {number}. Chi tiết ở nhật ký."
ONLY_TEXT = "Tôi chỉ đọc được chữ. Bạn nhắn câu hỏi, ví dụ: Sở Y tế phải làm gì"
ADMINS_ONLY = "Chỉ quản trị viên đổi được thiết lập của nhóm."

GROUP_HELLO = "Chào cả nhóm! Tôi trả lời ai chủ trì việc gì, thời hạn nào."
GROUP_HOW = "Trong nhóm này, mọi người hỏi bằng cách:"
GROUP_COMMAND = "• gõ /hoi rồi câu hỏi: /hoi Sở Y tế phải làm gì"
GROUP_REPLY = "• trả lời (reply) một tin của tôi"
GROUP_MENTION = "• nhắc @{username} trong câu hỏi"
GROUP_NO_MENTION = (
    "Chỉ nhắc @{username} thì Telegram không chuyển tin cho tôi; muốn vậy, hãy cho tôi làm quản trị viên nhóm."
)
GROUP_NOW_ALL = "Từ nay tôi nhận được cả câu hỏi có nhắc @{username}."
GROUP_NOW_LESS = "Từ nay chỉ hỏi được bằng /hoi hoặc trả lời tin của tôi."
GROUP_NOT_ALLOWED = "Nhóm này chưa được chủ bot cho phép nên tôi chưa trả lời ở đây."
GROUP_WAITING = "Tôi đang chờ chủ bot đồng ý rồi mới trả lời ở nhóm này."
GROUP_APPROVED = "Chủ bot đã đồng ý."
GROUP_ASKED = "Nhóm “{title}” ({chat}) muốn dùng bot. Cho phép?"
GROUP_ALLOW, GROUP_REFUSE = "Cho phép", "Từ chối"
GROUP_DECIDED = {True: "Đã cho phép nhóm “{title}”.", False: "Đã từ chối nhóm “{title}”."}
YOUR_ID = "Mã Telegram của bạn: {person}. Mã cuộc trò chuyện này: {chat}."

INLINE_OPEN = "💬 Hỏi riêng để xem đầy đủ"
INLINE_NOTHING = "Không thấy trong văn bản. Hỏi riêng tôi"
INLINE_AGENCY = "{count} việc chủ trì"
UNREACHABLE = (
    "Không nhắn được tới {chat}: {reason}. Cài đặt nhắc việc ở đó vẫn được giữ; hãy xem bot còn ở đó và còn quyền nhắn "
    "không."
)
