"""Threads and posts in bulk, with the counters that the application would have kept."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bench import people, words
from bench.rows import put
from bench.scale import BEGUN, Scale
from cop.discussions.models import Post, Thread
from cop.discussions.writing import EXCERPT
from cop.kernel import text
from cop.kernel.text import Written

FORUM = people.FIRST_SPACE
MEASURED = 2  # id of the thread of one full page whose page is measured; 1 is the long one
BETWEEN_POSTS = timedelta(seconds=20)
Row = dict[str, Any]


def write(connection: Connection, scale: Scale) -> None:
    """The long thread and the measured one lie in the public space, the others in the first three in turn."""
    chance = random.Random(scale.seed)
    said = [(written, text.excerpt(written.html, EXCERPT)) for written in words.posts(chance)]
    codes, begun = people.countries(), BEGUN + timedelta(days=1)
    for id, length in enumerate(scale.lengths, 1):
        rows = list(_posts(id, length, scale, said, codes, begun, chance))
        put(connection, Thread, [_thread(id, rows)])
        put(connection, Post, rows)
        begun += timedelta(minutes=5)


def _posts(
    thread: int,
    length: int,
    scale: Scale,
    said: Sequence[tuple[Written, str]],
    codes: Sequence[str],
    begun: datetime,
    chance: random.Random,
) -> Iterator[Row]:
    for seq in range(1, length + 1):
        author = chance.randint(2, scale.members - 1)
        written, excerpt = chance.choice(said)
        yield {
            "thread_id": thread,
            "seq": seq,
            "parent_seq": _parent(seq, chance),
            "author_id": author,
            "group_key": people.GROUPS[(author - 1) % len(people.GROUPS)],
            "country": codes[(author - 1) % len(codes)],
            "organisation_id": people.organisation_of(author),
            "source": written.source,
            "html": written.html,
            "renderer": written.renderer,
            "excerpt": excerpt,
            "language": "en",
            "created_at": begun + seq * BETWEEN_POSTS,
        }


def _parent(seq: int, chance: random.Random) -> int | None:
    """Two of three posts answer one of the ten before them (an answer to the first is one to the thread)."""
    earliest = max(2, seq - 10)
    return chance.randint(earliest, seq - 1) if earliest < seq and chance.random() < 2 / 3 else None


def _thread(id: int, rows: Sequence[Row]) -> Row:
    return {
        "id": id,
        "space_id": FORUM if id <= MEASURED else FORUM + id % 3,
        "slug": f"thread-{id}",
        "title": f"What we saw in ward {id}",
        "kind": "discussion",
        "author_id": rows[0]["author_id"],
        "language": "en",
        "created_at": rows[0]["created_at"],
        "posts": len(rows),
        "voices": len({row["author_id"] for row in rows}),
        "last_at": rows[-1]["created_at"],
    }
