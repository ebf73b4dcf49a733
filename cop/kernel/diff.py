"""What changed between two texts, word by word; by grapheme cluster where a script writes no spaces. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from diff_match_patch import diff_match_patch

# Scripts that write no spaces between words: their texts are compared cluster by cluster.
UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}\p{Javanese}\p{Balinese}"
TOKENS = regex.compile(rf"(?:(?![{UNSPACED}])[\p{{L}}\p{{M}}\p{{N}}_'’-])+|\s+|\X")
SECONDS = 1.0
KINDS = {-1: "del", 0: "", 1: "ins"}
Span = tuple[str, str]


def tokens(text: str) -> list[str]:
    return TOKENS.findall(text)


def spans(before: str, after: str) -> list[Span]:
    """(kind, text) in reading order: "" for what stands, "del" for what went, "ins" for what came."""
    old, new = tokens(before), tokens(after)
    words: list[str] = []
    known: dict[str, int] = {}
    coded = [_coded(text, words, known) for text in (old, new)]
    differ = diff_match_patch()
    differ.Diff_Timeout = SECONDS
    found = differ.diff_main(coded[0], coded[1], checklines=False)
    differ.diff_cleanupSemantic(found)
    return [(KINDS[kind], "".join(words[_place(c)] for c in chunk)) for kind, chunk in found]


def _coded(text: Sequence[str], words: list[str], known: dict[str, int]) -> str:
    """Each distinct token as one character, past the surrogates."""
    for word in text:
        if word not in known:
            known[word] = len(words)
            words.append(word)
    return "".join(_character(known[word]) for word in text)


def _character(place: int) -> str:
    return chr(place + 1 if place + 1 < 0xD800 else place + 1 + 0x800)


def _place(character: str) -> int:
    code = ord(character)
    return (code if code < 0xD800 else code - 0x800) - 1


def changed(before: Sequence[tuple[int, str]], after: Sequence[tuple[int, str]]) -> set[int]:
    """Keys of the clauses, (key, text), that are new or read otherwise than before."""
    old = dict(before)
    return {key for key, text in after if old.get(key) != text}
