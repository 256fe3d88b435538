"""Checking the lexicon: every row readable, no phrase twice, nothing that contradicts itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from nlp.lexicon import FOLDER, GAP, cell_phrases, rows, topic_files
from nlp.problems import Problem, reason
from nlp.question import Asks
from nlp.words import phrase_exact

_COLUMNS = {
    "abbreviations": 2, "slang": 2, "fillers": 2, "asks": 2, "outside": 2, "provinces": 3, "places": 2, "works": 2,
}  # fmt: skip
_PHRASE_COLUMN = {"abbreviations": 0, "slang": 0, "fillers": 0, "outside": 1, "works": 0}


def check_lexicon(folder: Path = FOLDER) -> list[Problem]:
    """All that is wrong in the lexicon's files, one problem a place."""
    problems = list(_unreadable(folder))
    if problems:
        return problems
    for name, columns in _COLUMNS.items():
        path = folder / f"{name}.csv"
        problems += _cells(path, columns)
        if name in _PHRASE_COLUMN:
            problems += _repeated(((path, line, row[_PHRASE_COLUMN[name]]) for line, row in _full_rows(path, columns)))
    problems += _unknown_asks(folder / "asks.csv")
    for path in topic_files(folder):
        problems += [*_cells(path, 2), *_echoes(path)]
    problems += _repeated(
        (path, line, phrase)
        for path in topic_files(folder) for line, row in _full_rows(path, 2) for phrase in cell_phrases(row[0])
    )  # fmt: skip
    return problems


def _unreadable(folder: Path) -> Iterator[Problem]:
    for path in (*(folder / f"{name}.csv" for name in _COLUMNS), *topic_files(folder)):
        try:
            path.read_bytes().decode("utf-8")
        except OSError as error:
            yield Problem(path.name, None, None, f"không đọc được tệp: {reason(error)}", "kiểm tra tệp và quyền đọc")
        except UnicodeDecodeError:
            yield Problem(path.name, None, None, "tệp không phải bảng mã UTF-8", "lưu lại thành “CSV UTF-8”")


def _unknown_asks(path: Path) -> Iterator[Problem]:
    known = {asks.value for asks in Asks}
    for line, row in _full_rows(path, _COLUMNS["asks"]):
        if row[0] and row[0] not in known:
            advice = f"dùng một trong: {', '.join(sorted(known))}"
            yield Problem(path.name, line, "hỏi", f"không có loại “{row[0]}”", advice)


def thesaurus_size(folder: Path = FOLDER) -> int:
    """How many ways of saying something the thesaurus knows."""
    return sum(len(cell_phrases(row[0])) for path in topic_files(folder) for _, row in _full_rows(path, 2))


def _full_rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    return ((line, row) for line, row in rows(path) if len(row) == columns)


def _cells(path: Path, columns: int) -> Iterator[Problem]:
    """Rows with too many or too few cells, empty ones, and letters that are not composed."""
    needed = min(columns, 2)
    for line, row in rows(path):
        if len(row) != columns:
            yield Problem(path.name, line, None, f"có {len(row)} ô, cần {columns}", "đặt ô có dấu phẩy trong ngoặc kép")
        elif not all(row[:needed]) and path.stem not in ("provinces", "places"):
            yield Problem(path.name, line, None, "có ô trống", "điền hoặc xóa dòng")
        if any(not unicodedata.is_normalized("NFC", cell) for cell in row):
            yield Problem(path.name, line, None, "chữ tổ hợp (NFD)", "gõ lại bằng Unicode dựng sẵn")


def _echoes(path: Path) -> Iterator[Problem]:
    """Phrases that a row explains by themselves."""
    for line, (said, written) in _full_rows(path, 2):
        both = {phrase_exact(p) for p in cell_phrases(said)} & {phrase_exact(p) for p in cell_phrases(written)}
        for phrase in both:
            yield Problem(path.name, line, "nói", f"“{' '.join(phrase)}” có ở cả hai ô", "bỏ khỏi một ô")


def _repeated(places: Iterator[tuple[Path, int, str]]) -> Iterator[Problem]:
    first: dict[tuple[tuple[str, ...], ...], tuple[str, int]] = {}
    for path, line, phrase in places:
        key = tuple(phrase_exact(part) for part in phrase.split(GAP))
        if key in first:
            file, earlier = first[key]
            yield Problem(
                path.name, line, None, f"“{phrase}” đã có ở {file} dòng {earlier}", "gộp hai dòng hoặc bỏ bớt"
            )
        else:
            first[key] = (path.name, line)
