"""Names: agencies named in full, by code, in everyday words, cut short or with a slip; and what only looks like one."""

from __future__ import annotations

import pytest

from nlp.names import Mention, Name, NameBook, Strength, initials
from nlp.words import Word, split

HEALTH, MINISTRY = "Sở Y tế", "Bộ Y tế"
HOME, PLANNING = "Sở Nội vụ", "Sở Kế hoạch và Đầu tư"
FARMING, LABOUR = "Sở Nông nghiệp và Phát triển nông thôn", "Sở Lao động - Thương binh và Xã hội"
NATURE, CULTURE = "Sở Tài nguyên và Môi trường", "Sở Văn hóa, Thể thao và Du lịch"
ARMY, BORDER = "Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"
UNION, POLICE = "Công đoàn", "Công an tỉnh"

OFFICIAL = [
    HEALTH, MINISTRY, HOME, PLANNING, FARMING, LABOUR, NATURE, CULTURE, ARMY, BORDER, UNION, POLICE,
]  # fmt: skip
BOOK = NameBook(
    [
        *(Name(agency, agency, Strength.OFFICIAL) for agency in OFFICIAL),
        Name(HEALTH, "SYT", Strength.CODE),
        Name(HOME, "SNV", Strength.CODE),
        Name(HEALTH, "bên y tế", Strength.EVERYDAY),
        Name(POLICE, "công an", Strength.EVERYDAY),
        Name(ARMY, "bộ chỉ huy", Strength.EVERYDAY),
        Name(BORDER, "bộ chỉ huy", Strength.EVERYDAY),
        Name(HEALTH, "y tế", Strength.HINT),
    ]
)

# The agency, then every way of naming it.
IN_WORDS = [
    (HEALTH, ["Sở Y tế", "SỞ Y TẾ", "so y te", "sở y tê", "sơ y tế", "bên y tế"]),
    (MINISTRY, ["Bộ Y tế", "bo y te"]),
    (POLICE, ["Công an tỉnh", "cong an tinh", "công an"]),
    (ARMY, ["bộ chỉ huy quân sự tỉnh", "bo chi huy quan su tinh"]),
    (LABOUR, ["sở lao động", "so lao dong", "Sở Thương binh", "sở xã hội"]),
    (FARMING, ["sở nông nghiệp", "so nong nghiep", "sở phát triển nông thôn", "sở nông nghiệp phát triển nông thôn"]),
    (NATURE, ["sở tài nguyên", "sở môi trường", "so tai nguyen moi truong"]),
    (CULTURE, ["sở văn hóa", "sở văn hoá", "sở du lịch", "Sở Văn hoá, Thể thao và Du lịch"]),
    (PLANNING, ["sở kế hoạch", "sở kế hoạch đầu tư", "sở kế hạch và đầu tư", "so ke hoach va daau tu"]),
    (FARMING, ["sở nông nghiệp và phát triển nông thông", "sở nông ngiệp và phát triển nông thôn"]),
    (UNION, ["công đoàn", "công đàon"]),
]
IN_LETTERS = [
    (HEALTH, ["SYT", "syt", "so yt"]),
    (HOME, ["SNV", "snv", "so nv"]),
    (FARMING, ["so nn ptnt", "Sở NN&PTNT", "snnptnt", "NNPTNT", "so nn&ptnt"]),
    (LABOUR, ["SLĐ-TB&XH", "LĐTBXH", "sở lđtbxh", "so ld tb xh"]),
    (PLANNING, ["SKHĐT", "KH&ĐT", "so kh dt", "sở khđt"]),
    (NATURE, ["STNMT", "tnmt", "Sở TN&MT"]),
    (CULTURE, ["SVHTTDL", "so vh tt dl", "VHTT&DL"]),
]
NO_AGENCY = [
    "số lao động bị cắt giảm", "chuyển đổi số nông nghiệp", "kế hoạch đầu tư", "công dân", "sở nội dung", "nv", "yt",
    "lao động", "cơ sở nông nghiệp", "trụ sở văn hóa", "đồng bộ y học", "bộ phận", "",
]  # fmt: skip
ONLY_A_HINT = ["y tế", "cán bộ y tế", "can bo y te", "cơ sở y tế", "chuyển đổi số y tế", "số y tế"]


