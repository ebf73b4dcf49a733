"""One's drafts that wait for clearance, and those one is asked to clear. No cache keeps any of it."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _

from cop.clearance import actions, permits, queries
from cop.clearance.forms import STATES, AnswerForm, DraftForm
from cop.clearance.models import Clearance, Waiting
from cop.kernel import refs
from cop.kernel.web import Pages, actor, keep_nowhere, own_path, page, submit
from cop.spaces.queries import member_called

pages = Pages("drafts", "/account/drafts")


def _address(draft: Waiting) -> str:
    return url_for("drafts.draft", id=draft.id)


@pages.get("", permits.may_list)
def index() -> Any:
    keep_nowhere()
    drafts = queries.of(actor())
    places = refs.resolve({draft.about for draft in drafts}, actor())
    return page("clearance/index.html", drafts=drafts, places=places, states=STATES)


@pages.get("/<int:id>", permits.may_read, queries.draft)
def draft(draft: Waiting) -> Any:
    return _shown(draft, None, None)


def _shown(draft: Waiting, form: DraftForm | None, answer: AnswerForm | None) -> str:
    keep_nowhere()
    own = permits.may_change(actor(), draft)
    person = draft.reviewer.name if draft.reviewer else ""
    typed = {"text": draft.source, "person": person, "version": draft.version}
    return page(
        "clearance/draft.html",
        draft=draft,
        place=refs.resolve([draft.about], actor()).get(draft.about),
        state=STATES[Clearance(draft.state)],
        form=(form or DraftForm(formdata=None, data=typed)) if own else None,
        sayable=f"says:{refs.split(draft.about)[0]}" in current_app.extensions["cop"].hooks,
        answer=None if own else (answer or AnswerForm(formdata=None)),
    )


@pages.post("/<int:id>", permits.may_change, queries.draft)
def ask(draft: Waiting) -> Any:
    form = DraftForm()

    def act() -> None:
        reviewer = member_called(form.person.data) if form.person.data else None
        actions.ask_for_clearance(draft, form.text.data, reviewer, form.version.number, actor=actor())
        flash(
            _("Kept; %(name)s is asked by mail.", name=reviewer.name)
            if reviewer
            else _("Kept, for you alone.")
        )

    return submit(form, act, lambda _none: _address(draft)) or _shown(draft, form, None)


@pages.post("/<int:id>/answer", permits.may_answer, queries.draft)
def answer(draft: Waiting) -> Any:
    form = AnswerForm()

    def act() -> None:
        version = request.form.get("version", 0, type=int)
        actions.answer_clearance(draft, form.cleared.data == "yes", form.note.data, version, actor=actor())
        flash(_("Answered; the author is told by mail."))

    return submit(form, act, lambda _none: _address(draft)) or _shown(draft, None, form)


@pages.post("/<int:id>/publish", permits.may_change, queries.draft)
def publish(draft: Waiting) -> Any:
    return redirect(actions.publish(draft, actor=actor()), 303)


@pages.post("/<int:id>/drop", permits.may_change, queries.draft)
def drop(draft: Waiting) -> Any:
    back = own_path(draft.at) if draft.at else url_for("drafts.index")
    actions.drop(draft, actor=actor())
    flash(_("The draft is deleted."))
    return redirect(back, 303)
