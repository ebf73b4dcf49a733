"""What a reader can do with a post, as links and buttons below it.

Those of one page differ in little, so they are put together once, with places for what differs.
"""

from __future__ import annotations

from html import escape
from typing import Any

from cop.discussions.rules import SAID_WORDS, page_of
from cop.discussions.tree_look import Look
from cop.discussions.tree_parts import ACTS, COUNT, LINK, PRESS, REACT, Html

KINDS = tuple(kind.value for kind in SAID_WORDS)


def acts_of(row: Any, look: Look) -> Html:
    own, first = row.author_id == look.viewer_id, row.seq == 1
    frame = look.frames.get((own, first)) or look.frames.setdefault((own, first), _frame(look, own, first))
    chosen = _choose(row, look) if look.chooses and not first else ""
    reactions = _reactions(row, look) if _reacts(look, own) else {"counts": _counts(row, look)}
    return Html(frame.format(id=row.id, seq=row.seq, page=page_of(row.seq), chosen=chosen, **reactions))


def _frame(look: Look, own: bool, first: bool) -> str:
    """The acts of the reader's ``own`` posts or of others'; ``first``: of the post that the thread begins with."""
    said, post = {name: _plain(words) for name, words in look.said.items()}, f"{look.posts}{{id}}"
    wished = (
        (look.answers, LINK(Html("?page={page}&amp;reply={seq}#reply"), said["answer"])),
        (True, Html("".join(map(_react, KINDS)) if _reacts(look, own) else "{counts}")),
        (True, LINK(post, said["link"])),
        (own, LINK(f"{post}/edit", said["edit"])),
        (own or look.moderates, LINK(f"{post}/remove", said["remove"])),
        (look.moderates and not first, LINK(f"{post}/split", said["split"])),
        (look.flag and not own, LINK(f"{look.flag}{{id}}", said["flag"])),
        (True, Html("{chosen}")),
    )
    return ACTS(Html("".join(act for may, act in wished if may)))


def _plain(words: str) -> Html:
    """Words that stand in a frame as they are."""
    return Html(escape(words).replace("{", "{{").replace("}", "}}"))


def _reacts(look: Look, own: bool) -> bool:
    return look.answers and not own


def _react(kind: str) -> Html:
    return REACT(f"{{{kind}_act}}", kind, "{seq}", f"{{{kind}_on}}", f"{{{kind}}}")


def _reactions(row: Any, look: Look) -> dict[str, str]:
    """Of each kind what its button is called and does."""
    own: list[str] = (row.own or "").split()
    told: dict[str, str] = {}
    for kind in KINDS:
        pressed = kind in own
        told |= {kind: escape(_label(row, kind, look)), f"{kind}_act": "take" if pressed else "give"}
        told[f"{kind}_on"] = "true" if pressed else "false"
    return told


def _counts(row: Any, look: Look) -> str:
    """What was said, and how often, for who may not say it."""
    return "".join(COUNT(_label(row, kind, look)) for kind in KINDS if getattr(row, kind))


def _label(row: Any, kind: str, look: Look) -> str:
    number = getattr(row, kind)
    return f"{look.said[kind]} {number}" if number else look.said[kind]


def _choose(row: Any, look: Look) -> Html:
    act = "withdraw" if row.seq == look.accepted else "accept"
    return PRESS(f"{look.address}/{act}", look.token, f"{look.key}-{row.seq}", row.seq, look.said[act])
