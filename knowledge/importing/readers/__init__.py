"""Readers: one for each format, all giving blocks; which one is told by what is in the file, not by its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePath

from knowledge.importing.document import Document
from knowledge.importing.packages import check_package
from knowledge.importing.problems import ImportRefused

_UNKNOWN = (
    "Không nhận ra định dạng tệp “{name}”. Nhận: Word (.docx, .doc), PDF có lớp chữ, Excel (.xlsx, .csv), "
    "trang web (.html), văn bản (.txt, .md)."
)
_BROKEN = "Tệp “{name}” hỏng, không đọc được. Hãy mở thử bằng phần mềm đã tạo ra nó và lưu lại."
_OLE, _PDF, _ZIP, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"PK\x03\x04", b"{\\rtf"


def read_document(content: bytes, name: str) -> Document:
    """Read a document of any known format; raises ImportRefused with what to do where that cannot be done.

    Meant to run apart (`knowledge.importing.sandbox`): a parser of hostile input may take all memory and time it gets.
    """
    try:
        return _reader(content, name)(content, name)
    except ImportRefused:
        raise
    except Exception as error:
        # Five libraries fail in as many ways as files can be broken; all of them mean the same to the person.
        raise ImportRefused(_BROKEN.format(name=name)) from error


def _reader(content: bytes, name: str) -> Callable[[bytes, str], Document]:
    """The reader for a content; libraries are imported only for the format that needs them."""
    suffix = PurePath(name).suffix.lower()
    head = content[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if not content.strip():
        raise ImportRefused(f"Tệp “{name}” trống.")
    if content.startswith(_ZIP):
        return _package_reader(content, name)
    if _PDF in content[:1024]:
        from knowledge.importing.readers.pdf import read_pdf

        return read_pdf
    if content.startswith(_OLE):
        if suffix in (".xls", ".ppt", ".msg"):
            raise ImportRefused("Tệp Excel/PowerPoint đời cũ. Hãy mở ra và lưu thành .xlsx hoặc .docx rồi nhập lại.")
        from knowledge.importing.readers.word97 import read_doc

        return read_doc
    if head.startswith(_RTF):
        from knowledge.importing.readers.rich_text import read_rtf

        return read_rtf
    if (
        suffix in (".html", ".htm", ".mht")
        or head[:300].lower().find(b"<html") >= 0
        or head.lower().startswith(b"<!doctype html")
    ):
        from knowledge.importing.readers.html import read_html

        return read_html
    if _is_binary(content[:4096]):
        raise ImportRefused(_UNKNOWN.format(name=name))
    if suffix in (".csv", ".tsv"):
        from knowledge.importing.readers.sheets import read_csv

        return read_csv
    from knowledge.importing.readers.text import read_text

    return read_text


def _is_binary(head: bytes) -> bool:
    """Whether a file's beginning is no text in any encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\x00" in head or control * 20 > len(head)


def _package_reader(content: bytes, name: str) -> Callable[[bytes, str], Document]:
    """The reader for an Office Open XML package, after it was looked through."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ImportRefused(_BROKEN.format(name=name)) from error
    check_package(content)
    if "word/document.xml" in names or any(part.startswith("word/") for part in names):
        from knowledge.importing.readers.docx import read_docx

        return read_docx
    if any(part.startswith("xl/") for part in names):
        from knowledge.importing.readers.sheets import read_xlsx

        return read_xlsx
    raise ImportRefused(_UNKNOWN.format(name=name))
