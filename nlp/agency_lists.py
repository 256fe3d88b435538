"""Lists of agencies as documents write them, read without knowing which agencies there are.

"Sở Tài chính, Sở Nội vụ và các cơ quan có liên quan" is three; "các sở, ban, ngành tỉnh" is one collective; in running
text the list ends before the words that say what the agencies do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.agency_heads import JOINTS, Kind, agency_start
from nlp.agency_segments import Segment, ends_whole_name, next_segment
from nlp.agency_words import Token, tokens_of

_DASH = re.compile(r"(?:^|\s)[-+]\s(?=[A-ZĐÂÊÔƯƠĂÁÀẢÃẠ])")
_FARTHEST, _FARTHEST_WHOLE = 1_200, 6_000  # characters of a list, so that reading a paragraph takes linear time


@dataclass(frozen=True, slots=True)
class AgencyList:
    """The names as printed, where the list ends in the text, and how sure its first name is an agency's."""

    names: tuple[str, ...]
    end: int
    kind: Kind
    quantified: bool
    complete: bool = False  # nothing more can belong to the last name


def split_agencies(text: str) -> tuple[str, ...]:
    """The agencies of a text that is nothing but a list of them, such as a table's cell.

    `"Sở Y tế, các Sở: Tài chính, Nội vụ; UBND các huyện, thị xã" → Sở Y tế · Sở Tài chính · Sở Nội vụ · UBND các
    huyện, thị xã`.
    """
    names: list[str] = []
    for part in _parts(_joined_lines(text)):
        at = 0
        while at < len(part):
            found = _read(part, at, whole=True)
            if found is None:
                break
            names += [name for name in found.names if name.casefold() not in {n.casefold() for n in names}]
            at = max(found.end, at + 1)
    return tuple(names)


def read_agencies(text: str, start: int = 0, *, firm: bool = False) -> AgencyList | None:
    """The list of agencies that begins at an offset of running text, or None.

    `firm`: what stands before says that an agency follows, so that a bare common noun is one: "yêu cầu đơn vị …".

    `"Sở Tài chính, các đơn vị liên quan rà soát …" → (Sở Tài chính, các đơn vị liên quan), end before "rà soát"`.
    """
    return _read(text, start, whole=False, firm=firm)


def _parts(text: str) -> Iterator[str]:
    """The parts of a cell that bullets part; a dash between two words of one name is none: "Lao động - Thương binh"."""
    for line in re.split(r"[;\n•]", text):
        start = 0
        for dash in _DASH.finditer(line):
            if not line[: dash.start()].strip() or agency_start(tokens_of(line, dash.end()), 0) is not None:
                yield line[start : dash.start()]
                start = dash.end()
        yield line[start:]


def distinct_names(names: Iterable[str], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Names in their order, each once whatever its capitals, without those known already: `(A, B, a), (B) → (A)`."""
    seen = {name.casefold() for name in known}
    kept = []
    for name in names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            kept.append(name)
    return tuple(kept)


def _joined_lines(text: str) -> str:
    """Lines of a cell, of which one goes on in the next unless an agency begins there."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        starts = agency_start(tokens_of(line), 0) is not None and line[:1].isupper()
        joined += ("\n" if starts and joined and joined[-1] not in ",-" else " ") + line
    return joined.strip()


def _read(text: str, start: int, *, whole: bool, firm: bool = False) -> AgencyList | None:
    tokens = tokens_of(text, start, min(len(text), start + (_FARTHEST_WHOLE if whole else _FARTHEST)))
    segments: list[tuple[str, Segment]] = []
    at, joint = 0, ""
    while at < len(tokens):
        before = segments[-1][1] if segments else None
        segment = next_segment(tokens, at, whole=whole, firm=firm or whole, before=before, joint=joint)
        if segment is None:
            break
        segments.append((joint, segment))
        joint, at = _joint(tokens, segment.end)
        if not joint and not (at < len(tokens) and ends_whole_name(tokens, segment) and agency_start(tokens, at)):
            break
    if not segments:
        return None
    last = segments[-1][1]
    first = segments[0][1]
    names = _names(text, tokens, segments)
    end = tokens[last.end - 1].end
    return AgencyList(names, end, first.kind, first.quantified, last.complete) if names else None


def _joint(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The comma, "và" … after a name, and where the next begins."""
    joint = ""
    while at < len(tokens) and tokens[at].exact in JOINTS and len(joint) < 6:
        joint += tokens[at].exact
        at += 1
    return joint, at


def _names(text: str, tokens: Sequence[Token], segments: Sequence[tuple[str, Segment]]) -> tuple[str, ...]:
    names: list[str] = []
    kinds: list[Kind] = []
    first, before = 0, segments[0][1]
    for joint, segment in segments:
        piece = text[tokens[segment.start].start : tokens[segment.end - 1].end]
        merged = segment.joins or (
            bool(kinds)
            and kinds[-1] is Kind.COMMON is segment.kind
            and not _whole_collectives(before, segment)
            and (joint in (",", "/") or (joint in ("và", ",và") and not _apart(tokens, before, segment)))
        )
        if merged and names:
            names[-1] = _tidy(text[first : tokens[segment.end - 1].end])
            before = segment
            continue
        first = tokens[segment.start].start
        names.append(_tidy(f"{segment.shared} {piece}" if segment.bare else piece))
        kinds.append(segment.kind)
        before = segment
    return tuple(name for name in dict.fromkeys(names) if name)


def _whole_collectives(before: Segment, segment: Segment) -> bool:
    """Whether a comma stands between two collectives told in full: "các hội nghề nghiệp, các tổ chức xã hội"."""
    return all(each.quantified and each.end - each.start > 3 for each in (before, segment))


def _apart(tokens: Sequence[Token], before: Segment, segment: Segment) -> bool:
    """Whether "và" joins two collectives: "các sở, ban, ngành tỉnh và (các) đơn vị có liên quan"."""
    if segment.quantified:
        return True
    return tokens[segment.end - 1].exact == "quan" and segment.end - segment.start > 2 and before.end - before.start > 2


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,;:.")
