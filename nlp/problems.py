"""Problems: what is wrong in a data file, where, and what a person can do about it."""

from __future__ import annotations

import errno
from dataclasses import dataclass

_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "nơi này chỉ đọc",
    errno.ENOSPC: "hết dung lượng đĩa",
    errno.ENOTDIR: "một phần đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
}


def reason(error: OSError) -> str:
    """Why the system refused, in words for people: `ENOENT → "không có tệp hoặc thư mục này"`."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place: printed as a line `file, dòng 12, cột "chủ trì": … → …`."""

    file: str
    row: int | None
    column: str | None
    what: str
    advice: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"dòng {self.row}")
        if self.column is not None:
            place.append(f"{'khóa' if self.file.endswith('.toml') else 'cột'} “{self.column}”")
        return f"{', '.join(place)}: {self.what} → {self.advice}"
