"""A document is hostile until it is read: what is refused, with what words, and what a broken one can do."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from knowledge.importing import packages, sandbox
from knowledge.importing.document import Paragraph
from knowledge.importing.extraction import extract
from knowledge.importing.problems import ImportRefused, SecretDocument
from knowledge.importing.readers import read_document
from knowledge.importing.sandbox import read_apart, read_content_apart
from knowledge.importing.secrecy import secrecy_of
from tests.importing.made import as_docx, as_docx_with_box, as_docx_with_page_head, as_html, as_pdf, as_xlsx
from tests.importing.test_formats import ANNEX, TODAY

LINES = ["KẾ HOẠCH", "I. NHIỆM VỤ", "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ: Lập đề án trước ngày 30/6/2025."]
SEEDS = {
    "a.docx": as_docx(LINES, ANNEX),
    "a.xlsx": as_xlsx(ANNEX),
    "a.html": as_html(LINES, ANNEX),
    "a.txt": "\n".join(LINES).encode(),
    "a.md": (
        "|\n**TT**\n|\n**Nhiệm vụ**\n|\n**Chủ trì**\n|\n|\n1\n|\nLập đề án\n|\nSở Y tế\n|\n" + "\n".join(LINES)
    ).encode(),
    "a.csv": "\n".join(",".join(row) for row in ANNEX).encode(),
    "a.doc": (Path(__file__).parent / "files" / "van-ban-cu.doc").read_bytes(),
    "a.rtf": b"{\\rtf1\\ansi " + " ".join(f"\\u{ord(c)}?" for c in LINES[2]).encode() + b"}",
}
MUTATIONS = 2000


def refusal(read: Callable[[], object]) -> str | None:
    """The words of a refusal, or None where the file was read; any other error fails the test."""
    try:
        read()
    except ImportRefused as error:
        return str(error)
    return None


def read_and_extract(content: bytes, name: str) -> None:
    extract(read_document(content, name), TODAY)


def repacked(content: bytes, part: str, replace: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replace if name == part else old.read(name))
    return made.getvalue()


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(ImportRefused, match="quá lớn"):
        read_document(repacked(SEEDS["a.docx"], "word/document.xml", b" " * (8 << 20)), "a.docx")


def test_entities_of_xml_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    with pytest.raises(ImportRefused, match="ENTITY"):
        read_document(repacked(SEEDS["a.docx"], "word/document.xml", laughs), "a.docx")


def test_a_file_that_is_too_big_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "to.txt"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(sandbox, "MOST_BYTES", 50)
    with pytest.raises(ImportRefused, match="nhiều nhất"):
        read_apart(path)


@pytest.mark.parametrize(
    "mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật", "ĐỘ MẬT: MẬT", "TỐI MẬT Số: 5/KH-UBND"]
)
def test_a_document_with_a_mark_of_secrecy_is_refused_and_leaves_nothing(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(SecretDocument, match="không lưu"):
        read_content_apart(as_docx([mark, *LINES]), "a.docx")
    assert list(tmp_path.iterdir()) == []


RTF_HEAD = rb"{\rtf1\ansi\uc1 {\header\pard M\u7852?T\par}KE HOACH\par 1. So Y te chu tri.\par}"
RTF_BOX = rb"{\rtf1\ansi\uc1 KE HOACH\par {\shp{\*\shpinst{\shptxt\pard T\u7888?I M\u7852?T\par}}}1. So Y te.\par}"
DOC_BOX = SEEDS["a.doc"] + "\rMẬT \r".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_docx_with_box(LINES, 0, ["MẬT"]), "a.docx"),
        (as_docx_with_box(LINES * 10, 20, ["TỐI MẬT"]), "a.docx"),
        (as_docx_with_page_head(LINES, "TUYỆT MẬT"), "a.docx"),
        (RTF_HEAD, "a.rtf"),
        (RTF_BOX, "a.rtf"),
        (DOC_BOX, "a.doc"),
    ],
)
def test_a_mark_in_a_text_box_or_a_page_head_is_a_mark(content: bytes, name: str) -> None:
    with pytest.raises(SecretDocument):
        read_content_apart(content, name)


def test_a_page_head_that_is_no_mark_stays_out() -> None:
    document = read_document(as_docx_with_page_head(LINES, "BẢO MẬT THÔNG TIN"), "a.docx")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == LINES


@pytest.mark.parametrize(
    "text",
    ["Bảo vệ bí mật nhà nước", "BÍ MẬT CÔNG NGHIỆP", "Sở Y tế bảo mật hồ sơ", "ĐẬM ĐÀ", "DANH MỤC BÍ MẬT ĐỘ TỐI MẬT"],
)
def test_words_about_secrets_are_no_mark(text: str) -> None:
    assert secrecy_of([Paragraph(text)]) is None


def test_macros_are_not_touched() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SEEDS["a.docx"])) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    assert len(extract(read_document(made.getvalue(), "a.docm"), TODAY).tasks) == 4


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.txt", "c:\\x.docx", "…/ " * 20])
def test_a_name_is_only_a_name(name: str) -> None:
    assert read_document(SEEDS["a.txt"], name).blocks


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "trống"),
        (b"PK\x03\x04 broken", "hỏng"),
        (b"%PDF-1.7 broken", "hỏng"),
        (b"\x00\x01\x02" * 50, "Không nhận ra"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "doc"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(content: bytes, what: str) -> None:
    with pytest.raises(ImportRefused, match=what):
        read_document(content, "a.bin")


def test_a_reader_that_takes_too_long_is_ended() -> None:
    start = time.monotonic()
    with pytest.raises(ImportRefused, match="giây"):
        read_content_apart(SEEDS["a.docx"], "a.docx", seconds=0.01)
    assert time.monotonic() - start < 5


def test_a_page_nested_three_million_deep_is_read_or_refused() -> None:
    deep = b"<html><body>" + b"<div>" * 3_000_000 + "Sở Y tế".encode()
    assert refusal(lambda: read_content_apart(deep, "a.html")) != ""


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """A file damaged in one of the ways that transfers and people damage files."""
    content = bytearray(seed)
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(content[: chance.randrange(len(content))])
    if kind == 1:
        for _ in range(chance.randrange(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        return bytes(content)
    if kind == 2:
        at = chance.randrange(len(content))
        return bytes(content[:at] + content[at + chance.randrange(1, 200) :])
    if kind == 3:
        at = chance.randrange(len(content))
        piece = content[at : at + chance.randrange(1, 400)]
        return bytes(content[:at] + piece * chance.randrange(2, 6) + content[at:])
    return chance.choice((b"PK\x03\x04", b"%PDF-1.4\n", b"\xef\xbb\xbf", b"<html>", b"\xff\xfe", b"|\n")) + bytes(
        content
    )


@pytest.mark.parametrize("name", list(SEEDS))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name: str) -> None:
    chance = random.Random(name)
    names = list(SEEDS)
    for _ in range(MUTATIONS // len(SEEDS)):
        content = mutated(SEEDS[name], chance)
        called = chance.choice(names) if chance.random() < 0.2 else name
        start = time.monotonic()
        assert refusal(partial(read_and_extract, content, called)) != ""
        assert time.monotonic() - start < 30


def test_damaged_pdfs_are_read_or_refused() -> None:
    seed = as_pdf(LINES, ANNEX)
    chance = random.Random("pdf")
    for _ in range(60):
        assert refusal(partial(read_and_extract, mutated(seed, chance), "a.pdf")) != ""


def test_damaged_files_are_read_apart_or_refused() -> None:
    chance = random.Random("apart")
    for _ in range(12):
        name = chance.choice(list(SEEDS))
        assert refusal(partial(read_content_apart, mutated(SEEDS[name], chance), name)) != ""
