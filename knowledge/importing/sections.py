"""Sections and paragraphs that give nobody work: purposes, targets, recipients, closing formulas."""

from __future__ import annotations

import re

from nlp.letters import fold, nfc

RECIPIENTS = "nơi nhận"
NO_LEAD_NAMED, NO_WORK_NAMED = "không nêu cơ quan thực hiện", "không nêu việc phải làm"
NO_ROLE = (NO_LEAD_NAMED, NO_WORK_NAMED)  # what a reader may have missed, and a person should look at
SIGNATURE = "chữ ký"
AFTER_END = "sau phần kết của văn bản"
_NO_WORK = re.compile(
    r"(?:ve )?(?:muc dich|yeu cau|muc tieu|quan diem|chi tieu|can cu|co so (?:phap ly|thuc tien)|thuc trang"
    r"|tinh hinh|pham vi"
    r"|doi tuong|nguyen tac|(?:danh gia )?ket qua(?: dat duoc| thuc hien)?|nhung ton tai|ton tai|han che|nguyen"
    r" nhan|boi canh"
    r"|su can thiet|dac diem|danh gia(?:$| chung| tinh hinh| ket qua)|khai quat|giai thich tu ngu|quy mo|chu de"
    r"|khau hieu|thong diep)\b"
)
_WORK = re.compile(r"\b(?:nhiem vu|giai phap|noi dung thuc hien|to chuc thuc hien|phan cong)\b")
_RECIPIENTS = re.compile(r"^\W*(?:nơi nhận|kính gửi)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^\W*(?:TM\.|KT\.|TL\.|TUQ\.|CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|PHÓ GIÁM"
    r" ĐỐC)(?!\w)(?=[^a-zà-ỹ]*(?:[A-ZĐ]|$))"
)
_HARDSHIP = re.compile(
    r"(?:nếu|khi) (?:có |gặp |phát sinh|còn )?[^.;]{0,40}(?:khó khăn|vướng mắc|phát sinh|vấn đề)|có (?:khó khăn"
    r"|vướng mắc|vấn đề phát sinh)",
    re.IGNORECASE,
)
_IN_COURSE = re.compile(r"^\W*(?:trong quá trình|quá trình|trường hợp|định kỳ, ?nếu)\b", re.IGNORECASE)
_FORMULA = re.compile(
    r"chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện) (?:nghiêm túc )?(?:quyết định|kế hoạch|chỉ thị|nghị"
    r" quyết|chương trình|thông báo|công điện)[^.;]{0,20} này"
    r"|có hiệu lực (?:thi hành )?(?:kể )?từ|^\W*(?:ban hành )?kèm theo (?:quyết định|kế hoạch|nghị quyết|chương trình"
    r"|chỉ thị|thông báo|công văn|tờ trình)\b|xin thông báo|thông báo để .{0,60}biết|chịu"
    r" trách nhiệm thi hành"
    r"|(?:thay thế|bãi bỏ) (?:quyết định|kế hoạch|chỉ thị) số",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"(?!.*\b(?:giao|yêu cầu)\b).{0,600}\bban hành .{0,400}(?:như sau|sau đây|với (?:các |những )?nội"
    r" dung[^.;]{0,40})\s*:?",
    re.IGNORECASE | re.DOTALL,
)
_AGREES = re.compile(  # what the issuer thinks of the matter: "UBND tỉnh cơ bản thống nhất nội dung dự thảo."
    r"(?!.*\b(?:giao|yêu cầu|đề nghị)\b)\W*(?:(?:đồng chí |phó )?chủ tịch |thường trực )?(?:ubnd|ủy ban nhân dân|hđnd"
    r"|hội đồng nhân dân)\s(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường)\s(?:đã |cũng |về )?(?:cơ bản )?"
    r"(?:thống nhất|đồng ý|nhất trí|ghi nhận|đánh giá cao|biểu dương|hoan nghênh)\b"
    r"(?!\s+(?:quản lý|chỉ đạo|tổ chức|triển))[^;.]*\.?",
    re.IGNORECASE | re.DOTALL,
)
_EARNEST = re.compile(
    r"(?:căn cứ (?:nội dung )?(?:chỉ thị|kế hoạch|quyết định|chương trình|thông báo|nghị quyết) này[\s,]*)?"
    r"(?:(?:nghiêm túc|tổ chức|triển khai|thực hiện|quán triệt|nghiêm|và|khẩn trương|có hiệu quả|tốt|chủ động"
    r"|phối hợp)[\s,]*)+"
    r"(?:(?:các )?(?:nội dung|nhiệm vụ) )?(?:(?:của|tại|trong) )?"
    r"(?:(?:chỉ thị|kế hoạch|quyết định|chương trình|thông báo|công điện|nghị quyết|quy chế|quy định|đề án)(?:"
    r" hành động)?(?:"
    r" này)?)?[\s./;,]*",
    re.IGNORECASE,
)
_HARDSHIP_CLAUSE = re.compile(
    r"[;.,]?\s*(?:trong )?(?:quá trình|trường hợp|khi)\b[^;.]{0,60}?\b(?:nếu )?(?:có"
    r"|gặp|phát sinh)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


def gives_no_work(heading: str) -> bool:
    """Whether a section with this heading sets aims and not tasks: `"I. MỤC ĐÍCH, YÊU CẦU" → True`."""
    letters = fold(nfc(heading)).strip(" .:-*")
    return bool(_NO_WORK.match(letters)) and not _WORK.search(letters)


def no_task(text: str) -> str | None:
    """Why a paragraph gives no work whatever it names, or None: "Trong quá trình thực hiện, nếu có vướng mắc …"."""
    if _RECIPIENTS.match(text):
        return RECIPIENTS
    if _SIGNATURE.match(text) and len(text) < 200:
        return SIGNATURE
    if _IN_COURSE.match(text) and _HARDSHIP.search(text[:260]):
        return "hướng dẫn khi có khó khăn, vướng mắc"
    if _ISSUED.fullmatch(text) or _FORMULA.search(text[:400]):
        return "điều khoản thi hành"
    if _AGREES.fullmatch(text):
        return "ý kiến của cơ quan ban hành"
    return None


def only_urges(content: str) -> bool:
    """Whether work is only to carry the document out: "tổ chức thực hiện nghiêm túc Chỉ thị này"."""
    return bool(_EARNEST.fullmatch(_HARDSHIP_CLAUSE.sub("", content).strip()))
