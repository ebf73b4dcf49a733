"""What a page that was left open gets put in: the answer that its reader just gave, and what others wrote since.

The script names what the page shows: its number, and the number of the last post of the thread when it was made. All
of it is in addresses, none in the form, so that the same words sent twice are one answer whichever way they are sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from flask import request, url_for
from flask_babel import gettext, ngettext

from cop.delivery.level_forms import form_for
from cop.discussions import page_posts, page_queries, queries, showing
from cop.discussions.forms import AnswerForm
from cop.discussions.models import Post
from cop.discussions.reading_queries import Reading
from cop.discussions.rules import numbers_on, page_of
from cop.discussions.tree import Arrival, arrivals
from cop.kernel.web import actor, page
from cop.writing import aside


def led_to(reading: Reading, post: Post) -> str:
    """Where sending an answer leads: to the post on its page, or to what the page that is open needs."""
    since = request.args.get("since", type=int)
    if since is None:
        return showing.at(reading, post.seq)
    own: dict[str, Any] = {"space": reading.space, "id": reading.id, "slug": reading.slug}
    return url_for("open_threads.after", **own, seq=since, page=_page_of(reading), said=post.seq)


def refused(reading: Reading, form: AnswerForm) -> Any:
    """The form again, with what was wrong at its fields."""
    if "since" not in request.args:
        return showing.show(reading, form)
    return {"parts": _parts(reading, **showing.answering(reading, form))}


def told(reading: Reading, since: int, said: int) -> dict[str, Any]:
    """What came since; of another page than the one that is open, only the answer that was ``said`` to a post of it.

    ``posts``: see tree.Arrival; ``upto``: the number of the last post of which the reader knows now; ``address``: where
    to go for what has no place on that page.
    """
    number = _page_of(reading)
    rows = _rows(reading, number, said)
    look = replace(page_posts.look_of(reading, showing.may_answer(reading)), seen=since)
    posts = list(arrivals(rows, since, look, page_posts.told_of(rows)))
    upto = _upto(reading, number, since, [row.seq for row in rows])
    if posts:
        showing.note_seen(reading, upto)
    return {
        "posts": [asdict(post) for post in posts],
        "said": said,
        "says": _says(posts, said),
        "parts": _parts(reading, **_after_saying(reading) if said else {}),
        "since": f"{queries.address(reading)}/since/{upto}",
        "upto": upto,
        "address": queries.address(reading, seq=said or since + 1),
    }


def _page_of(reading: Reading) -> int:
    """The number of the page that is open; 0, which has no posts, where it is one of a thread that is another now."""
    same, number = (request.view_args or {})["id"] == reading.id, request.args.get("page", 0, type=int)
    return number if same and 1 <= number <= page_of(reading.posts) else 0


def _rows(reading: Reading, number: int, said: int) -> Sequence[Any]:
    first, last = numbers_on(number)
    rows = page_posts.rows_on(reading, number)
    if not last < said <= reading.posts:
        return rows
    theirs = page_queries.posts(reading.id, page_of(said), actor())
    answers = [row for row in theirs if row.seq == said and first <= (row.parent_seq or 0) <= last]
    return [*rows, *answers]


def _upto(reading: Reading, number: int, since: int, numbers: Iterable[int]) -> int:
    """As far as nothing is left out that came since."""
    upto = min(max(since, numbers_on(number)[1]), reading.posts)
    return upto + 1 if upto + 1 in numbers else upto


def _says(posts: Sequence[Arrival], said: int) -> str:
    if said:
        return gettext("Your answer is posted.")
    return ngettext("%(num)d new answer", "%(num)d new answers", len(posts))


def _after_saying(reading: Reading) -> dict[str, Any]:
    """An empty form, and the letters that come now."""
    form = aside.begun(AnswerForm, reading.ref, typing=reading.typing)
    letters = showing.letters(reading, form_for(reading.chosen))
    return showing.answering(reading, form) | {"letters": letters}


def _parts(reading: Reading, **more: Any) -> str:
    """The parts of the page that are other now; each takes the place of what has its id."""
    number = request.args.get("page", 1, type=int)
    return page("discussions/arrived.html", **showing.about(reading), number=number, **more)
