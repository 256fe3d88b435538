"""What only shares a place, a kind of building or a word with a task is not answered with that task."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assistant import Assistant
from knowledge.answers import Found, NotFound

TODAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "sân bay Năm Căn ai xây",  # there is an airport in the document, and Năm Căn, but not together
        "sân bay Hòn Khoai do ai chủ trì",  # a port is planned there
        "cầu Năm Căn bao giờ xong",
        "casino Hòn Khoai chừng nào mở",
        "tuyến đường sắt Cần Thơ - Cà Mau giao cho ai",  # there is a motorway
        "nhà máy điện hạt nhân Cà Mau do ai chủ trì",
        "Bệnh viện Ung bướu Cà Mau bao nhiêu giường",
        "máy bay không người lái",
        "KCN Khánh An hiện có bao nhiêu doanh nghiệp",
        "hòa giải viên ở ấp được trả bao nhiêu tiền",  # no amount of money stands in the task that names hamlets
        "năm 2019 giải ngân được bao nhiêu phần trăm",
    ],
)
def test_a_near_miss_is_no_answer(assistant: Assistant, text: str) -> None:
    assert isinstance(assistant.ask(text, TODAY).answer, NotFound)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("cảng Hòn Khoai ai mời gọi", "III.1.3.a#1"),
        ("cao tốc Cà Mau - Đất Mũi khi nào làm", "III.1.3.a#1"),
        ("phi trường Cà Mau nới rộng chưa", "III.1.3.a#1"),
        ("khu công nghiệp Khánh An mở rộng ai phụ trách", "III.2.2.b#5"),
        ("nhà máy điện khí LNG Cà Mau 3 khi nào xong", "III.2.2.b#3"),
        ("Đề án phát triển vùng Đất Mũi giao cho ai", "III.2.1.a#2"),
        ("bệnh viện Trần Văn Thời mấy giường", "III.3.3#1"),
        ("hết quý III năm 2024 giải ngân bao nhiêu phần trăm", "III.1.3.a#2"),
    ],
)
def test_what_is_there_is_still_found(assistant: Assistant, text: str, ref: str) -> None:
    answer = assistant.ask(text, TODAY).answer
    assert isinstance(answer, Found), answer
    assert answer.tasks[0].task.ref == ref
