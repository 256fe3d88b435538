"""What keeps a document from being imported, in words that a person can act on."""

from __future__ import annotations

from pathlib import Path

from knowledge.problems import KnowledgeError
from nlp.problems import reason


class ImportRefused(KnowledgeError):
    """A document that cannot be taken, with what to do about it."""


class SecretDocument(ImportRefused):
    """A document with a mark of secrecy, which must not be stored (Luật Bảo vệ bí mật nhà nước)."""


def cannot_write(folder: Path, error: OSError) -> ImportRefused:
    """That a folder cannot be written into, and why."""
    return ImportRefused(f"Không ghi được vào {folder}: {reason(error)}.")
