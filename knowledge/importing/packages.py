"""What a hostile Office package may hold, looked for before it is parsed: zip bombs, many parts, XML entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO

from knowledge.importing.problems import ImportRefused

MOST_UNPACKED = 200 * 1024 * 1024  # bytes; sixty pages with tables unpack to some 10 MiB
MOST_PARTS = 5000
_CHUNK = 1 << 20
_DECLARATIONS = tuple(
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_BOMB = "Tệp nén giải ra quá lớn ({size} MiB, nhiều nhất {most}), có thể là tệp phá hoại; không nhập."
_ENTITIES = "Tệp chứa khai báo XML bị cấm (DOCTYPE/ENTITY), có thể là tệp phá hoại; không nhập."


def check_package(content: bytes) -> None:
    """Raise ImportRefused for a package that unpacks to too much or declares entities (ECMA-376 part 2 forbids DTDs).

    Sizes are counted while unpacking, since those that a zip declares may lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS:
                raise ImportRefused(f"Tệp nén có {len(parts)} phần, nhiều nhất {MOST_PARTS}; không nhập.")
            total = 0
            for part in parts:
                if part.flag_bits & 1:
                    raise ImportRefused("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi nhập lại.")
                with package.open(part) as stream:
                    total = _look_through(stream, part.filename, total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ImportRefused("Tệp nén hỏng, không đọc được. Hãy mở bằng Word hoặc Excel và lưu lại.") from error


def _look_through(stream: IO[bytes], name: str, total: int) -> int:
    tail = b""
    is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        if total > MOST_UNPACKED:
            raise ImportRefused(_BOMB.format(size=total >> 20, most=MOST_UNPACKED >> 20))
        if is_xml and any(mark in tail + chunk for mark in _DECLARATIONS):
            raise ImportRefused(_ENTITIES)
        tail = chunk[-32:]
    return total
