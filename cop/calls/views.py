"""Calls for trials as everyone reads them: the list, the feed, a call."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from cop.calls import actions, forms, judging, list_queries, permits, queries, rules, shown
from cop.calls.list_queries import Wish
from cop.calls.models import Call
from cop.calls.profile import BOUND_WORDS
from cop.calls.rules import STANDING_WORDS, STATE_WORDS, Standing, State, Written
from cop.kernel import clock, feeding, refs, words
from cop.kernel.addresses import outward
from cop.kernel.feeding import Item
from cop.kernel.shared import shared
from cop.kernel.web import Pages, actor, answer, page, submit
from cop.kernel.words import reader_zone
from cop.pilots.choices import APPLICATIONS, FUNCTIONS

pages = Pages("calls", "/calls")
PUBLIC_STATES = [state for state in State if state is not State.DRAFT]


@pages.get("/", permits.may_browse)
def index() -> str:
    wish, now = wished(), clock.lately()
    found = list_queries.listed(actor(), wish, now, request.args.get("cursor", ""))
    return page(
        "calls/index.html",
        rows=[(row, *shown.state(row, now)) for row in found.rows],
        filters=_filters(wish),
        chosen=wish.chosen(),
        may_begin=permits.may_begin(actor()),
        earlier=_here(wish, found.before),
        later=_here(wish, found.after),
    )


def _here(wish: Wish, cursor: str) -> str:
    return url_for("calls.index", cursor=cursor, **wish.chosen()) if cursor else ""


def wished() -> Wish:
    """What the address asks the list to be narrowed to; what is no such value narrows nothing."""
    asked = {key: request.args.get(key, "") for key in ("state", "country", "function", "application")}
    known: dict[str, Any] = {"state": STATE_WORDS, "function": FUNCTIONS, "application": APPLICATIONS}
    fits = {key: value.isalpha() if key == "country" else value in known[key] for key, value in asked.items()}
    return Wish(**{key: value for key, value in asked.items() if fits[key]})


def _filters(wish: Wish) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """(name, label, value chosen, (value, words) to choose from) of each thing to narrow the list by."""
    seen = [(code, words.country(code)) for code in list_queries.countries_listed(actor())]
    return [
        ("state", _("State"), wish.state, [(s.value, _(STATE_WORDS[s])) for s in PUBLIC_STATES]),
        ("country", _("Country"), wish.country, seen),
        ("function", _("Public-health function"), wish.function, _named(FUNCTIONS)),
        ("application", _("Application area"), wish.application, _named(APPLICATIONS)),
    ]


def _named(offered: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, _(name)) for key, name in offered.items()]


@pages.get("/feed.atom", permits.may_browse)
def feed() -> Any:
    """The public calls that moved last."""
    community, now = current_app.extensions["cop"].config.site_name, clock.lately()
    title = _("Calls for trials of %(community)s", community=community)
    items = [_item(row, now) for row in list_queries.latest()]
    made = feeding.atom(outward("calls.index"), outward("calls.feed"), title, community, items)
    return shared(answer(made, "application/atom+xml"))


def _item(row: Any, now: Any) -> Item:
    address, says = outward("calls.call", uid=row.uid), " ".join(shown.state(row, now))
    return Item(address, row.title, "", row.opened_at, row.moved_at, rules.state_of(row, now), says)


@pages.form("/new", permits.may_begin)
def new() -> Any:
    form = forms.NewForm()

    def act() -> Call:
        written = Written(form.title.data, country=form.country.data, zone=reader_zone())
        return actions.begin_call(written, actor=actor())

    return submit(form, act, lambda made: url_for("calls.edit", uid=made.uid)) or form_page(
        form, _("Call for a trial"), None, _("Begin the draft"), says=[_("Only you see the draft.")]
    )


@pages.get("/<uid>", permits.may_browse, queries.call)
def call(call: Call) -> str:
    viewer, now = actor(), clock.lately()
    keeps = viewer.is_member and permits.may_keep(viewer, call)
    lacks = rules.unanswered(call, rules.CALL_NEEDS) if keeps and call.state == State.DRAFT else []
    return page(
        "calls/call.html",
        call=call,
        crumbs=crumbs(),
        state=shown.state(call, now),
        facts=shown.facts(call),
        lines=judging.side_by_side(call, []),
        bounds=BOUND_WORDS,
        acts=shown.acts(viewer, call, now),
        lacking=[_(one) for one in lacks],
        edits=keeps and call.state == State.DRAFT,
        own=[(one, _(STANDING_WORDS[Standing(one.standing)])) for one in queries.own(viewer, call)],
        received=queries.received(call) if rules.state_of(call, now) is not State.OPEN else None,
        links=refs.linked(call.ref, viewer),
    )


@pages.form("/<uid>/edit", permits.may_keep, queries.call)
def edit(call: Call) -> Any:
    form = forms.of_call(call)

    def act() -> None:
        actions.edit_call(call, form.written, form.version.number, actor=actor())

    says = [_("You can leave parts open until you publish it.")] if call.state == State.DRAFT else []
    return submit(form, act, lambda _done: queries.address(call)) or form_page(
        form, _("Edit the call"), call, says=says
    )


def crumbs(call: Call | None = None) -> list[tuple[str, str]]:
    own = [(call.uid, queries.address(call))] if call else []
    return [(_("Sandbox"), url_for("pilots.index")), (_("Calls"), url_for("calls.index")), *own]


def form_page(form: Any, title: str, call: Call | None, act: str = "", **more: Any) -> str:
    """A page that is one form."""
    return page("one_form.html", form=form, title=title, crumbs=crumbs(call), act=act or _("Save"), **more)
