"""The full-text table of either database, held under the same tokens: FTS5 on SQLite, a ``tsvector`` on PostgreSQL.

Tokens are plain ASCII letters and digits, so that what is written into a question needs no quoting.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, cast, column, delete, func, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from cop.kernel import tokens
from cop.kernel.db import db, is_postgresql
from cop.kernel.tokens import Term

WORDS = table("search_words", column("rowid"), column("words"), column("search_words"))
DIVIDED_BY_LENGTH = 1  # of ts_rank: by the logarithm of it
SQLITE = text("INSERT INTO search_words (rowid, title, body, alone) VALUES (:id, :title, :body, :alone)")
POSTGRESQL = text("INSERT INTO search_words (rowid, words) VALUES (:id, CAST(:words AS tsvector))")
APART = 10  # positions between title and body, so that no phrase begins in one and ends in the other


def write(documents: Iterable[tuple[int, str, str]]) -> None:
    """Keeps the tokens of documents (id, title, body) that have none yet."""
    insert, row = (POSTGRESQL, _postgresql_row) if is_postgresql() else (SQLITE, _sqlite_row)
    db.session.execute(insert, [{"id": id} | row(*_tokens(title, body)) for id, title, body in documents])


def _tokens(title: str, body: str) -> tuple[list[str], list[str], list[str]]:
    above, below = tokens.runs(title), tokens.runs(body)
    heads = list(islice(tokens.tokens(above), tokens.MOST))
    rest = list(islice(tokens.tokens(below), tokens.MOST - len(heads)))
    return heads, rest, sorted(tokens.singles(above) | tokens.singles(below))


def _sqlite_row(heads: list[str], rest: list[str], alone: list[str]) -> dict[str, str]:
    return {"title": " ".join(heads), "body": " ".join(rest), "alone": " ".join(alone)}


def _postgresql_row(heads: list[str], rest: list[str], alone: list[str]) -> dict[str, str]:
    placed = [*_placed(heads, 1, "A"), *_placed(rest, len(heads) + APART, ""), *alone]
    return {"words": " ".join(placed)}


def _placed(found: Iterable[str], first: int, weight: str) -> Iterable[str]:
    return (f"{token}:{place}{weight}" for place, token in enumerate(found, first))


def remove(ids: Iterable[int]) -> None:
    db.session.execute(delete(WORDS).where(WORDS.c.rowid.in_(list(ids))))


def matches(asked: list[Term]) -> ColumnElement[bool]:
    """Condition on WORDS: every term is there."""
    if is_postgresql():
        return WORDS.c.words.op("@@")(cast(_tsquery(asked), TSQUERY))
    return WORDS.c.search_words.op("MATCH")(_match(asked))


def weight(asked: list[Term]) -> ColumnElement[Any]:
    """How well a row of WORDS that matches fits, more is better; a title weighs more than a body."""
    if is_postgresql():
        return func.ts_rank(WORDS.c.words, cast(_tsquery(asked), TSQUERY), DIVIDED_BY_LENGTH)
    return -func.bm25(literal_column("search_words"), 5.0, 1.0, 0.5)


def _match(asked: list[Term]) -> str:
    return " AND ".join(f'"{" ".join(term.tokens)}"{" *" if term.open else ""}' for term in asked)


def _tsquery(asked: list[Term]) -> str:
    phrases = (
        " <-> ".join([*term.tokens[:-1], term.tokens[-1] + (":*" if term.open else "")]) for term in asked
    )
    return " & ".join(f"({phrase})" for phrase in phrases)
