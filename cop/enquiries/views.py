"""An early question in its private thread, as both sides read it."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cop.enquiries import actions, forms, permits, queries, shown
from cop.enquiries.models import Enquiry
from cop.enquiries.rules import KIND_WORDS, STATE_WORDS, TOPICS, Kind, State
from cop.kernel import clock, refs, words
from cop.kernel.forms import Press, whole
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit, to

pages = Pages("enquiries", "/enquiries")


@pages.get("/", permits.may_list)
def index() -> str:
    keep_nowhere()
    viewer, now, state = actor(), clock.lately(), request.args.get("state", "")
    found = queries.listed(viewer, state if state in STATE_WORDS else "", request.args.get("cursor", ""))
    return page(
        "enquiries/index.html",
        rows=[(row, *shown.clock(row, now)) for row in found.rows],
        topics=TOPICS,
        filters=[("state", _("State"), state, [(key.value, _(name)) for key, name in STATE_WORDS.items()])],
        state=state,
        may_ask=permits.may_ask(viewer),
        earlier=url_for("enquiries.index", state=state, cursor=found.before) if found.before else "",
        later=url_for("enquiries.index", state=state, cursor=found.after) if found.after else "",
    )


@pages.form("/new", permits.may_ask)
def new() -> Any:
    form = forms.AskForm()
    form.country.choices = [(code, words.country(code)) for code in queries.countries_to_ask()]
    says = [
        _("Only you and the verified regulators of that country read what you write here, not even the secretariat. "
          "You can let colleagues read along."),
        _("An early answer helps you to prepare; it decides nothing."),
    ]  # fmt: skip
    return submit(form, lambda: actions.ask(form.asked, actor=actor()), queries.address) or form_page(
        form, _("Ask a country's regulators"), None, _("Ask"), says=says
    )


@pages.get("/<uid>", permits.may_read, queries.enquiry)
def enquiry(enquiry: Enquiry) -> str:
    keep_nowhere()
    viewer, now = actor(), clock.lately()
    return page(
        "enquiries/enquiry.html",
        enquiry=enquiry,
        crumbs=crumbs(),
        clock=shown.clock(enquiry, now),
        acts=shown.acts(viewer, enquiry),
        kinds=KIND_WORDS,
        topic=_(TOPICS[enquiry.topic]),
        target=queries.target(enquiry.country),
        asks=permits.may_add(viewer, enquiry),
        links=refs.linked(enquiry.ref, viewer),
    )


@pages.form("/<uid>/say", permits.may_add, queries.enquiry)
def say(enquiry: Enquiry) -> Any:
    form = forms.SayForm()
    told = enquiry.state == State.ANSWERED
    says = [_("This asks further: the clock begins anew.")] if told else []
    return _saying(
        enquiry, form, lambda: actions.add_to_enquiry(enquiry, form.text.data, actor=actor()), says
    )


@pages.form("/<uid>/reply", permits.may_answer, queries.enquiry)
def reply(enquiry: Enquiry) -> Any:
    form = forms.AnswerForm(kind=Kind.ANSWER.value)

    def act() -> None:
        does = actions.ask_back if form.kind.data == Kind.BACK.value else actions.answer_enquiry
        does(enquiry, form.text.data, actor=actor())

    return _saying(
        enquiry, form, act, [_("It is read by who asked, and carries your name and your authority's.")]
    )


def _saying(enquiry: Enquiry, form: Any, act: Any, says: list[str]) -> Any:
    keep_nowhere()
    told = [enquiry.messages[-1].text, *says] if enquiry.messages else says
    return submit(form, act, lambda _done: queries.address(enquiry)) or form_page(
        form, enquiry.title, enquiry, _("Send"), says=told
    )


@pages.form("/<uid>/assign", permits.may_assign, queries.enquiry)
def assign(enquiry: Enquiry) -> Any:
    form = forms.AssignForm(member=str(enquiry.assignee_id or ""))
    named = [(str(id), name) for id, name in queries.regulators(enquiry.country)]
    form.member.choices = [("", _("Nobody yet")), *named]

    def act() -> None:
        actions.assign_enquiry(enquiry, whole(form.member.data), actor=actor())

    return submit(form, act, lambda _done: queries.address(enquiry)) or form_page(
        form, _("Who answers"), enquiry
    )


@pages.form("/<uid>/readers", permits.may_share, queries.enquiry)
def readers(enquiry: Enquiry) -> Any:
    keep_nowhere()
    form = forms.ReaderForm()
    return submit(form, lambda: actions.share_enquiry(enquiry, form.slug.data, actor=actor())) or page(
        "enquiries/readers.html",
        form=form,
        enquiry=enquiry,
        crumbs=crumbs(enquiry),
        colleagues=queries.colleagues(enquiry),
    )


@pages.post("/<uid>/readers/remove", permits.may_share, queries.enquiry)
def remove_reader(enquiry: Enquiry) -> Any:
    actions.unshare_enquiry(enquiry, whole(request.form.get("member")), actor=actor())
    return to("enquiries.readers", uid=enquiry.uid)


@pages.form("/<uid>/close", permits.may_close, queries.enquiry)
def close(enquiry: Enquiry) -> Any:
    form = Press()
    says = [
        _(
            "Nothing can be added any more. The regulators keep what was said, and can make guidance of an answer."
        )
    ]
    return submit(
        form, lambda: actions.close_enquiry(enquiry, actor=actor()), lambda _done: queries.address(enquiry)
    ) or form_page(form, _("Close the question"), enquiry, _("Close"), says=says)


def crumbs(enquiry: Enquiry | None = None) -> list[tuple[str, str]]:
    own = [(enquiry.uid, queries.address(enquiry))] if enquiry else []
    return [(_("Sandbox"), url_for("pilots.index")), (_("Early questions"), url_for("enquiries.index")), *own]


def form_page(form: Any, title: str, enquiry: Enquiry | None, act: str = "", **more: Any) -> str:
    """A page that is one form."""
    return page("one_form.html", form=form, title=title, crumbs=crumbs(enquiry), act=act or _("Save"), **more)
