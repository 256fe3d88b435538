"""Reading a document apart: in a process of its own with limits of memory and time, so that no file harms the bot."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from knowledge.importing.document import Block, Document, Footnote, PageBreak, Paragraph, Place, Row, Table
from knowledge.importing.problems import ImportRefused, SecretDocument

MOST_BYTES = 20 * 1024 * 1024  # what Telegram lets a bot download, and forty times a programme of sixty pages
MOST_MEMORY = 1024 * 1024 * 1024  # bytes of address space; reading sixty pages takes a quarter of it
MOST_SECONDS = 25
_REFUSED, _SECRET = 3, 4
_TOO_BIG = "Tệp lớn {size} MiB, nhiều nhất {most} MiB. Hãy bỏ bớt ảnh hoặc tách tệp."
_TOO_LONG = "Đọc tệp “{name}” quá {seconds} giây nên đã dừng. Hãy tách nhỏ tệp, hoặc lưu lại bằng Word rồi thử lại."
_SECRET_MARK = "Văn bản đóng dấu “{mark}”: không nhập, không lưu ở đâu cả. Xử lý theo quy định bảo vệ bí mật nhà nước."
_FAILED = "Không đọc được tệp “{name}” (hỏng, hoặc cần quá nhiều bộ nhớ). Hãy mở thử và lưu lại, rồi nhập lại."


def read_apart(path: Path, *, seconds: float = MOST_SECONDS) -> Document:
    """The document of a file; raises ImportRefused with what to do, SecretDocument for one with a mark of secrecy.

    Nothing is written anywhere. The reader gets the file's content over a pipe and gives blocks back as JSON.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        raise ImportRefused(f"Không đọc được tệp “{path.name}”: {error.strerror or error}.") from error
    if content is None:
        raise ImportRefused(_TOO_BIG.format(size=path.stat().st_size >> 20, most=MOST_BYTES >> 20))
    return read_content_apart(content, path.name, seconds=seconds)


def read_content_apart(content: bytes, name: str, *, seconds: float = MOST_SECONDS) -> Document:
    """The same for content that came over a channel."""
    if len(content) > MOST_BYTES:
        raise ImportRefused(_TOO_BIG.format(size=len(content) >> 20, most=MOST_BYTES >> 20))
    return _from_json(json.loads(run_apart("knowledge.importing.sandbox", [name], content, name, seconds)), name)


def run_apart(module: str, arguments: Sequence[str], content: bytes, name: str, seconds: float) -> bytes:
    """What a module of ours prints that gets a content on its standard input, in a process of its own.

    Raises ImportRefused and SecretDocument as the module does (`answered`), and where it fails or takes too long.
    """
    command = [sys.executable, "-m", module, *(argument.replace("\0", "") for argument in arguments)]
    try:
        with tempfile.TemporaryDirectory(prefix="hoiviec-") as folder:  # gone with all in it even if it is killed
            code, printed = _run(command, content, seconds, {**os.environ, "TMPDIR": folder})
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(_TOO_LONG.format(name=name, seconds=round(seconds))) from error
    if code in (_REFUSED, _SECRET):
        kind = SecretDocument if code == _SECRET else ImportRefused
        raise kind(printed.decode("utf-8", "replace").strip())
    if code:
        raise ImportRefused(_FAILED.format(name=name))
    return printed


def answered(make: Callable[[], str]) -> int:
    """Print what is made, or why it is refused: the other end of `run_apart`; the exit code of the process."""
    if hasattr(os, "sched_setaffinity"):  # who started this may keep to one core, and be busy there
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        text, code = make(), 0
    except ImportRefused as error:
        text, code = str(error), _SECRET if isinstance(error, SecretDocument) else _REFUSED
    sys.stdout.buffer.write(text.encode())
    return code


def _run(command: list[str], content: bytes, seconds: float, surroundings: dict[str, str]) -> tuple[int, bytes]:
    """Exit code and output of the reader, which is ended with all its processes when its time is over."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=surroundings, start_new_session=True
    ) as reader:
        try:
            printed, _ = reader.communicate(content, timeout=seconds)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(reader.pid, signal.SIGKILL)
        return reader.returncode, printed


def _from_json(parts: dict[str, Any], name: str) -> Document:
    return Document(name, tuple(_block(part) for part in parts["blocks"]), tuple(parts["warnings"]))


def _block(part: dict[str, Any]) -> Block:
    kind = part.pop("kind")
    if kind == "PageBreak":
        return PageBreak(part["page"])
    place = Place(**part.pop("place"))
    if kind == "Table":
        rows = tuple(Row(tuple(row["cells"]), Place(**row["place"]), tuple(row["wide"])) for row in part["rows"])
        return Table(rows, place)
    if kind == "Footnote":
        return Footnote(part["mark"], part["text"], place)
    return Paragraph(part["text"], place, part["bold"], part["heading"])


def _limit() -> None:
    """Take memory, processor time and file sizes from this process beyond what reading needs."""
    limits = (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 4 * MOST_BYTES),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        with contextlib.suppress(ValueError, OSError):  # not every system has every limit
            resource.setrlimit(kind, (most, most))


def _read(name: str) -> str:
    """Standard input as a document, its blocks as JSON."""
    from knowledge.importing.readers import read_document
    from knowledge.importing.secrecy import secrecy_of

    document = read_document(sys.stdin.buffer.read(), name)
    mark = secrecy_of(document.blocks)
    if mark:
        raise SecretDocument(_SECRET_MARK.format(mark=mark))
    blocks = [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks]
    return json.dumps({"blocks": blocks, "warnings": document.warnings}, ensure_ascii=False)


def main(name: str) -> int:
    """Read standard input within limits; what is refused is said with an exit code of its own."""
    _limit()
    return answered(lambda: _read(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
