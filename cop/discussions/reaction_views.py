"""Saying of a post that it helped, that one agrees, or that it is the same here."""

from __future__ import annotations

import re
from typing import Any

from flask import redirect, request

from cop.discussions import permits, reaction_actions, thread_views, writing
from cop.discussions.models import Thread
from cop.discussions.rules import Said
from cop.kernel.errors import N_, Invalid
from cop.kernel.web import Pages, actor

pages = Pages("reactions", "/discussions")
VALUE = re.compile(f"({'|'.join(kind.value for kind in Said)})-([0-9]{{1,9}})", re.ASCII)


@pages.post("/<space>/<int:id>-<slug>/react", permits.may_react, thread_views.load)
def react(thread: Thread) -> Any:
    """Of the post by its number: give=helpful-12, or take=helpful-12."""
    taken = "take" in request.form
    asked = VALUE.fullmatch(request.form.get("take" if taken else "give", ""))
    post = writing.numbered(thread, int(asked[2])) if asked else None
    if asked is None or post is None:
        raise Invalid(
            N_("Use the buttons below a post of this thread: nothing else can be said in this way.")
        )
    act = reaction_actions.take_back if taken else reaction_actions.react
    act(post, Said(asked[1]), actor=actor())
    return redirect(thread_views.address(thread, post.seq), 303)
