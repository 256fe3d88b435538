"""Rewrites: a question typed in other ways that mean the same, by rule, to see what survives them."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from nlp import lexicon
from nlp.letters import fold, nfc

_SEED = 20240119
_CHAT = {"không": "ko", "được": "dc", "gì": "j", "vậy": "z", "với": "vs", "bao nhiêu": "bn", "trước": "trc", "rồi": "r"}
_TONE_KEYS = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_MARK_KEYS = {"\u0302": None, "\u0306": "w", "\u031b": "w"}  # a hat doubles its letter
_WORD = re.compile(r"\w+")
_NEIGHBOURS = {"a": "s", "n": "m", "g": "h", "h": "j", "i": "o", "o": "p", "t": "r", "c": "x", "u": "y", "e": "r"}


def _unended(text: str) -> str:
    return text.rstrip(" ?.!")


def no_diacritics(text: str) -> str:
    """`"tuyển dụng" → "tuyen dung"`."""
    return fold(nfc(text))


def telex(text: str) -> str:
    """Raw Telex keys: `"tuyển dụng" → "tuyeenr dungj"`."""
    return _WORD.sub(lambda word: _keys(word[0]), nfc(text))


def typo(text: str) -> str:
    """One letter of the longest word struck beside the right key: `"tuyển dụng" → "tuyểm dụng"`."""
    words = nfc(text).split()
    at = max(range(len(words)), key=lambda i: len(words[i]), default=0)
    places = [i for i, letter in enumerate(words[at]) if letter in _NEIGHBOURS and i] if words else []
    if not places:
        return text
    place = random.Random(_SEED + len(text)).choice(places)
    words[at] = words[at][:place] + _NEIGHBOURS[words[at][place]] + words[at][place + 1 :]
    return " ".join(words)


def capitals(text: str) -> str:
    """`"tuyển dụng" → "TUYỂN DỤNG"`."""
    return text.upper()


def chat(text: str) -> str:
    """Chat slang: `"có được không" → "có dc ko"`."""
    for standard, typed in _CHAT.items():
        text = text.replace(f" {standard}", f" {typed}")
    return text


def polite(text: str) -> str:
    """With courtesies before and after."""
    return f"Dạ anh chị cho em hỏi {text} ạ, em cảm ơn"


def decomposed(text: str) -> str:
    """The same letters as NFD, as some phones send them."""
    return unicodedata.normalize("NFD", text)


def abbreviated(text: str) -> str:
    """With the administration's abbreviations: `"giải phóng mặt bằng" → "GPMB"`."""
    for _, (short, full, *_) in lexicon.rows(lexicon.FOLDER / "abbreviations.csv"):
        if ";" not in full and len(short) > 2:
            text = text.replace(full, short)
    return text


def at_home(text: str) -> str:
    """With the province that all of it is about."""
    return f"{_unended(text)} ở tỉnh Cà Mau"


def by_programme(text: str) -> str:
    """With the programme's number before it."""
    return f"Theo Chương trình số 01/CTr-UBND, {text}"


def by_order(text: str) -> str:
    """With who gave the orders."""
    return f"{_unended(text)} theo phân công của UBND tỉnh"


def of_the_year(text: str) -> str:
    """With the programme's year."""
    return f"{_unended(text)} trong năm 2024"


FRAMES: dict[str, Callable[[str], str]] = {
    "at home": at_home, "by programme": by_programme, "by order": by_order, "of the year": of_the_year,
}  # fmt: skip
REWRITES: dict[str, Callable[[str], str]] = {
    "no diacritics": no_diacritics,
    "telex": telex,
    "one typo": typo,
    "capitals": capitals,
    "chat": chat,
    "polite": polite,
    **FRAMES,
    "decomposed": decomposed,
    "abbreviated": abbreviated,
}


def _keys(word: str) -> str:
    typed, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONE_KEYS:
            tone = _TONE_KEYS[char]
        elif char in _MARK_KEYS:
            typed += _MARK_KEYS[char] or typed[-1]
        else:
            typed += {"đ": "dd", "Đ": "DD"}.get(char, char)
    return typed + tone
