"""Word 97-2003 (.doc): converted to .docx by the library msdoc2docx, then read as such."""

from __future__ import annotations

import tempfile
from pathlib import Path

from knowledge.importing.document import Document
from knowledge.importing.problems import ImportRefused
from knowledge.importing.readers.docx import read_docx

_ADVICE = "Không đọc được tệp .doc này. Hãy mở bằng Word, lưu thành .docx (hoặc PDF) rồi nhập lại."
_LOCKED = "Tệp .doc có mật khẩu. Hãy bỏ mật khẩu rồi nhập lại."


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
        return read_docx(new.read_bytes(), name)