def told(mentions: list[Mention], words: list[Word]) -> list[tuple[tuple[str, ...], str]]:
    return [(m.agencies, " ".join(word.text for word in words[m.start : m.end])) for m in mentions]


@pytest.mark.parametrize(("agency", "name"), [(agency, name) for agency, names in IN_WORDS for name in names])
def test_an_agency_is_known_by_its_words(agency: str, name: str) -> None:
    words = split(f"cho hỏi {name} làm gì")
    assert told(BOOK.find(words), words) == [((agency,), name.replace(",", ""))]


@pytest.mark.parametrize(("agency", "code"), [(agency, code) for agency, codes in IN_LETTERS for code in codes])
def test_an_agency_is_known_by_its_letters_in_one_piece_or_several(agency: str, code: str) -> None:
    words = split(f"hỏi {code} làm gì")
    assert told(BOOK.codes(words), words) == [((agency,), code)]


@pytest.mark.parametrize("text", NO_AGENCY)
def test_what_only_looks_like_an_agency_names_none(text: str) -> None:
    words = split(text)
    assert told([*BOOK.find(words), *BOOK.codes(words)], words) == []


@pytest.mark.parametrize("text", ONLY_A_HINT)
def test_a_bare_subject_is_no_more_than_a_hint(text: str) -> None:
    [mention] = BOOK.find(split(text))
    assert (mention.agencies, mention.strength) == ((HEALTH,), Strength.HINT)


def test_a_name_that_two_agencies_bear_names_both() -> None:
    [mention] = BOOK.find(split("bộ chỉ huy phải làm gì"))
    assert mention.agencies == (ARMY, BORDER)


def test_the_longest_name_wins() -> None:
    words = split("Bộ Chỉ huy Bộ đội Biên phòng tỉnh phải làm gì")
    assert told(BOOK.find(words), words) == [((BORDER,), "Bộ Chỉ huy Bộ đội Biên phòng tỉnh")]


def test_every_agency_of_a_sentence_is_found_in_order() -> None:
    words = split("Sở Nội vụ phối hợp với sở y tế và công an việc gì")
    assert [agencies for agencies, _ in told(BOOK.find(words), words)] == [(HOME,), (HEALTH,), (POLICE,)]


def test_two_codes_of_a_sentence_are_two_agencies() -> None:
    words = split("snv và syt")
    assert told(BOOK.codes(words), words) == [((HOME,), "snv"), ((HEALTH,), "syt")]


def test_a_code_that_is_given_goes_before_one_that_could_be_formed() -> None:
    book = NameBook(
        [
            Name("Sở Xây dựng", "Sở Xây dựng", Strength.OFFICIAL),
            Name("Sở Xăng dầu", "Sở Xăng dầu", Strength.OFFICIAL),
            Name("Sở Xây dựng", "SXD", Strength.CODE),
        ]
    )
    [mention] = book.codes(split("SXD"))
    assert mention.agencies == ("Sở Xây dựng",)


def test_short_forms_within_names_are_known_written_out() -> None:
    def expand(words: list[Word]) -> list[Word]:
        return [part for word in words for part in split("Ủy ban nhân dân" if word.text == "UBND" else word.text)]

    book = NameBook([Name("Văn phòng", "VP UBND tỉnh", Strength.EVERYDAY)], expand)
    assert [m.agencies for m in book.find(split("vp ủy ban nhân dân tỉnh"))] == [("Văn phòng",)]
    assert [m.agencies for m in book.find(split("VP UBND tỉnh"))] == [("Văn phòng",)]


def test_an_empty_book_finds_nothing() -> None:
    assert NameBook([]).find(split("Sở Y tế")) == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [(NATURE, "stnmt"), (LABOUR, "sldtbxh"), (POLICE, "ca"), ("Uỷ ban nhân dân các huyện", "ubndh")],
)
def test_initials_leave_out_the_silent_words(name: str, letters: str) -> None:
    assert initials(name) == letters
