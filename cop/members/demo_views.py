"""Demonstration mode alone: one click to be one of nine people."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from cop.kernel import submissions
from cop.kernel.errors import N_, Invalid
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page
from cop.members import entrance, permits, queries, sign_in_actions
from cop.members.personas import BY_KEY, PERSONAS
from cop.members.visits import browser

pages = Pages("demo", "/demo")


@pages.get("", public)
def choose() -> Any:
    return page("members/demo.html", personas=PERSONAS)


@pages.post("/sign-in", permits.may_be_persona)
def sign_in() -> Any:
    submissions.end()
    persona = BY_KEY.get(request.form.get("persona", ""))
    member = queries.by_slug_in_force(persona.slug) if persona else None
    if member is None:
        raise Invalid(N_("There is no such person in the demonstration. Choose one of those on the page."))
    if actor().is_member:
        sign_in_actions.sign_out(actor(), actor=actor())
    entrance.hand_over(sign_in_actions.sign_in_as(member, browser(), actor=actor()))
    return redirect("/", 303)
