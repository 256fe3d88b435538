"""RTF, which old exports give the name .doc: its text by the library striprtf."""

from __future__ import annotations

from dataclasses import replace

from striprtf.striprtf import rtf_to_text

from knowledge.importing.document import Document
from knowledge.importing.readers.text import read_text


def read_rtf(content: bytes, name: str) -> Document:
    """Read .rtf; tables come as lines of `|`, which the text reader puts together."""
    text: str = rtf_to_text(content.decode("latin-1"), encoding="cp1258", errors="replace")  # type: ignore[no-untyped-call]
    return replace(read_text(text.encode(), name), name=name)
