import unicodedata

import pytest

from nlp.syllables import is_folded_syllable, is_syllable

TITLE = (
    "chương trình hành động thực hiện nghị quyết của chính phủ tỉnh ủy hội đồng nhân dân tỉnh về kế hoạch phát triển "
    "kinh tế xã hội và dự toán ngân sách nhà nước"
)
OTHERS = """
    giêng giếng giết gì gìn gia giữa giỏi giục
    quốc quý quyết quỳnh quẹo quê quận quảng quới quạu qui quít
    nghị nghĩa nghiêng ngoài nguyên nguyệt ngoằn ngoèo ngành người
    ghe ghế ghi gõ gương ghiền
    kỹ kỳ kẹo kênh kiểm cá cột cướp của
    y ý ỷ yên yêu yếu yết lý mỹ sỹ tỷ hy vỹ thy
    khuya khuỷu khuynh khuếch huơ huýt tuýp xoong goòng moóc xoáy ngoáo
    ỉa ừ ờ ôi uống ước ứng ừm
    nhóa nghen hông hổng mần chừng lẹ xài giùm
    buýt phuy voan pin pa păng
"""


@pytest.mark.parametrize("word", TITLE.split() + OTHERS.split())
def test_real_syllables(word: str) -> None:
    assert unicodedata.is_normalized("NFC", word)
    assert is_syllable(word)


@pytest.mark.parametrize(
    ("one", "other"), [("hóa", "hoá"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("ủy", "uỷ"), ("tòa", "toà"), ("quỹ", "qũy")]
)
def test_both_tone_placements(one: str, other: str) -> None:
    assert is_syllable(one)
    assert is_syllable(other)


@pytest.mark.parametrize("word", ["hoàn", "toán", "thuyền", "khoét", "huỷnh", "quả", "già", "tài", "mía", "mùa"])
def test_the_one_tone_placement(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hòan", "tóan", "thuỳên", "qủa", "gìa", "taì", "miá", "muà", "tiêú"])
def test_misplaced_tones(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("stem", ["bac", "sach", "tiêp", "xuât", "quyêt"])
def test_stops_take_two_tones_only(stem: str) -> None:
    vowel = max(stem.find(letter) for letter in "aêâ")
    toned = {
        tone: unicodedata.normalize("NFC", stem[: vowel + 1] + tone + stem[vowel + 1 :])
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    }
    assert {tone for tone, word in toned.items() if is_syllable(word)} == {"\u0301", "\u0323"}


@pytest.mark.parametrize(
    "word", ["kà", "cế", "cỹ", "gế", "ngị", "nghà", "ghọi", "qán", "iêu", "giiết", "nghoài", "muyên"]
)
def test_onsets_are_spelled_by_the_vowel(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["", "ubnd", "ko", "đc", "dc", "k", "j", "ntn", "cchc", "gpmb", "zô", "wá", "logistics", "5g", "fdi", "bắcninh"],
)
def test_abbreviations_and_chat_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
    assert not is_folded_syllable(word)


@pytest.mark.parametrize(
    "word", ["duoc", "cac", "nghiep", "giai", "phong", "quyet", "dat", "uy", "y", "nuoc", "khuyen"]
)
def test_folded_syllables(word: str) -> None:
    assert is_folded_syllable(word)


def test_folding_drops_what_the_accented_form_needs() -> None:
    assert is_folded_syllable("cac")
    assert not is_syllable("cac")
    assert not is_folded_syllable("các")
    assert not is_folded_syllable("đat")


def test_upper_case_and_decomposed_letters_are_the_callers_to_normalise() -> None:
    assert not is_syllable("Tỉnh")
    assert not is_syllable(unicodedata.normalize("NFD", "tỉnh"))
