"""Word 97-2003 (.doc): converted to .docx by the library msdoc2docx, then read as such."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from knowledge.importing.document import Document, Paragraph
from knowledge.importing.problems import ImportRefused
from knowledge.importing.readers.docx import read_docx

_ADVICE = "Không đọc được tệp .doc này. Hãy mở bằng Word, lưu thành .docx (hoặc PDF) rồi nhập lại."
_LOCKED = "Tệp .doc có mật khẩu. Hãy bỏ mật khẩu rồi nhập lại."
_STAMPS = {
    mark: re.compile(b"[\r\x07\x0b\x0c]\0(?: \0)*" + mark.encode("utf-16-le") + b"(?: \0)*[\r\x07\x0b]\0")
    for mark in ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
}


def read_doc(content: bytes, name: str) -> Document:
    """Read .doc; raises ImportRefused where it is locked, broken or of another program."""
    import doc2docx
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    with tempfile.TemporaryDirectory(prefix="hoiviec-") as folder:
        old, new = Path(folder) / "old.doc", Path(folder) / "new.docx"
        old.write_bytes(content)
        try:
            doc2docx.convert(old, new)
        except EncryptedDocumentError as error:
            raise ImportRefused(_LOCKED) from error
        except Doc2DocxError as error:
            raise ImportRefused(_ADVICE) from error
        document = read_docx(new.read_bytes(), name)
    # Text boxes are lost when a .doc is converted; a mark of secrecy in one stands in the file as a line of its own.
    stamps = [Paragraph(mark) for mark, line in _STAMPS.items() if line.search(content)]
    return replace(document, blocks=(*stamps, *document.blocks))
