"""The report of an import: what was found, what is doubtful and where, and every paragraph that is in no task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.importing.extraction import Extraction
from knowledge.importing.proposals import AgencyProposals
from knowledge.importing.sections import NO_ROLE
from nlp.deadlines import find_deadlines

_SHOWN = 160  # characters of a paragraph
_GIVES = re.compile(r"\b(?:giao|đề nghị|yêu cầu|phân công)\s+(?=[A-ZĐỦ]|các\b)|\bchủ trì\b", re.IGNORECASE)


def doubts(extraction: Extraction) -> list[str]:
    """What a person must look at, each with its place: "III.2.a#1 (trang 3, đoạn 41): …"."""
    found = list(extraction.warnings)
    for task in extraction.tasks:
        found += [f"{task.ref} ({task.place}): {doubt}" for doubt in task.doubts]
        found += [
            f"{task.ref} ({task.place}): thời hạn “{deadline.words}” không có ngày cụ thể; ghi ở cột “ghi chú”"
            for deadline in task.deadlines
            if deadline.when is None
        ]
    return found + [
        f"{left.place}: không thành nhiệm vụ ({left.reason}), nhưng có thời hạn hoặc lời giao việc: {_shown(left.text)}"
        for left in extraction.leftovers
        if left.reason in NO_ROLE and (_GIVES.search(left.text) or find_deadlines(left.text, extraction.facts.year))
    ]


def summary(extraction: Extraction, proposals: AgencyProposals) -> list[str]:
    """The figures of an import, one line each."""
    facts, tasks = extraction.facts, extraction.tasks
    dated = sum(1 for task in tasks for deadline in task.deadlines if deadline.when)
    issued = facts.issued_on.strftime("%d/%m/%Y") if facts.issued_on else "chưa rõ ngày"
    return [
        f"Văn bản: {facts.number or 'chưa rõ số'} ({issued}), {facts.issuer or 'chưa rõ cơ quan ban hành'},"
        f" năm {facts.year}.",
        f"Nhiệm vụ: {len(tasks)}, trong đó {sum(bool(task.deadlines) for task in tasks)} có thời hạn ({dated} mốc).",
        f"Cơ quan: {len(proposals.matched)} cách ghi đã có trong danh mục, {len(proposals.proposed)} cơ quan"
        f" mới được đề xuất.",
        f"Cần xem lại: {len(doubts(extraction))} chỗ. Đoạn không phải nhiệm vụ: {len(extraction.leftovers)}.",
    ]


def report(extraction: Extraction, proposals: AgencyProposals) -> str:
    """The whole report as text."""
    return "\n".join(_lines(extraction, proposals)) + "\n"


def _lines(extraction: Extraction, proposals: AgencyProposals) -> Iterator[str]:
    yield "BÁO CÁO NHẬP VĂN BẢN"
    yield ""
    yield from summary(extraction, proposals)
    yield ""
    yield "CẦN XEM LẠI"
    yield from [f"- {doubt}" for doubt in doubts(extraction)] or ["- không có"]
    yield ""
    yield "CƠ QUAN MỚI ĐƯỢC ĐỀ XUẤT (agencies.toml)"
    for proposal in proposals.proposed:
        spelt = f"; còn ghi: {'; '.join(proposal.spellings)}" if proposal.spellings else ""
        codes = f" [{', '.join(proposal.codes)}]" if proposal.codes else ""
        members = f"; đề nghị gồm {len(proposal.members)} thành viên, xem lại" if proposal.members else ""
        similar = "".join(f"; gần giống “{name}” ({score}/100), chưa gộp" for name, score in proposal.similar)
        yield f"- {proposal.name}{codes} ({proposal.kind}, {proposal.tasks} lượt){spelt}{members}{similar}"
    yield ""
    yield "CƠ QUAN ĐÃ CÓ TRONG DANH MỤC"
    for match in proposals.matched:
        same = "" if match.printed == match.official else f" = {match.official}"
        yield f"- {match.printed}{same} ({match.score}/100)"
    yield ""
    yield "KHÔNG PHẢI NHIỆM VỤ"
    reasons = Counter(leftover.reason for leftover in extraction.leftovers)
    yield from (f"- {reason}: {count} đoạn" for reason, count in reasons.most_common())
    yield ""
    for leftover in extraction.leftovers:
        yield f"[{leftover.place}] {leftover.reason}: {_shown(leftover.text)}"


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " (…)"
