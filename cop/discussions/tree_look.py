"""What is the same for all posts of a page, and what stands in posts beside their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask_babel import gettext

from cop.discussions.rules import SAID_WORDS


@dataclass(frozen=True)
class Look:
    """What is the same for all posts of a page: whose eyes, which acts they have, where things are.

    ``address`` is the thread's, ``posts`` what comes before a post's id in its own, ``flag`` the same in that of
    flagging it ("" for who may not), ``check`` and ``shield`` icons'.
    ``old``: numbers that posts of the page had in the thread by whose address the reader comes.
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
    old: Mapping[int, int] = field(default_factory=dict)

    def anchor(self, seq: int) -> str:
        """What addresses call the post: by its ``old`` number for who comes by the address it had elsewhere."""
        taken = seq not in self.old and seq in self.old.values()
        return f"now-{seq}" if taken else f"post-{self.old.get(seq, seq)}"

    def is_new(self, row: Any) -> bool:
        return self.seen is not None and row.seq > self.seen and row.author_id != self.viewer_id

    @cached_property
    def frames(self) -> dict[tuple[bool, bool], str]:
        """The acts below posts as they were put together once: see tree_acts."""
        return {}

    @cached_property
    def roles(self) -> dict[tuple[str, str], Any]:
        """Of each group and country that were met, what stands behind a name."""
        return {}

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


PLAIN = Told()
