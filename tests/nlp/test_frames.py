"""Frames: what is said of the document and its issuer is blanked, what is asked stays."""

from __future__ import annotations

import pytest

from nlp.frames import without_frames


def left(text: str) -> str:
    """What is left of a text, without the commas that stand for frames."""
    return " ".join(without_frames(text).text.replace(",", " ").split())


@pytest.mark.parametrize(
    ("text", "rest", "programmes"),
    [
        ("Theo Chương trình số 01/CTr-UBND, ai lo y tế", "ai lo y tế", ("01/ctr-ubnd",)),
        ("ai lo y tế trong chương trình 01", "ai lo y tế", ("01",)),
        ("theo CTr 1/CTr - UBND ngày 19/01/2024 của UBND tỉnh ai lo y tế", "ai lo y tế", ("1/ctr-ubnd",)),
        ("chương trình 01 giao Sở Y tế việc gì", "Sở Y tế việc gì", ("01",)),
        ("chương trình 01 ban hành ngày nào", "chương trình ban hành ngày nào", ("01",)),
        ("ai lo y tế theo chương trình hành động của tỉnh", "ai lo y tế", ()),
        ("ai lo y tế theo sự phân công của Ủy ban nhân dân tỉnh", "ai lo y tế", ()),
        ("UBND tỉnh giao cho ai lo y tế", "ai lo y tế", ()),
        ("Sở Y tế được chủ tịch UBND tỉnh giao việc gì", "Sở Y tế việc gì", ()),
        ("tỉnh giao Sở Y tế làm gì", "Sở Y tế làm gì", ()),
        ("1. Sở Y tế làm gì", "Sở Y tế làm gì", ()),
        ("Lãnh đạo hỏi: Sở Y tế làm gì", ": Sở Y tế làm gì", ()),
        ("Sở Y tế làm gì để em báo cáo sếp", "Sở Y tế làm gì", ()),
        ("Sở Y tế làm gì phục vụ họp giao ban", "Sở Y tế làm gì", ()),
        ("trong kế hoạch phát triển KT-XH năm 2024 ai lo y tế", "ai lo y tế", ()),
        ("ai lo y tế theo kế hoạch của UBND tỉnh", "ai lo y tế", ()),
        ("ai lo y tế theo kế hoạch của UBND tỉnh Cà Mau", "ai lo y tế Cà Mau", ()),
        ("ai lo y tế do UBND tỉnh Sóc Trăng giao", "ai lo y tế Sóc Trăng", ()),
        ("chương trình của UBND tỉnh giao Sở Y tế làm gì", "Sở Y tế làm gì", ()),
        ("Kính gửi bộ phận hỗ trợ, ai lo y tế", "ai lo y tế", ()),
        ("Tôi là chuyên viên văn phòng, ai lo y tế", "ai lo y tế", ()),
    ],
)
def test_frames_are_blanked(text: str, rest: str, programmes: tuple[str, ...]) -> None:
    assert left(text) == rest
    assert without_frames(text).programmes == programmes
    assert len(without_frames(text).text) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh phải làm gì", "UBND tỉnh giao đất cho doanh nghiệp", "kế hoạch 5 năm ai lập", "kế hoạch 2024 ai lập",
        "chương trình hành động ai triển khai", "Công an tỉnh giao ban khi nào",
        "theo chương trình mỗi xã một sản phẩm",
        "em là chuyên viên Sở Y tế, năm nay phải làm gì", "kính gửi báo cáo cho ai", "kế hoạch của UBND tỉnh ai lập",
        "báo cáo UBND tỉnh trước ngày 18", "lãnh đạo nào theo dõi", "1. 2. 3", "ai lo kế hoạch 100 ngày",
    ],
)  # fmt: skip
def test_what_is_asked_about_stays(text: str) -> None:
    assert without_frames(text).text == text
