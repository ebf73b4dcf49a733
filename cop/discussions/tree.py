"""The posts of a thread's page as a tree, the long loop of that page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, ngettext
from markupsafe import Markup

from cop.discussions.rules import ERASED, page_of
from cop.discussions.tree_acts import acts_of
from cop.discussions.tree_look import PLAIN, Look, Told
from cop.discussions.tree_parts import (
    ACCEPTED,
    ARTICLE,
    AWAY,
    BRANCH,
    BYLINE,
    EDITED,
    EMPTY,
    FLAGGED,
    HERE,
    NEW,
    QUOTE,
    REGULATOR,
    ROLE,
    SPAN,
    STUB,
    TEXT,
    THERE,
    TIME,
    TREE,
    UNSEEN,
    Html,
)
from cop.kernel import words
from cop.kernel.nesting import nested
from cop.spaces.speech import speaker

LEVELS = 3  # drawn as lines; deeper answers quote what they answer
FOLDED = 3  # answers to one post, from which on they can be folded away


@dataclass(frozen=True)
class Away:
    """Posts next to each other that went to the thread called ``title``, "" where it is not for the reader.

    ``posts``: number and id of each; ``seq`` is the first number.
    """

    seq: int
    title: str
    posts: Sequence[tuple[int, int]]
    parent_seq: None = None


@dataclass(frozen=True)
class Arrival:
    """The post numbered ``seq`` for a page that was made before it was written: ``after`` is the number of the one above
    it, ``branch`` what its branch is called now."""

    seq: int
    after: int
    branch: str
    html: str


def gathered(moved: Iterable[Any]) -> Iterator[Away]:
    """One for each run of rows (seq, post_id, title) that went the same way."""
    counted = ((row.seq - place, row) for place, row in enumerate(moved))
    for (_run, title), run in groupby(counted, key=lambda one: (one[0], one[1].title)):
        posts = [(row.seq, row.post_id) for _place, row in run]
        yield Away(posts[0][0], title, posts)


def tree(rows: Sequence[Any], look: Look, told: Told = PLAIN) -> Markup:
    """The posts of one page, by number, as a tree."""
    shown = TREE(
        Html("".join(_branches((depth, _show(row, depth, look, told)) for row, depth in nested(rows))))
    )
    return Markup(shown)  # noqa: S704 - every part escaped what was put into it


def _branches(posts: Iterable[tuple[int, Html]]) -> Iterator[Html]:
    """Each post that begins a branch, and what answers it."""
    for is_answer, some in groupby(posts, key=lambda one: one[0] > 0):
        shown = [post for _depth, post in some]
        all_of_them = Html("".join(shown))
        if is_answer and len(shown) >= FOLDED:
            yield BRANCH(_folded(len(shown)), all_of_them)
        else:
            yield all_of_them


def arrivals(rows: Sequence[Any], after: int, look: Look, told: Told = PLAIN) -> Iterator[Arrival]:
    """The posts numbered above ``after`` of those that a page holds now, in the order to be read."""
    before = 0
    for is_answer, some in groupby(nested(rows), key=lambda one: one[1] > 0):
        branch = list(some)
        label = _folded(len(branch)) if is_answer else ""
        for row, depth in branch:
            if row.seq > after:
                yield Arrival(row.seq, before, label, str(_show(row, depth, look, told)))
            before = row.seq


def _folded(count: int) -> str:
    return ngettext("%(num)d answer", "%(num)d answers", count)


def _show(row: Any, depth: int, look: Look, told: Told) -> Html:
    if row.__class__ is Away:
        return _away(row, look)
    if row.removed_at is not None:
        return STUB(min(depth, LEVELS), look.anchor(row.seq), removal(row))
    accepted = row.seq == look.accepted
    return ARTICLE(
        " accepted" if accepted else "",
        min(depth, LEVELS),
        look.anchor(row.seq),
        _byline(row, look),
        ACCEPTED(look.check, look.said["accepted"]) if accepted else EMPTY,
        _quote(row, depth, look),
        _text(row, look, told),
        acts_of(row, look),
    )


def _away(row: Away, look: Look) -> Html:
    """Each old number leads to where its post is now."""
    if not row.title:
        said = gettext("Moved to a thread that is not open to you:")
        links = [HERE(seq, seq) for seq, _post in row.posts]
    else:
        said = gettext("Moved to “%(title)s”:", title=row.title)
        links = [THERE(look.posts, post, seq, seq) for seq, post in row.posts]
    return AWAY(Html(escape(said) + "".join(links)))


def _text(row: Any, look: Look, told: Told) -> Html:
    text = Html(f"{TEXT(row.language, Html(told.text(row.html)))}{told.files(row)}")
    return FLAGGED(look.said["folded"], text) if row.folded_at else text


def removal(row: Any) -> str:
    """The stub's sentence; what was erased with its author's leaving has no reason of its own."""
    if row.removed_reason == ERASED:
        return gettext("Deleted when its author left.")
    if row.removed_by_id == row.author_id:
        return gettext("Removed by its author: %(reason)s", reason=row.removed_reason)
    return gettext("Removed by the moderators: %(reason)s", reason=row.removed_reason)


def _byline(row: Any, look: Look) -> Html:
    to = UNSEEN(look.said["in_answer"] % {"name": _answered(row)}) if row.parent_seq else EMPTY
    times = _time(EMPTY, row.created_at, row, look)
    if row.edited_at:
        times = Html(times + _edited(row, look))
    if row.personal or row.authority:
        said = look.said["personal"] if row.personal else look.said["official"] % {"authority": row.authority}
        times = Html(times + SPAN(said))
    if row.ai_help:
        times = Html(times + SPAN(look.said["ai_help"]))
    new = NEW(look.said["new"]) if look.is_new(row) else EMPTY
    return BYLINE(speaker(row.author, row.group_key), _role(row, look), _regulator(row, look), new, to, times)


def _role(row: Any, look: Look) -> Html:
    """Group and country of who is named; of others, whether the reader wrote it."""
    if row.author:
        role = look.roles.get((row.group, row.country))
        return role or look.roles.setdefault((row.group, row.country), _role_of(row))
    return ROLE(f"({look.said['you']})") if row.author_id == look.viewer_id else EMPTY


def _role_of(row: Any) -> Html:
    return ROLE(f"{row.group}, {words.country(row.country)}")


def _answered(row: Any) -> str:
    return speaker(row.parent_author, row.parent_group)


def _time(before: Html, at: datetime, row: Any, look: Look) -> Html:
    """Of what nobody is named for the day alone: minutes could be held against what a person did elsewhere."""
    if row.author:
        return TIME(before, at.isoformat(), words.when(at, look.zone))
    day = at.astimezone(ZoneInfo(look.zone)).date()
    return TIME(before, day.isoformat(), words.day(day))


def _regulator(row: Any, look: Look) -> Html:
    """The badge of who was a verified regulator when the post was written."""
    if not row.authority:
        return EMPTY
    named = {"authority": row.authority, "country": words.country(row.authority_country)}
    return REGULATOR(look.shield, look.said["regulator"] % named)


def _edited(row: Any, look: Look) -> Html:
    link = EDITED(look.posts, row.id, look.said["edited"])
    return _time(link, row.edited_at, row, look)


def _quote(row: Any, depth: int, look: Look) -> Html:
    """What is answered, where the tree does not show it."""
    if row.parent_seq is None or not (row.parent_excerpt and (depth == 0 or depth > LEVELS)):
        return EMPTY
    there = f"{look.address}?page={page_of(row.parent_seq)}#post-{row.parent_seq}"
    return QUOTE(there, look.said["to"] % {"name": _answered(row)}, row.parent_excerpt)
