"""Text to the tokens that search knows it by, alike on both databases. Pure.

Scripts that put spaces between words are taken word by word, without accents. Thai, Lao, Khmer, Burmese, Han and kana
put none: there every two neighbouring grapheme clusters (Unicode UAX 29) are a token, so that a word is found wherever
it stands, as a phrase of its pairs. A token that is not plain ASCII is written as the digits of its bytes: no
database's own idea of what a word is gets in the way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import regex

MOST = 16_000  # tokens of a text that are kept: PostgreSQL counts positions no further
LONGEST = 40  # characters of a word that tell it from others
MOST_TERMS = 8
SHORT = 2  # a word as short is meant as it is, not as the beginning of another

UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}"
RUN = regex.compile(rf"(?P<unspaced>(?:[{UNSPACED}]\p{{M}}*)+)|(?:(?![{UNSPACED}])[\p{{L}}\p{{N}}]\p{{M}}*)+")
ASCII = re.compile("[a-z0-9]+")
ACCENTED = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}])\p{Mn}+")
DIGIT = regex.compile(r"(?![0-9])\p{Nd}")
UNSEEN = regex.compile("[\u200b-\u200d\u2060\u00ad]")  # zero-width spaces and joiners, soft hyphens
CLUSTER = regex.compile(r"\X")
PIECE = regex.compile(r'"([^"]*)"?|(\S+)')
PLAIN = str.maketrans("đøłı", "doli")  # letters that are no letter with a mark


class Run(NamedTuple):
    """A word, or a line of an unspaced script, folded."""

    words: str
    unspaced: bool


@dataclass(frozen=True)
class Term:
    """Tokens that must stand one after the other; ``open``: the last one may go on. ``runs``: what they were cut from."""

    tokens: tuple[str, ...]
    open: bool
    runs: tuple[Run, ...] = ()


def folded(text: str) -> str:
    """Case, accents, widths and kinds of digits aside: what two spellings of one word have in common."""
    apart = unicodedata.normalize("NFKD", UNSEEN.sub("", text)).casefold()
    bare = ACCENTED.sub("", apart).translate(PLAIN)
    return unicodedata.normalize("NFC", DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), bare))


def runs(text: str) -> list[Run]:
    """``text`` folded and cut where words, or lines without spaces, end."""
    if text.isascii():
        return [Run(word, False) for word in ASCII.findall(text.lower())]
    return [Run(run[0], run["unspaced"] is not None) for run in RUN.finditer(folded(text))]


def tokens(text: Iterable[Run]) -> Iterator[str]:
    """The tokens of a text in order."""
    for words, unspaced in text:
        if not unspaced:
            yield _coded(words[:LONGEST])
            continue
        clusters = CLUSTER.findall(words)
        pairs = map("".join, pairwise(clusters))
        yield from map(_coded, pairs if len(clusters) > 1 else clusters)


def singles(text: Iterable[Run]) -> set[str]:
    """The clusters of unspaced scripts, each by itself: what a question of one cluster asks for."""
    return {_coded(cluster) for words, unspaced in text if unspaced for cluster in CLUSTER.findall(words)}


def _coded(word: str) -> str:
    return word if word.isascii() else "u" + word.encode().hex()


def terms(asked: str) -> list[Term]:
    """What a question asks for: each word, which may go on, and each "quoted phrase", which may not."""
    found = (_term(quoted or word, exact=bool(quoted)) for quoted, word in PIECE.findall(asked))
    return [term for term in found if term.tokens][:MOST_TERMS]


def _term(words: str, exact: bool) -> Term:
    cut = runs(words)
    asked = tuple(tokens(cut))
    return Term(asked, not exact and bool(asked) and len(asked[-1]) > SHORT, tuple(cut))
