"""Pages of the sandbox: the list, a pilot, its dossier in stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, jsonify, request, url_for
from flask_babel import gettext as _

from cop.kernel import clock, refs, words
from cop.kernel.web import Pages, actor, page, submit
from cop.pilots import (
    actions,
    acts,
    choices,
    export,
    forms,
    list_queries,
    permits,
    queries,
    reading,
    shown,
    stage_forms,
    values,
)
from cop.pilots.gates import answers_of
from cop.pilots.list_queries import Wish
from cop.pilots.models import Pilot
from cop.pilots.queries import Editing
from cop.pilots.rules import STATE_WORDS, State
from cop.pilots.samd import CATEGORIES
from cop.spaces import queries as spaces

pages = Pages("pilots", "/pilots")
SHOWN_STATES = [state for state in State if state is not State.DRAFT]


@pages.get("/", permits.may_browse)
def index() -> str:
    wish = wished()
    found = list_queries.listed(actor(), wish, request.args.get("cursor", ""), list_queries.SIZE)
    states = list_queries.states_of(actor(), [row.id for row in found.rows])
    rows = [(row, *shown.state_sentence(states[row.id])) for row in found.rows]
    return page(
        "pilots/index.html",
        rows=rows,
        found=found,
        wished=wish,
        filters=_filters(wish),
        chosen=wish.chosen(),
        here=lambda cursor: url_for("pilots.index", cursor=cursor, **wish.chosen()) if cursor else "",
        refusals=_refused(),
        beside=current_app.extensions["cop"].beside("pilots", actor(), None),
    )


def wished() -> Wish:
    """What the address asks the list to be narrowed to; what is no such value narrows nothing."""
    asked = {key: request.args.get(key, "") for key in WISHES}
    return Wish(**{key: value for key, value in asked.items() if WISHES[key](value)})


WISHES: dict[str, Callable[[str], bool]] = {
    "country": lambda code: code.isalpha(),
    "state": lambda state: state in STATE_WORDS,
    "area": lambda area: area in choices.AREAS,
    "samd": lambda category: category in CATEGORIES.values(),
    "amdd": lambda one: one in choices.CLASSES,
    "language": lambda tag: values.TAG.fullmatch(tag) is not None,
}


def _filters(wish: Wish) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """(name, label, value chosen, (value, words) to choose from) of each thing to narrow the list by."""
    viewer = actor()
    countries = [(code, words.country(code)) for code in list_queries.countries_listed(viewer)]
    tags = [(tag, words.language_name(tag)) for tag in list_queries.languages_listed(viewer)]
    return [
        ("country", _("Country"), wish.country, countries),
        ("state", _("State"), wish.state, [(s.value, _(STATE_WORDS[s])) for s in SHOWN_STATES]),
        ("area", _("Area"), wish.area, [(key, _(name)) for key, name in choices.AREAS.items()]),
        ("samd", _("SaMD category"), wish.samd, [(one, one) for one in sorted(set(CATEGORIES.values()))]),
        ("amdd", _("AMDD class"), wish.amdd, list(choices.CLASSES.items())),
        ("language", _("Language tested"), wish.language, tags),
    ]


def _refused() -> list[tuple[str, str, int]]:
    """(area, reason, number) of what every country refused."""
    return [(_(choices.AREAS[area]), _(choices.REFUSALS[why]), n) for area, why, n in list_queries.refusals()]


@pages.form("/new", permits.may_register)
def new() -> Any:
    form = forms.NewForm()
    return submit(
        form, lambda: _register(form), lambda uid: url_for("pilots.stage", uid=uid, stage="summary")
    ) or form_page(
        form,
        _("Register a pilot"),
        None,
        _("Register the draft"),
        says=[_("Only you see the draft. It gets a number that stays with it for ever.")],
    )


def _register(form: forms.NewForm) -> str:
    return str(actions.register(form.title.data, form.countries.data, actor=actor()).uid)


def crumbs(pilot: Pilot | None = None) -> list[tuple[str, str]]:
    own = [(pilot.uid, url_for("pilots.pilot", uid=pilot.uid))] if pilot else []
    return [(_("Sandbox"), url_for("pilots.index")), *own]


@pages.get("/<uid>", permits.may_browse, queries.pilot)
def pilot(pilot: Pilot) -> str:
    """The public page, and for the team and the regulators what they can do next."""
    viewer, today = actor(), clock.now().date()
    return page(
        "pilots/pilot.html",
        pilot=pilot,
        crumbs=crumbs(),
        links=refs.linked(pilot.ref, viewer),
        acts=acts.of_pilot(viewer, pilot),
        stages=acts.stages(viewer, pilot),
        lacking=acts.lacking(viewer, pilot),
        may_disclose=permits.may_disclose(viewer, pilot),
        may_be_named=pilot.refused_at and not pilot.public_at and permits.may_be_named(viewer, pilot),
        **reading.of_pilot(viewer, pilot, today),
    )


@pages.get("/<uid>/lesson", permits.may_register, queries.pilot)
def lesson(pilot: Pilot) -> str:
    """Where a thread about what was learned can begin."""
    return page("pilots/lesson.html", pilot=pilot, crumbs=crumbs(pilot), spaces=spaces.all_visible(actor()))


@pages.get("/<uid>.json", permits.may_browse, queries.pilot)
def as_json(pilot: Pilot) -> Any:
    return jsonify(export.record_of(actor(), pilot))


@pages.form("/<uid>/edit/<stage>", permits.may_edit, queries.stage)
def stage(editing: Editing) -> Any:
    return edit(editing)


@pages.form("/<uid>/in/<country>/edit/<stage>", permits.may_edit, queries.country_stage)
def country_stage(editing: Editing) -> Any:
    return edit(editing)


def edit(editing: Editing) -> Any:
    """One stage of the form; saving leads to the next that is open."""
    subject, stage = editing.subject, editing.stage
    form = stage_forms.filled(stage, _own(editing), subject.versions.get(stage.key, 0))
    if done := submit(form, lambda: _save(editing, form), lambda _done: _after(editing)):
        return done
    stage_forms.show_theirs(form, reading.told_stage(editing))
    missing = acts.missing(subject, stage)
    says = [_("Still needed on this page: %(fields)s.", fields=words.listed(missing))] if missing else []
    return form_page(form, _(stage.title), editing.pilot, _("Save and go on"), says=says)


def form_page(form: Any, title: str, pilot: Pilot | None, act: str = "", **more: Any) -> str:
    """A page that is one form. ``says``: what to know before; ``remove``: where the row can be removed."""
    return form_under(form, title, crumbs(pilot), act, **more)


def form_under(form: Any, title: str, way: list[tuple[str, str]], act: str = "", **more: Any) -> str:
    """The same below any ``way``: crumbs as (label, address)."""
    return page("one_form.html", form=form, title=title, crumbs=way, act=act or _("Save"), **more)


def _own(editing: Editing) -> dict[str, Any]:
    have = answers_of(editing.subject)
    return {f.key: have[f.key] for f in editing.stage.fields if f.key in have}


def _save(editing: Editing, form: stage_forms.StageForm) -> None:
    actions.save_stage(
        editing.subject, editing.stage, form.answers(), stage_forms.seen_version(form), actor=actor()
    )


def _after(editing: Editing) -> str:
    later = acts.next_stage(editing.subject, editing.stage.key)
    return acts.stage_address(editing.subject, later) if later else reading.address(editing.subject)
