"""Paging: a reply too long for one message, cut into several at the borders of passages, lines and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from bot.reply import Block, Frame, Line, Passage, Reply, Span, lines_of, text_of

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")


def units(text: str) -> int:
    """The length of a text in UTF-16 units, as Telegram counts it: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def pages(reply: Reply, most: int) -> tuple[Reply, ...]:
    """The reply in parts of at most `most` units each; the buttons are below the last."""
    parts: list[list[Block]] = [[]]
    room = most
    for piece in _pieces(reply.blocks, most):
        length = _length(piece) + 1
        if parts[-1] and length > room:
            parts.append([])
            room = most
        parts[-1].append(piece)
        room -= length
    return (*(Reply(tuple(part)) for part in parts[:-1]), Reply(tuple(parts[-1]), reply.rows))


def _length(block: Block) -> int:
    return units("\n".join(map(text_of, lines_of(block))))


def _pieces(blocks: Iterable[Block], most: int) -> Iterator[Block]:
    """The blocks, those that alone are too long in pieces."""
    for block in blocks:
        if _length(block) < most:
            yield block
        elif isinstance(block, Passage):
            yield from (replace(block, lines=lines) for lines in _grouped(block.lines, most))
        else:
            yield from _cut(block, most)


def _grouped(lines: Iterable[Line], most: int) -> Iterator[tuple[Line, ...]]:
    group: list[Line] = []
    for line in chain.from_iterable(_cut(whole, most) for whole in lines):
        if group and _length(Passage((*group, line), Frame.NONE)) >= most:
            yield tuple(group)
            group = []
        group.append(line)
    yield tuple(group)


def _cut(line: Line, most: int) -> Iterator[Line]:
    """A line in pieces that fit: at the ends of sentences, else at words, else anywhere."""
    if units(text_of(line)) < most:
        yield line
        return
    for span in line:
        for text in _filled(_fragments(span.text, most), most):
            yield (Span(text, span.style),)


def _fragments(text: str, most: int) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        if units(sentence) < most:
            yield sentence
            continue
        for word in sentence.split(" "):
            half = most // 2 - 1  # of characters: each has at most two units
            yield from (word[i : i + half] for i in range(0, len(word), half))


def _filled(fragments: Iterable[str], most: int) -> Iterator[str]:
    held = ""
    for fragment in fragments:
        longer = f"{held} {fragment}" if held else fragment
        if units(longer) < most:
            held = longer
        else:
            yield held
            held = fragment
    if held:
        yield held
