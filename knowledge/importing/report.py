"""The report of an import: what was found, what is doubtful and where, and every paragraph that is in no task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.importing.imported import Imported

_SHOWN = 160  # characters of a paragraph


def summary(imported: Imported) -> list[str]:
    """The figures of an import, one line each."""
    facts, proposals = imported.facts, imported.proposals
    issued = facts.issued_on.strftime("%d/%m/%Y") if facts.issued_on else "chưa rõ ngày"
    return [
        f"Văn bản: {facts.number or 'chưa rõ số'} ({issued}), {facts.issuer or 'chưa rõ cơ quan ban hành'},"
        f" năm {facts.year}.",
        f"Nhiệm vụ: {imported.count}, trong đó {imported.dated} có thời hạn ({imported.milestones} mốc).",
        f"Cơ quan: {len(proposals.matched)} cách ghi đã có trong danh mục, {len(proposals.proposed)} cơ quan"
        f" mới được đề xuất.",
        f"Cần xem lại: {len(imported.doubts)} chỗ. Đoạn không phải nhiệm vụ: {len(imported.leftovers)}.",
    ]


def report(imported: Imported) -> str:
    """The whole report as text."""
    return "\n".join(_lines(imported)) + "\n"


def _lines(imported: Imported) -> Iterator[str]:
    yield "BÁO CÁO NHẬP VĂN BẢN"
    yield ""
    yield from summary(imported)
    yield ""
    yield "CẦN XEM LẠI"
    yield from [f"- {doubt}" for doubt in imported.doubts] or ["- không có"]
    yield ""
    yield "CƠ QUAN MỚI ĐƯỢC ĐỀ XUẤT (agencies.toml)"
    for proposal in imported.proposals.proposed:
        spelt = f"; còn ghi: {'; '.join(proposal.spellings)}" if proposal.spellings else ""
        codes = f" [{', '.join(proposal.codes)}]" if proposal.codes else ""
        members = f"; đề nghị gồm {len(proposal.members)} thành viên, xem lại" if proposal.members else ""
        similar = "".join(f"; gần giống “{name}” ({score}/100), chưa gộp" for name, score in proposal.similar)
        yield f"- {proposal.name}{codes} ({proposal.kind}, {proposal.tasks} lượt){spelt}{members}{similar}"
    yield ""
    yield "CƠ QUAN ĐÃ CÓ TRONG DANH MỤC"
    for match in imported.proposals.matched:
        same = "" if match.printed == match.official else f" = {match.official}"
        yield f"- {match.printed}{same} ({match.score}/100)"
    yield ""
    yield "KHÔNG PHẢI NHIỆM VỤ"
    reasons = Counter(leftover.reason for leftover in imported.leftovers)
    yield from (f"- {reason}: {count} đoạn" for reason, count in reasons.most_common())
    yield ""
    for leftover in imported.leftovers:
        text = leftover.text if len(leftover.text) <= _SHOWN else leftover.text[:_SHOWN].rsplit(" ", 1)[0] + " (…)"
        yield f"[{leftover.place}] {leftover.reason}: {text}"
