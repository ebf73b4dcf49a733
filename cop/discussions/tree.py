"""The long loop of a thread's page, put together from small parts: a template takes longer.

A part escapes whatever is put into it unless that is Html already: another part, or a post's own text, which was
sanitised when it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, ngettext
from markupsafe import Markup

from cop.discussions.rules import ERASED, SAID_WORDS, page_of
from cop.kernel import words
from cop.kernel.nesting import nested
from cop.spaces.speech import speaker

KINDS = tuple(kind.value for kind in SAID_WORDS)
LEVELS = 3  # drawn as lines; deeper answers quote what they answer


class Html(str):
    """Text that is HTML already; Markup would do, but is slow to make by the hundred."""

    __slots__ = ()


def part(template: str) -> Callable[..., Html]:
    """Makes a function that fills the places of ``template``, escaping every value that is not Html."""
    fill = template.format
    return lambda *values: Html(fill(*[v if v.__class__ is Html else escape(str(v)) for v in values]))


TREE = part('<div class="tree">{}</div>')
ARTICLE = part('<article class="post{} depth-{}" id="post-{}">{}{}{}{}{}</article>')
STUB = part('<article class="post depth-{}" id="post-{}"><p class="meta">{}</p></article>')
BYLINE = part('<header><p><b>{}</b>{}{}{}</p>{}<p class="meta dots">{}</p></header>')
ROLE = part(' <span class="role">{}</span>')
REGULATOR = part(
    ' <span class="badge accent"><svg class="icon" aria-hidden="true"><use href="{}"/></svg>{}</span>'
)
TIME = part('<span>{}<time datetime="{}">{}</time></span>')
EDITED = part('<a href="{}{}/history">{}</a> ')
SPAN = part("<span>{}</span>")
NEW = part(' <span class="new">{}</span>')
UNSEEN = part('<p class="hidden">{}</p>')
ACCEPTED = part('<p class="accepted-line"><svg class="icon" aria-hidden="true"><use href="{}"/></svg> {}</p>')
QUOTE = part('<blockquote class="small"><a href="{}">{}</a> {}</blockquote>')
FLAGGED = part('<details class="folded"><summary>{}</summary>{}</details>')
TEXT = part('<div class="post-text" lang="{}">{}</div>')
ACTS = part('<ul class="post-acts">{}</ul>')
LINK = part('<li><a href="{}">{}</a></li>')
PRESS = part(
    '<li><form method="post" action="{}"><input type="hidden" name="csrf_token" value="{}">'
    '<input type="hidden" name="form_key" value="{}"><input type="hidden" name="seq" value="{}">'
    '<button class="button text" type="submit">{}</button></form></li>'
)
REACT = part(
    '<li><button class="button text" form="react" name="{}" value="{}-{}" aria-pressed="{}">{}</button></li>'
)
COUNT = part('<li class="meta">{}</li>')
AWAY = part('<article class="post depth-0"><p class="meta">{}</p></article>')
THERE = part(' <a href="{}{}" id="post-{}">{}</a>')
HERE = part(' <span id="post-{}">{}</span>')
BRANCH = part('<details class="branch" open><summary>{}</summary>{}</details>')
FOLDED = 3  # answers to one post, from which on they can be folded away
EMPTY = Html()


@dataclass(frozen=True)
class Away:
    """Posts next to each other that went to the thread called ``title``, "" where it is not for the reader.

    ``posts``: number and id of each; ``seq`` is the first number.
    """

    seq: int
    title: str
    posts: Sequence[tuple[int, int]]
    parent_seq: None = None


def gathered(moved: Iterable[Any]) -> Iterator[Away]:
    """One for each run of rows (seq, post_id, title) that went the same way."""
    counted = ((row.seq - place, row) for place, row in enumerate(moved))
    for (_run, title), run in groupby(counted, key=lambda one: (one[0], one[1].title)):
        posts = [(row.seq, row.post_id) for _place, row in run]
        yield Away(posts[0][0], title, posts)


@dataclass(frozen=True)
class Look:
    """What is the same for all posts of a page: whose eyes, which acts they have, where things are.

    ``address`` is the thread's, ``posts`` what comes before a post's id in its own, ``flag`` the same in that of
    flagging it ("" for who may not), ``check`` and ``shield`` icons'.
    Posts numbered above ``seen`` are new (None: none is). ``key`` and ``token`` go into the forms.
    """

    address: str
    posts: str
    check: str
    shield: str
    viewer_id: int | None
    seen: int | None
    accepted: int | None
    answers: bool
    moderates: bool
    chooses: bool
    key: str
    token: str
    zone: str
    flag: str = ""

    def is_new(self, row: Any) -> bool:
        return self.seen is not None and row.seq > self.seen and row.author_id != self.viewer_id

    @cached_property
    def said(self) -> dict[str, str]:
        """Words that come again with every post."""
        return {
            "new": gettext("New"),
            "edited": gettext("edited"),
            "personal": gettext("Personal view, not my agency's"),
            "you": gettext("you"),
            "official": gettext("View of %(authority)s"),
            "regulator": gettext("Verified regulator: %(authority)s, %(country)s"),
            "ai_help": gettext("Written with the help of AI"),
            "answer": gettext("Answer"),
            "link": gettext("Link"),
            "edit": gettext("Edit"),
            "remove": gettext("Remove"),
            "split": gettext("Split off"),
            "flag": gettext("Flag"),
            "folded": gettext("Several readers flagged this post; a moderator will look at it. Show it"),
            "accept": gettext("Accept as the answer"),
            "withdraw": gettext("Withdraw acceptance"),
            "accepted": gettext("Accepted answer"),
            "to": gettext("To %(name)s:"),
            **{kind.value: gettext(name) for kind, name in SAID_WORDS.items()},
            "in_answer": gettext("In answer to %(name)s"),
        }


@dataclass(frozen=True)
class Told:
    """What stands in posts beside their words: ``text`` puts the titles of what is linked into their HTML, ``files``
    gives the list of what is attached to a row's."""

    text: Callable[[str], str] = str
    files: Callable[[Any], str] = lambda _row: ""


