"""What a reader can do with a post, as links and buttons below it."""

from __future__ import annotations

from typing import Any

from cop.discussions.rules import SAID_WORDS, page_of
from cop.discussions.tree_look import Look
from cop.discussions.tree_parts import ACTS, COUNT, LINK, PRESS, REACT, Html

KINDS = tuple(kind.value for kind in SAID_WORDS)


def acts_of(row: Any, look: Look) -> Html:
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
