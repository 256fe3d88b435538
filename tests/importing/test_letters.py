"""Letters of documents: Markdown's marks and what scanners confuse."""

from __future__ import annotations

import pytest

from knowledge.importing.letters import without_markup, without_slips


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*   Rà soát", "- Rà soát"),
        ("* **Rà soát** hồ sơ", "- Rà soát hồ sơ"),
        ("* **a)** Rà soát", "a) Rà soát"),
        ("*Rà soát* hồ sơ", "Rà soát hồ sơ"),
        ("**a)** Sở *Nội vụ*", "a) Sở Nội vụ"),
    ],
)
def test_markdown_gives_the_marks_of_documents(written: str, read: str) -> None:
    assert without_markup(written) == read


@pytest.mark.parametrize(
    ("scanned", "read"),
    [
        ("Phối hop với các đơn vi liên quan", "Phối hợp với các đơn vị liên quan"),
        ("đ) 1 Đề nghị Hội Nông dân", "đ) Đề nghị Hội Nông dân"),
        ("b) 5 lớp tập huấn", "b) 5 lớp tập huấn"),
    ],
)
def test_what_scanners_confuse_is_put_right(scanned: str, read: str) -> None:
    assert without_slips(scanned) == read
