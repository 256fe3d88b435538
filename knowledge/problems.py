"""The errors of this layer, in words that a person can act on."""

from __future__ import annotations

from nlp.problems import Problem


class KnowledgeError(Exception):
    """Base of this layer's errors; its text is a Vietnamese sentence that a person can act on."""


class BrokenFiles(KnowledgeError):
    """Files that cannot be taken as they are, with all their problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
