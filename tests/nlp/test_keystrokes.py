"""Keystrokes: raw Telex and VNI are read, anything else is left alone."""

from __future__ import annotations

import pytest

from nlp.keystrokes import decode

DECODED = [
    ("sở y tế", ["sowr y tees", "so73 y te61", "SOWR Y TEES"]),
    ("sở xây dựng chủ trì việc gì", ["sowr xaay duwngj chur trif vieecj gif"]),
    ("đường nông thôn", ["dduwowngf noong thoon", "d9u7o7ng2 no6ng tho6n"]),
    ("tuyển dụng công chức", ["tuyeenr dungj coong chuwcs", "tuye63n du5ng co6ng chu71c"]),
    ("bao giờ xong", ["bao giowf xong"]),
    ("quý mấy", ["quys maays"]),
    ("nước sạch", ["nuwowcs sachj"]),
    ("giải phóng mặt bằng", ["giair phongs mawtj bawngf"]),
]
LEFT_ALONE = [
    "bao gio xong tuyen dung cong chuc",
    "Sở Y tế phải làm gì",
    "PAPI PAR INDEX OCOP IUU",
    "hello bot",
    "Tell me a joke about crabs",
    "SNV có mấy đầu việc",
    "5G, GDPT 2018, 1.200 giường",
    "",
]


@pytest.mark.parametrize(("meant", "typed"), [(meant, typed) for meant, all_typed in DECODED for typed in all_typed])
def test_raw_keys_are_read(meant: str, typed: str) -> None:
    assert decode(typed).lower() == meant


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_raw_typing_stays(text: str) -> None:
    assert decode(text) == text
