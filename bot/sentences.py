"""The sentences that people see, in Vietnamese as a good civil servant writes it; no layout, no facts of their own."""

from __future__ import annotations

NO_DEADLINE = "văn bản không nêu thời hạn"
NO_LEAD = "văn bản không nêu cơ quan chủ trì"
ASK_LIKE = "Bạn có thể hỏi, ví dụ: “Sở Y tế phải làm gì”, “bao giờ xong tuyển dụng công chức”."

NOT_IN_DOCUMENT = "Không có trong văn bản này"
NOT_SURE = "Đây là việc gần nhất với câu hỏi; bạn kiểm tra lại ở mục được nêu."
ALSO = "Việc khác có liên quan:"
NEAREST = "Gần nhất trong văn bản:"
CHECK_RESULTS = "Văn bản chỉ nêu thời hạn; không cho biết việc đã hoàn thành hay chưa."
CHOOSE = "“{words}” có thể là nhiều cơ quan. Bạn muốn hỏi cơ quan nào?"
CHOOSE_HOW = "Gõ số thứ tự, hoặc hỏi lại với tên đầy đủ."
OUT_OF_LIST = "Danh sách vừa rồi chỉ có {count} việc."
OPEN_BY_NUMBER = "Gõ số thứ tự của việc để xem chi tiết."
END_OF_LIST = "Đã hết danh sách."
UNCLEAR = "Bạn muốn hỏi việc gì, hoặc về cơ quan nào?"
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

DAY = "%d/%m/%Y"
