"""Citations: other documents that a question names by kind and number ("nghị quyết 57", "NĐ 168/2024")."""

from __future__ import annotations

import re

from nlp.letters import fold, nfc

# Kinds of documents of Nghị định 30/2020/NĐ-CP and of the Law on the Promulgation of Legal Documents, and their codes.
_KINDS = "dieu|khoan|luat|bo luat|phap lenh|nghi dinh|nd|nghi quyet|nq|thong tu|quyet dinh|qd|chi thi|cong van|ket luan"
_CITATION = re.compile(rf"(?<!\w)(?:{_KINDS})\s+(?:so\s+)?(\d+)(?:[/-][\w/-]+)?(?!\w|[.,]\d)")


def find_citations(text: str) -> list[str]:
    """The numbers of documents that a text cites: `"nghị quyết số 57-NQ/TW giao ai" → ["57"]`."""
    return [match[1] for match in _CITATION.finditer(fold(nfc(text)))]
