"""Letters of documents as they come: legacy fonts, decomposed and invisible characters, slips of OCR.

viparse knows the encodings of before Unicode (TCVN3, VNI, VPS, VISCII); the rest is a table of what scanners confuse.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.letters import nfc

_LEGACY_FONT = re.compile(r"^(?:[A-Z]{6}\+)?(?:(?P<tcvn3>\.?Vn[A-Z])|(?P<vni>VNI[- ]))")
_MARKDOWN_BULLET = re.compile(r"^\s*\*\s+(?=(?P<own>\**(?:[a-zđ]\)|\d{1,2}[.)]|[-+])\**\s)?)")
_SPACES = re.compile(r"[^\S\n]+")
_MARKUP = re.compile(r"^\s*[._]{1,3}\s+(?=[-–+]\s)|\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|`")
# What scanners make of the marks before a paragraph: "©)" is "c)", "l." is "1.", "ä)" is "đ)".
_SLIPS = (
    (re.compile(r"^\s*[©€¢]\s*\)"), "c)"),
    (re.compile(r"^\s*[äăâåàáđ]\s*\)"), "đ)"),
    (re.compile(r"^\s*[I|]\s*\)(?=\s)"), "1)"),
    (re.compile(r"^(\s*[a-zđ]\))\s*\d\s+(?=(?:Giao|Đề nghị|Yêu cầu)\s)"), r"\1 "),  # a speck read as a figure
    (re.compile(r"^\s*l\.\s*(?=[A-ZĐÂÊÔƯƠ])"), "1. "),
    (re.compile(r"^\s*[—–−~■▪●◦§]\s*(?=\w)"), "- "),
    (re.compile(r"^\s*[¢•·]\s*(?=\w)"), "• "),
)
_WORD_SLIPS = (
    (re.compile(r"\bdé\b"), "để"),
    (re.compile(r"\bDé\b"), "Để"),
    (re.compile(r"\b[Uu]y ban nhân dân\b"), "Ủy ban nhân dân"),
    (re.compile(r"\bS[6éớờ] (?=[A-ZĐ])"), "Sở "),
    (
        re.compile(
            r"\bB[6ô] (?=(?:Nội|Tài|Công|Y|Tư|Giáo|Văn|Khoa"
            r"|Xây|Quốc)\b)"
        ),
        "Bộ ",
    ),
    (re.compile(r"\bdugc\b"), "được"),
    (re.compile(r"\b([Pp])hối (?:họp|hop|hơp)\b"), r"\1hối hợp"),
    (re.compile(r"\bchu trì\b"), "chủ trì"),
    (re.compile(r"\b(?:[đd]on vị|đơn vi)\b"), "đơn vị"),
)


def legacy_encoding(font: str | None) -> str | None:
    """The encoding that a font's name stands for: `".VnTime" → "tcvn3"`, `"VNI-Times" → "vni"`."""
    match = _LEGACY_FONT.match(font or "")
    return match.lastgroup if match else None


def from_legacy(text: str, encoding: str) -> str:
    """Text of a legacy font as Unicode: `("§¬n vÞ", "tcvn3") → "Đơn vị"`."""
    import viparse  # 0.3 s that few documents need

    return str(viparse.fix(text, encoding=encoding))


def repaired(texts: list[str]) -> tuple[list[str], str | None]:
    """The texts of a document without font names, converted if they are in a legacy encoding, and which it was."""
    sample = "\n".join(texts)[:20_000]
    if not _seems_legacy(sample):
        return texts, None
    import viparse

    encoding = viparse.detect_text_encoding(sample)
    if encoding is None:
        return texts, None
    return [from_legacy(text, encoding) for text in texts], encoding


def _seems_legacy(sample: str) -> bool:
    """Whether a text has the letters of Latin-1 but hardly any that only Vietnamese has."""
    odd = sum("\x80" <= letter <= "ÿ" for letter in sample)
    own = sum(letter in "ăđơưĂĐƠƯ" or "ạ" <= letter <= "ỹ" or "Ạ" <= letter <= "Ỹ" for letter in nfc(sample))
    return odd > 20 and own * 20 < odd


def tidy(text: str) -> str:
    """One line of composed text with single spaces, as paragraphs and cells have it."""
    return _SPACES.sub(" ", nfc(text).replace("\ufffc", "").replace("\t", " ")).strip()


def without_markup(text: str) -> str:
    """Text without the emphasis of Markdown: `"**a)** Sở *Nội vụ*" → "a) Sở Nội vụ"`.

    Its bullet becomes the one that documents use, unless a mark of their own follows: `"* Rà soát" → "- Rà soát"`.
    """
    return _MARKUP.sub("", _MARKDOWN_BULLET.sub(lambda match: "" if match["own"] else "- ", text))


@lru_cache(maxsize=4096)
def without_slips(text: str) -> str:
    """A paragraph with what scanners are known to confuse put right: `"©) S6 Nội vụ" → "c) Sở Nội vụ"`."""
    for pattern, right in (*_SLIPS, *_WORD_SLIPS):
        text = pattern.sub(right, text)
    return text
