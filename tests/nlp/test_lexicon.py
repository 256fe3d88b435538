"""The lexicon: the shipped files are right, and each way of breaking one is told with file and line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from nlp import lexicon
from nlp.lexicon.check import check_lexicon, thesaurus_size
from nlp.words import split

RIGHT = {
    "abbreviations.csv": "viết tắt,đầy đủ\nGPMB,giải phóng mặt bằng\nBCH,Ban Chấp hành; Bộ Chỉ huy\n",
    "slang.csv": "gõ,nghĩa\nko,không\n",
    "fillers.csv": "từ,loại\ncủa,hư từ\n",
    "asks.csv": "hỏi,cách nói\nkhi nào,bao giờ\n",
    "outside.csv": "loại,cách nói\nthời tiết,trời mưa\n",
    "provinces.csv": "tỉnh,tên gọi khác,nay thuộc\nCà Mau,Camau,\n",
    "places.csv": "nơi,tên gọi khác\nCôn Đảo,\n",
    "works.csv": "công trình,loại\nsân bay,có nơi\n",
    "topics/land.csv": "nói,viết\ngiải tỏa; đền bù,giải phóng mặt bằng\n",
    "topics/roads.csv": "nói,viết\nđường làng,giao thông nông thôn\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small lexicon that is right."""
    (tmp_path / "topics").mkdir()
    for name, text in RIGHT.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_shipped_lexicon_has_no_problem() -> None:
    assert [str(problem) for problem in check_lexicon()] == []


def test_the_thesaurus_knows_many_ways_of_saying_things() -> None:
    assert thesaurus_size() >= 1500


def test_a_small_lexicon_that_is_right_has_no_problem(folder: Path) -> None:
    assert check_lexicon(folder) == []
    assert thesaurus_size(folder) == 3


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("slang.csv", "dc,được,không", "có 3 ô, cần 2"),
        ("abbreviations.csv", "UBND", "có 1 ô, cần 2"),
        ("provinces.csv", "Bạc Liêu,", "có 2 ô, cần 3"),
        ("topics/roads.csv", "lộ, đường,giao thông", "có 3 ô, cần 2"),
        ("fillers.csv", "thì,", "ô trống"),
        ("asks.csv", ",bao giờ", "ô trống"),
        ("slang.csv", "ko,khong", "“ko” đã có ở slang.csv dòng 2"),
        ("slang.csv", "KO,không", "“KO” đã có ở slang.csv dòng 2"),
        ("abbreviations.csv", "gpmb,giải phóng mặt bằng", "“gpmb” đã có ở abbreviations.csv dòng 2"),
        ("outside.csv", "giải trí,trời mưa", "“trời mưa” đã có ở outside.csv dòng 2"),
        ("topics/roads.csv", "đền bù,bồi thường", "“đền bù” đã có ở land.csv dòng 2"),
        ("topics/roads.csv", "cầu khỉ; Cầu Khỉ,cầu nông thôn", "“Cầu Khỉ” đã có ở roads.csv dòng 3"),
        ("topics/roads.csv", "lộ; cầu nông thôn,Cầu nông thôn", "“cầu nông thôn” có ở cả hai ô"),
        ("slang.csv", unicodedata.normalize("NFD", "hổng,không"), "NFD"),
        ("topics/roads.csv", unicodedata.normalize("NFD", "lộ,đường bộ"), "NFD"),
    ],
)
def test_a_broken_row_is_told_with_file_and_line(folder: Path, file: str, row: str, said: str) -> None:
    before = (folder / file).read_text("utf-8")
    (folder / file).write_text(before + row + "\n", "utf-8")
    [problem] = check_lexicon(folder)
    assert (problem.file, problem.row) == (Path(file).name, before.count("\n") + 1)
    assert said in problem.what
    assert problem.advice


def test_the_same_letters_with_other_diacritics_are_another_phrase(folder: Path) -> None:
    (folder / "slang.csv").write_text("gõ,nghĩa\nhông,không\nhồng,hồng\n", "utf-8")
    assert check_lexicon(folder) == []


@pytest.mark.parametrize(
    ("short", "written_out"),
    [
        ("GPMB", "giải phóng mặt bằng"),
        ("gpmb", "giải phóng mặt bằng"),
        ("ko", "không"),
        ("đc", "được"),
        ("ntn", "như thế nào"),
        ("bao h", "bao giờ"),
        ("zậy", "vậy"),
    ],
)
def test_short_forms_are_written_out(short: str, written_out: str) -> None:
    assert " ".join(word.text for word in lexicon.load().short_forms.expand(split(short))) == written_out


@pytest.mark.parametrize("text", ["TTCP", "công chức", "OCOP", "Sở Y tế", "30/6/2024"])
def test_what_is_no_short_form_or_has_two_meanings_stays(text: str) -> None:
    assert [word.text for word in lexicon.load().short_forms.expand(split(text))] == [word.text for word in split(text)]


def test_what_was_written_out_stands_where_the_short_form_stood() -> None:
    words = lexicon.load().short_forms.expand(split("lo GPMB nha"))
    assert {(word.start, word.end) for word in words[1:5]} == {(3, 7)}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("đền bù", "bồi thường"),
        ("con nít", "trẻ em"),
        ("đường làng", "giao thông nông thôn"),
    ],
)
def test_everyday_words_lead_to_those_of_the_administration(said: str, written: str) -> None:
    found = lexicon.load().thesaurus.find(split(said))
    assert any(written in phrase for match in found for phrase in match.value.written)
