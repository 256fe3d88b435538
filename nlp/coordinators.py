"""Coordinators: with whom a text says to work together. "phối hợp với Sở Y tế"."""

from __future__ import annotations

import re

from nlp.agency_heads import Kind
from nlp.agency_lists import distinct_names, read_agencies

_COORDINATING = re.compile(
    r"(?<!sự )(?<!cơ chế )(?<!quy chế )(?<!quan hệ )(?<!việc )(?<!tác )(?<!trách nhiệm )phối hợp"
    r"(?:\s+(?:chặt chẽ|thường xuyên|tốt|đồng bộ|kịp thời|hiệu quả|chủ động))*(?P<with>(?:\s+(?:với|cùng))+)?\s+",
    re.IGNORECASE,
)
_JOINING = re.compile(r"(?:\bchủ trì,?|[,;])\s+cùng(?:\s+với)?\s+", re.IGNORECASE)
_HELPING = re.compile(r"\s*(?:có trách nhiệm |cùng |chủ động )?phối hợp\b(?!\s+(?:với|cùng)\b)")


def find_coordinators(text: str) -> tuple[str, ...]:
    """All whom a text says to work together with: `"…; phối hợp với Sở Y tế kiểm tra" → (Sở Y tế)`."""
    names: list[str] = []
    for match in _COORDINATING.finditer(text):
        found = read_agencies(text, match.end())
        if found and (match["with"] or found.kind is Kind.PROPER):
            names += found.names
    for match in _JOINING.finditer(text):
        found = read_agencies(text, match.end())
        if found and (found.quantified or found.kind is Kind.PROPER):
            names += found.names
    for match in re.finditer(r"[,;]\s+", text):
        found = read_agencies(text, match.end())
        if found and (found.quantified or found.kind is Kind.PROPER) and _HELPING.match(text, found.end):
            names += found.names
    return distinct_names(names)
