"""RTF, which old exports give the name .doc: its text by the library striprtf."""

from __future__ import annotations

import re
from dataclasses import replace

from striprtf.striprtf import rtf_to_text

from knowledge.importing.document import Document, Paragraph
from knowledge.importing.readers.text import read_text
from knowledge.importing.secrecy import secrecy_of

_HIDDEN = re.compile(rb"\\\*|\\(?:(?:header|footer)[lrf]?|shp(?:inst|txt|rslt)?|dptxbxtext)(?![a-z])")


def read_rtf(content: bytes, name: str) -> Document:
    """Read .rtf; tables come as lines of `|`, which the text reader puts together."""
    document = read_text(_text(content).encode(), name)
    return replace(document, name=name, blocks=(*_stamps(content), *document.blocks))


def _text(content: bytes) -> str:
    text: str = rtf_to_text(content.decode("latin-1"), encoding="cp1258", errors="replace")  # type: ignore[no-untyped-call]
    return text


def _stamps(content: bytes) -> list[Paragraph]:
    """The marks of secrecy in heads and feet of pages and in text boxes, which the text is without."""
    lines = dict.fromkeys(_text(_HIDDEN.sub(rb"\\par ", content)).splitlines())
    return [mark for line in lines if line.strip() and secrecy_of([mark := Paragraph(line.strip())])]
