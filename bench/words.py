"""Texts of a given length, from a small vocabulary: always the same for the same seed."""

from __future__ import annotations

import random

from cop.kernel import text
from cop.kernel.text import Written

VOCABULARY = [
    "model", "hospital", "patient", "image", "evidence", "triage", "clinic", "data",
    "consent", "review", "safety", "update", "monitor", "threshold", "drift", "language",
    "validation", "radiologist", "regulator", "reading", "records", "bias", "population", "sensitivity",
    "deployment", "guidance", "local", "the", "of", "and", "in", "for",
    "with", "before", "after", "under", "between",
]  # fmt: skip
KINDS_OF_POST = 200


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(VOCABULARY, k=words)).capitalize() + "."


def paragraph(chance: random.Random, sentences: int) -> str:
    return " ".join(sentence(chance, chance.randint(8, 16)) for _ in range(sentences))


def posts(chance: random.Random) -> list[Written]:
    """Rendered posts to draw from: two or three paragraphs, some 700 characters, with a little Markdown."""
    made = []
    for number in range(KINDS_OF_POST):
        parts = [paragraph(chance, chance.randint(2, 4)) for _ in range(2)]
        parts.append(f"**{sentence(chance, 4)}** See [the text](https://example.org/{number}).")
        made.append(text.write("\n\n".join(parts)))
    return made


def statement(chance: random.Random, clauses: int = 12) -> str:
    """A statement's Markdown: a heading before every fourth clause."""
    blocks = []
    for number in range(clauses):
        if number % 4 == 0:
            blocks.append(f"## {sentence(chance, 3).rstrip('.')}")
        blocks.append(paragraph(chance, 2))
    return "\n\n".join(blocks)
