"""The small parts of HTML that a thread's posts are put together from: a template takes longer.

A part escapes whatever is put into it unless that is Html already: another part, or a post's own text, which was
sanitised when it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape


class Html(str):
    """Text that is HTML already; Markup would do, but is slow to make by the hundred."""

    __slots__ = ()


SAFE = (Html, int)


def part(template: str) -> Callable[..., Html]:
    """Makes a function that fills the places of ``template``, escaping every value that is not Html."""
    fill = template.format
    return lambda *values: Html(fill(*[v if v.__class__ in SAFE else escape(str(v)) for v in values]))


TREE = part('<div class="tree">{}</div>')
ARTICLE = part('<article class="post{} depth-{}" id="{}">{}{}{}{}{}</article>')
STUB = part('<article class="post depth-{}" id="{}"><p class="meta">{}</p></article>')
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
REACT = part('<li><button form="react" name="{}" value="{}-{}" aria-pressed="{}">{}</button></li>')
COUNT = part('<li class="meta">{}</li>')
AWAY = part('<article class="post depth-0"><p class="meta">{}</p></article>')
THERE = part(' <a href="{}{}" id="post-{}">{}</a>')
HERE = part(' <span id="post-{}">{}</span>')
BRANCH = part('<details class="branch" open><summary>{}</summary>{}</details>')
EMPTY = Html()
