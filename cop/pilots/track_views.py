"""Pages of one country's track and of the steps that pilots take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from cop.kernel import clock, words
from cop.kernel.errors import N_
from cop.kernel.forms import Press
from cop.kernel.web import actor, page, submit
from cop.pilots import acts, forms, moving, permits, queries, reading, ruling_forms, track_actions
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.permits import MOVING
from cop.pilots.rules import MOVES
from cop.pilots.views import crumbs, form_page, pages

SAYS = {
    "submit": N_(
        "The secretariat checks that the dossier is complete and hands it to the regulators. From now on members "
        "can read it, and what the regulators judge is closed."
    ),
    "take": N_("The dossier goes to the regulators of its countries. It cannot be returned after that."),
    "return": N_(
        "The team can change the dossier and submit it again. It reads your reason, and so do the regulators."
    ),
    "suspend": N_("The pilot stops there at once. The reason becomes public."),
    "lift": N_("The pilot goes on. The reason becomes public."),
    "terminate": N_("The pilot ends there for good and the decision is revoked. The reason becomes public."),
    "withdraw": N_("The pilot ends there for good. The reason becomes public."),
    "report": N_("The running ends and the exit report is awaited."),
    "complete": N_("The exit report is there. The pilot ends and its record stays."),
    "activate": N_("From now on the pilot runs here, until the decision's last day."),
    "extend": N_("The pilot may run here until the new day. The reason becomes public."),
}
GRAVE = ("terminate", "withdraw", "suspend")
PLAIN: dict[str, Callable[..., Any]] = {
    "submit": track_actions.submit,
    "take": track_actions.take_into_review,
    "report": track_actions.report,
    "complete": track_actions.complete,
}
REASONED: dict[str, Callable[..., Any]] = {
    "return": track_actions.return_to_team,
    "suspend": track_actions.suspend,
    "lift": track_actions.lift,
    "terminate": track_actions.terminate,
    "withdraw": track_actions.withdraw,
}


@pages.get("/<uid>/in/<country>", permits.may_browse, queries.track)
def country(track: PilotCountry) -> str:
    viewer, today = actor(), clock.now().date()
    return page(
        "pilots/country.html",
        track=track,
        pilot=track.pilot,
        crumbs=crumbs(track.pilot),
        acts=acts.of_track(viewer, track),
        stages=acts.stages(viewer, track),
        lacking=acts.lacking_here(viewer, track, today),
        regulates=permits.may_set_conditions(viewer, track),
        beside=current_app.extensions["cop"].beside("track", viewer, track),
        **reading.of_country(viewer, track, today),
    )


def _taking(key: str) -> Callable[[Any], Any]:
    """The view of a move: shows what it does and where, and takes it. The subject is a pilot or one track."""

    def view(subject: Pilot | PilotCountry) -> Any:
        pilot = permits.pilot_of(subject)
        only = subject.country if isinstance(subject, PilotCountry) else ""
        form = forms.ReasonForm() if MOVES[key].reason else Press()
        done = submit(form, lambda: _take(key, pilot, form, only), lambda _done: reading.address(subject))
        says, grave = [_(SAYS[key]), _where(key, pilot, only)], key in GRAVE
        return done or form_page(
            form, _(acts.LABELS[key]), pilot, _(acts.LABELS[key]), says=says, grave=grave
        )

    return view


def _take(key: str, pilot: Pilot, form: Any, only: str) -> None:
    where = {"country": only} if only else {}
    if key in PLAIN:
        PLAIN[key](pilot, actor=actor(), **where)
    else:
        REASONED[key](pilot, form.reason.data, actor=actor(), **where)


def _where(key: str, pilot: Pilot, only: str) -> str:
    moved = [words.country(track.country) for track, _by in moving.movable(pilot, key, actor(), only)]
    return _("It applies to: %(countries)s.", countries=words.listed(moved)) if moved else ""


for _key in acts.WHOLE:
    pages.form(f"/<uid>/{_key}", MOVING[_key], queries.pilot, endpoint=f"{_key}_pilot")(_taking(_key))
for _key in ("suspend", "lift", "terminate", "withdraw"):
    _rule = f"/<uid>/in/<country>/{_key}"
    pages.form(_rule, MOVING[_key], queries.track, endpoint=f"{_key}_country")(_taking(_key))


@pages.form("/<uid>/in/<country>/activate", MOVING["activate"], queries.track)
def activate(track: PilotCountry) -> Any:
    form, says = Press(), [_(SAYS["activate"])]
    return submit(
        form, lambda: track_actions.activate(track, actor=actor()), lambda _done: reading.address(track)
    ) or form_page(
        form, acts.named("activate", track.country), track.pilot, _(acts.LABELS["activate"]), says=says
    )


@pages.form("/<uid>/in/<country>/extend", MOVING["extend"], queries.track)
def extend(track: PilotCountry) -> Any:
    form, says = forms.ExtendForm(), [_(SAYS["extend"])]
    return submit(form, lambda: _extend(track, form), lambda _done: reading.address(track)) or form_page(
        form, acts.named("extend", track.country), track.pilot, _(acts.LABELS["extend"]), says=says
    )


def _extend(track: PilotCountry, form: forms.ExtendForm) -> None:
    track_actions.extend(track, form.ends_on.data, form.reason.data, actor=actor())


@pages.form("/<uid>/in/<country>/decide", MOVING["decide"], queries.track)
def decide(track: PilotCountry) -> Any:
    form = ruling_forms.DecisionForm(data={"authority": _authority(track), "decided_on": clock.now().date()})
    return submit(
        form,
        lambda: track_actions.decide(track, form.ruling(), actor=actor()),
        lambda _done: reading.address(track),
    ) or page(
        "pilots/decide.html",
        form=form,
        hints=ruling_forms.RULING_HINTS,
        track=track,
        pilot=track.pilot,
        crumbs=crumbs(track.pilot),
        beside=current_app.extensions["cop"].beside("decision", actor(), track),
    )


def _authority(track: PilotCountry) -> str:
    return str(actor().authority(track.country))