def tree(rows: Sequence[Any], look: Look, told: Told = Told()) -> Markup:
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
            yield BRANCH(ngettext("%(num)d answer", "%(num)d answers", len(shown)), all_of_them)
        else:
            yield all_of_them


def _show(row: Any, depth: int, look: Look, told: Told) -> Html:
    if row.__class__ is Away:
        return _away(row, look)
    if row.removed_at is not None:
        return STUB(min(depth, LEVELS), row.seq, removal(row))
    accepted = row.seq == look.accepted
    return ARTICLE(
        " accepted" if accepted else "",
        min(depth, LEVELS),
        row.seq,
        _byline(row, look),
        ACCEPTED(look.check, look.said["accepted"]) if accepted else EMPTY,
        _quote(row, depth, look),
        _text(row, look, told),
        _acts(row, look),
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
        return ROLE(f"{row.group}, {words.country(row.country)}")
    return ROLE(f"({look.said['you']})") if row.author_id == look.viewer_id else EMPTY


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


def _acts(row: Any, look: Look) -> Html:
    said, post = look.said, f"{look.posts}{row.id}"
    acts = (
        [LINK(f"{look.address}?page={page_of(row.seq)}&reply={row.seq}#reply", said["answer"])]
        if look.answers
        else []
    )
    acts += _reactions(row, look)
    acts.append(LINK(post, said["link"]))
    if row.author_id == look.viewer_id:
        acts.append(LINK(f"{post}/edit", said["edit"]))
    if row.author_id == look.viewer_id or look.moderates:
        acts.append(LINK(f"{post}/remove", said["remove"]))
    if look.moderates and row.seq > 1:
        acts.append(LINK(f"{post}/split", said["split"]))
    if look.flag and row.author_id != look.viewer_id:
        acts.append(LINK(f"{look.flag}{row.id}", said["flag"]))
    if look.chooses and row.seq > 1:
        acts.append(_choose(row, look))
    return ACTS(Html("".join(acts)))


def _reactions(row: Any, look: Look) -> list[Html]:
    """Buttons for who may react; else what was said, and how often."""
    counted = ((kind, getattr(row, kind)) for kind in KINDS)
    told = [
        (kind, f"{look.said[kind]} {number}" if number else look.said[kind], number)
        for kind, number in counted
    ]
    if not look.answers or row.author_id == look.viewer_id:
        return [COUNT(label) for _kind, label, number in told if number]
    own = (row.own or "").split()
    return [
        REACT("take", kind, row.seq, "true", label)
        if kind in own
        else REACT("give", kind, row.seq, "false", label)
        for kind, label, _number in told
    ]


def _choose(row: Any, look: Look) -> Html:
    act = "withdraw" if row.seq == look.accepted else "accept"
    return PRESS(f"{look.address}/{act}", look.token, f"{look.key}-{row.seq}", row.seq, look.said[act])
