"""Guidance: made of an answer, read over twice, then everyone's."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from cop.enquiries import forms, guidance_actions, guidance_queries, permits, queries
from cop.enquiries.models import Enquiry, Guidance
from cop.enquiries.rules import TOPICS, Guided, Kind
from cop.enquiries.views import crumbs, form_page
from cop.enquiries.views import pages as private
from cop.kernel import refs, words
from cop.kernel.web import Pages, actor, keep_nowhere, page, submit

pages = Pages("guidance", "/guidance")


@private.form("/<uid>/guidance", permits.may_guide, queries.enquiry)
def guide(enquiry: Enquiry) -> Any:
    """Begins with the question and the last answer; what tells who asked is marked and has to go."""
    keep_nowhere()
    form = forms.GuidanceForm(data=_begun(enquiry))
    form.names = enquiry.names

    def act() -> Guidance:
        version, confirmed = form.version.number, bool(form.confirmed.data)
        return guidance_actions.draft_guidance(enquiry, form.drafted, confirmed, version, actor=actor())

    says = [
        _("Everyone will read this text. Write it so that nobody can tell who asked. It needs two readings.")
    ]
    return submit(form, act, lambda _made: url_for("enquiries.read_over", uid=enquiry.uid)) or form_page(
        form, _("Make guidance of it"), enquiry, _("Save and read over"), says=says
    )


def _begun(enquiry: Enquiry) -> dict[str, Any]:
    if text := enquiry.guidance:
        return {key: getattr(text, key) for key in ("title", "question", "answer", "version")}
    by_kind = {one.kind: one.text for one in enquiry.messages}  # of each the last
    return {"question": by_kind.get(Kind.QUESTION, ""), "answer": by_kind.get(Kind.ANSWER, ""), "version": 0}


@private.form("/<uid>/guidance/read", permits.may_read_over, queries.enquiry)
def read_over(enquiry: Enquiry) -> Any:
    """Just what everyone will read, and a button that says it names nobody."""
    keep_nowhere()
    text = guidance_queries.draft_of(enquiry, actor())
    form = forms.ReadForm(version=text.version)

    def act() -> None:
        guidance_actions.read_over(text, form.version.number, actor=actor())

    def after(_done: Any) -> str:
        published = text.state == Guided.PUBLISHED
        return guidance_queries.address(text) if published else queries.address(enquiry)

    return submit(form, act, after) or page(
        "enquiries/read_over.html",
        form=form,
        enquiry=enquiry,
        text=text,
        topic=_(TOPICS[text.topic]),
        crumbs=crumbs(enquiry),
    )


@pages.get("/", permits.may_browse)
def index() -> str:
    country, topic = request.args.get("country", ""), request.args.get("topic", "")
    seen = guidance_queries.countries_listed()
    country, topic = country if country in seen else "", topic if topic in TOPICS else ""
    found = guidance_queries.listed(country, topic, request.args.get("cursor", ""))

    def here(cursor: str) -> str:
        return url_for("guidance.index", country=country, topic=topic, cursor=cursor) if cursor else ""

    return page(
        "enquiries/guidance_list.html",
        rows=found.rows,
        topics=TOPICS,
        filters=[
            ("country", _("Country"), country, [(code, words.country(code)) for code in seen]),
            ("topic", _("Topic"), topic, [(key, _(name)) for key, name in TOPICS.items()]),
        ],
        chosen=country or topic,
        earlier=here(found.before),
        later=here(found.after),
    )


@pages.get("/<uid>", permits.may_browse, guidance_queries.guidance)
def guidance(guidance: Guidance) -> str:
    viewer = actor()
    return page(
        "enquiries/guidance.html",
        text=guidance,
        topic=_(TOPICS[guidance.topic]),
        crumbs=_crumbs(),
        may_withdraw=guidance.state == Guided.PUBLISHED and permits.may_withdraw_guidance(viewer, guidance),
        links=refs.linked(guidance.ref, viewer),
    )


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Sandbox"), url_for("pilots.index")), (_("Guidance"), url_for("guidance.index"))]


@pages.form("/<uid>/withdraw", permits.may_withdraw_guidance, guidance_queries.guidance)
def withdraw(guidance: Guidance) -> Any:
    form = forms.ReasonForm()

    def act() -> None:
        guidance_actions.withdraw_guidance(guidance, form.reason.data, actor=actor())

    says = [_("It stays at its address with your reason, and leaves the list and search.")]
    return submit(form, act, lambda _done: guidance_queries.address(guidance)) or page(
        "one_form.html",
        form=form,
        title=_("Withdraw the guidance"),
        crumbs=[*_crumbs(), (guidance.uid, guidance_queries.address(guidance))],
        act=_("Withdraw"),
        says=says,
        grave=True,
    )
