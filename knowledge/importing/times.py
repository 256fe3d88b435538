"""Deadlines of a document's paragraphs, labels and cells, with what each binds."""

from __future__ import annotations

import re

from knowledge.importing.found import FoundDeadline
from nlp.deadlines import find_deadlines, read_deadline
from nlp.letters import fold, nfc
from nlp.when import When

_BARE_YEARS = re.compile(r"(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?\.?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NOTHING = re.compile(r"[\s\-–/.…]*|(?:không|nt|như trên|như mục \d+)\.?", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[;.:]\s+|(?:,|\bvà)\s+(?=[^,;.]*$)")
_ADJOINED = re.compile(r"\s*(?:,|và|hoặc)\s+(?:đột xuất)[^.;,]{0,40}(?<=\w)", re.IGNORECASE)
_LONGEST_WHAT = 90
_HORIZON = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|năm học)\s+(?:19|20)\d{2}\s*(?:-|–|đến)\s*(?:năm\s+)?(?:19|20)?\d{2,4}"
    r"|(?:định hướng|tầm nhìn) đến (?:năm )?20\d{2}|đến năm 20\d{2}",
    re.IGNORECASE,
)


def deadlines_in_text(text: str, year: int) -> tuple[FoundDeadline, ...]:
    """The deadlines that a paragraph sets: "hoàn thành tuyển dụng chậm nhất tháng 7/2024" → 31/07/2024."""
    composed = nfc(text)
    found = find_deadlines(composed, year)
    many = len(found) > 1
    deadlines = []
    for start, _, when in found:
        what = _what(composed, start) if many else ""
        deadlines.append(FoundDeadline(what, when.words.strip(), when))
    return tuple(dict.fromkeys(deadlines))


def deadlines_in_cell(text: str, year: int) -> tuple[FoundDeadline, ...]:
    """The deadlines of a cell or label that holds nothing else; what no calendar has keeps its words.

    `"Quý IV/2025 - Quý II/2026" → 30/06/2026`, `"Theo kế hoạch của tỉnh" → these words, no date`.
    """
    text = " ".join(nfc(text).split()).strip(" .")
    if _NOTHING.fullmatch(text):
        return ()
    if _BARE_YEARS.fullmatch(text):
        when = read_deadline(f"năm {text}", year)
        return (FoundDeadline("", text, when),)
    found = _one_by_one(text, year) or deadlines_in_text(text, year)
    if found:
        return found
    return (FoundDeadline("", text, read_deadline(text, year)),)


def _one_by_one(text: str, year: int) -> tuple[FoundDeadline, ...]:
    """The deadlines of a cell that lists only times, or of two columns: `"20/01; Tháng 7"`, `"15/6 và 15/12"`."""
    for between in (";", r";|,|\s(?:và|&)\s"):
        times: list[tuple[str, When]] = []
        for part in reversed([part.strip() for part in re.split(between, text) if part.strip()]):
            when = read_deadline(part, year)
            if when is None or when.due_on is None or when.recurrence:
                break
            after = times[-1][1].due_on if times else None
            if after and after.year != year and not _YEAR.search(part):  # "15/6 và 15/12/2026": one year for both
                when = read_deadline(part, after.year if when.due_on.replace(year=after.year) < after else year) or when
            times.append((part, when))
        else:
            if len(times) > 1:
                return tuple(dict.fromkeys(FoundDeadline("", part, when) for part, when in reversed(times)))
    return ()


def horizons(text: str) -> tuple[str, ...]:
    """The periods that a text names and that are no deadline: "giai đoạn 2022 - 2025"."""
    return tuple(dict.fromkeys(match[0] for match in _HORIZON.finditer(nfc(text))))


def year_in(text: str) -> int | None:
    """The one year that a title or a table's head names: `"Thời gian thực hiện (năm 2025)" → 2025`."""
    years = {
        int(year) for year in re.findall(r"(?<!den )(?<!giai doan )\bnam (20\d{2})(?!\d|\s*[-–])", fold(nfc(text)))
    }
    return years.pop() if len(years) == 1 else None


def _what(text: str, start: int) -> str:
    """The words of the clause before a deadline, which it binds."""
    before = text[:start].rstrip(" ,(:")
    cut = max((match.end() for match in re.finditer(r"[;.:]\s+", before)), default=0)
    clause = before[cut:]
    if len(clause) > _LONGEST_WHAT and ", " in clause:
        clause = clause[clause.rindex(", ") + 2 :] if len(clause[clause.rindex(", ") + 2 :]) > 12 else clause
    if len(clause) > _LONGEST_WHAT:
        clause = " ".join(clause[-_LONGEST_WHAT:].split(" ")[1:])
    return clause.strip(" ,;:-–+").replace(":", " ").replace(";", ",")
