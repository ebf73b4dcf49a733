"""The long loop of a thread's page, put together from small parts: a template takes longer.

A part escapes whatever is put into it unless that is Html already: another part, or a post's own text, which was
sanitised when it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from flask_babel import gettext
from markupsafe import Markup

from cop.discussions.rules import ERASED, page_of
from cop.kernel import words
from cop.kernel.nesting import nested

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
BYLINE = part(
    '<header><p><b>{}</b> <span class="role">{}, {}</span>{}{}</p>{}<p class="meta dots">{}</p></header>'
)
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
TEXT = part('<div class="post-text" lang="{}">{}</div>')
ACTS = part('<ul class="post-acts">{}</ul>')
LINK = part('<li><a href="{}">{}</a></li>')
PRESS = part(
    '<li><form method="post" action="{}"><input type="hidden" name="csrf_token" value="{}">'
    '<input type="hidden" name="form_key" value="{}"><input type="hidden" name="seq" value="{}">'
    '<button class="button text" type="submit">{}</button></form></li>'
)
EMPTY = Html()


@dataclass(frozen=True)
class Look:
    """What is the same for all posts of a page: whose eyes, which acts they have, where things are.

    ``address`` is the thread's, ``posts`` what comes before a post's id in its own, ``check`` and ``shield`` icons'.
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

    def is_new(self, row: Any) -> bool:
        return self.seen is not None and row.seq > self.seen and row.author_id != self.viewer_id

    @cached_property
    def said(self) -> dict[str, str]:
        """Words that come again with every post."""
        return {
            "new": gettext("New"),
            "edited": gettext("edited"),
            "personal": gettext("Personal view, not my agency's"),
            "official": gettext("View of %(authority)s"),
            "regulator": gettext("Verified regulator: %(authority)s, %(country)s"),
            "answer": gettext("Answer"),
            "link": gettext("Link"),
            "edit": gettext("Edit"),
            "remove": gettext("Remove"),
            "accept": gettext("Accept as the answer"),
            "withdraw": gettext("Withdraw acceptance"),
            "accepted": gettext("Accepted answer"),
            "to": gettext("To %(name)s:"),
            "in_answer": gettext("In answer to %(name)s"),
        }


def tree(rows: Sequence[Any], look: Look) -> Markup:
    """The posts of one page, by number, as a tree."""
    shown = TREE(Html("".join([_show(row, depth, look) for row, depth in nested(rows)])))
    return Markup(shown)  # noqa: S704 - every part escaped what was put into it


def _show(row: Any, depth: int, look: Look) -> Html:
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
        TEXT(row.language, Html(row.html)),
        _acts(row, look),
    )


def removal(row: Any) -> str:
    """The stub's sentence; what was erased with its author's leaving has no reason of its own."""
    if row.removed_reason == ERASED:
        return gettext("Deleted when its author left.")
    if row.removed_by_id == row.author_id:
        return gettext("Removed by its author: %(reason)s", reason=row.removed_reason)
    return gettext("Removed by the moderators: %(reason)s", reason=row.removed_reason)


def _byline(row: Any, look: Look) -> Html:
    to = UNSEEN(look.said["in_answer"] % {"name": row.parent_author}) if row.parent_author else EMPTY
    times = TIME("", row.created_at.isoformat(), words.when(row.created_at, look.zone))
    if row.edited_at:
        times = Html(times + _edited(row, look))
    if row.personal or row.authority:
        said = look.said["personal"] if row.personal else look.said["official"] % {"authority": row.authority}
        times = Html(times + SPAN(said))
    new = NEW(look.said["new"]) if look.is_new(row) else EMPTY
    return BYLINE(row.author, row.group, words.country(row.country), _regulator(row, look), new, to, times)


def _regulator(row: Any, look: Look) -> Html:
    """The badge of who was a verified regulator when the post was written."""
    if not row.authority:
        return EMPTY
    named = {"authority": row.authority, "country": words.country(row.authority_country)}
    return REGULATOR(look.shield, look.said["regulator"] % named)


def _edited(row: Any, look: Look) -> Html:
    link = EDITED(look.posts, row.id, look.said["edited"])
    return TIME(link, row.edited_at.isoformat(), words.when(row.edited_at, look.zone))


def _quote(row: Any, depth: int, look: Look) -> Html:
    """What is answered, where the tree does not show it."""
    if row.parent_seq is None or not (row.parent_excerpt and (depth == 0 or depth > LEVELS)):
        return EMPTY
    there = f"{look.address}?page={page_of(row.parent_seq)}#post-{row.parent_seq}"
    return QUOTE(there, look.said["to"] % {"name": row.parent_author}, row.parent_excerpt)


def _acts(row: Any, look: Look) -> Html:
    said, post = look.said, f"{look.posts}{row.id}"
    acts = (
        [LINK(f"{look.address}?page={page_of(row.seq)}&reply={row.seq}#reply", said["answer"])]
        if look.answers
        else []
    )
    acts.append(LINK(post, said["link"]))
    if row.author_id == look.viewer_id:
        acts.append(LINK(f"{post}/edit", said["edit"]))
    if row.author_id == look.viewer_id or look.moderates:
        acts.append(LINK(f"{post}/remove", said["remove"]))
    if look.chooses and row.seq > 1:
        acts.append(_choose(row, look))
    return ACTS(Html("".join(acts)))


def _choose(row: Any, look: Look) -> Html:
    act = "withdraw" if row.seq == look.accepted else "accept"
    return PRESS(f"{look.address}/{act}", look.token, f"{look.key}-{row.seq}", row.seq, look.said[act])
