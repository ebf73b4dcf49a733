"""The words around what was found, with marks. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import regex
from markupsafe import Markup

from cop.kernel.tokens import CLUSTER, Term, folded

READ = 20_000  # characters of a text that are looked through
BEFORE, WIDE, NEAR = 60, 240, 20  # grapheme clusters
LETTER = r"[\p{L}\p{N}\p{M}]"
MARK = Markup("<mark>%s</mark>")

fold = lru_cache(10_000)(folded)


def marked(body: str, terms: list[Term]) -> Markup:
    """Up to 240 grapheme clusters of ``body`` from shortly before the first term met; what was met in ``<mark>``."""
    clusters = CLUSTER.findall(" ".join(body[:READ].split()))
    met = _met(clusters, terms)
    begin = _word_from(clusters, max(0, min(met, default=0) - BEFORE))
    end = _word_upto(clusters, min(len(clusters), begin + WIDE))
    shown = groupby(range(begin, end), key=lambda place: place in met)
    pieces = [_piece("".join(clusters[place] for place in places), is_met) for is_met, places in shown]
    return Markup("").join(["…" if begin else "", *pieces, "…" if end < len(clusters) else ""])


def _piece(words: str, is_met: bool) -> Markup:
    return MARK % words if is_met else Markup.escape(words)


def _word_from(clusters: list[str], place: int) -> int:
    """The begin of a word at ``place`` or shortly after it, where words have begins."""
    spaces = (i + 1 for i in range(place, min(place + NEAR, len(clusters))) if clusters[i] == " ")
    return next(spaces, place) if place else 0


def _word_upto(clusters: list[str], place: int) -> int:
    """The end of a word at ``place`` or shortly before it."""
    spaces = (i for i in range(place, max(place - NEAR, 0), -1) if clusters[i : i + 1] == [" "])
    return place if place == len(clusters) else next(spaces, place)


def _met(clusters: list[str], terms: list[Term]) -> set[int]:
    """The places of the clusters that belong to a term."""
    folds = [fold(cluster) for cluster in clusters]
    places = [place for place, one in enumerate(folds) for _ in one]
    whole = "".join(folds)
    return {places[i] for term in terms for begin, end in _spans(term, whole) for i in range(begin, end)}


def _spans(term: Term, whole: str) -> Iterator[tuple[int, int]]:
    for found in _pattern(term).finditer(whole):
        yield found.span()


def _pattern(term: Term) -> regex.Pattern[str]:
    begin = "" if term.runs[0].unspaced else f"(?<!{LETTER})"
    end = "" if term.runs[-1].unspaced else f"{LETTER}*" if term.open else f"(?!{LETTER})"
    between = r"[^\p{L}\p{N}\p{M}]*"
    return regex.compile(begin + between.join(regex.escape(run.words) for run in term.runs) + end)
