"""Pages for a pilot's countries and people, and for agreeing to what becomes public."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel.forms import Press
from cop.kernel.web import actor, page, submit, to
from cop.pilots import actions, forms, permits, queries, reading, track_actions
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.views import crumbs, form_page, pages


@pages.form("/<uid>/countries/new", permits.may_edit, queries.pilot)
def new_country(pilot: Pilot) -> Any:
    form = forms.CountryForm()
    return submit(
        form,
        lambda: actions.add_country(pilot, form.country.data, actor=actor()),
        reading.address,
    ) or form_page(
        form, _("Add a country"), pilot, _("Add"), says=[_("Only the team sees it until it is submitted.")]
    )


@pages.post("/<uid>/in/<country>/remove", permits.may_edit, queries.track)
def remove_country(track: PilotCountry) -> Any:
    pilot = actions.remove_country(track, actor=actor())
    return to("pilots.pilot", uid=pilot.uid)


@pages.form("/<uid>/team", permits.may_choose_team, queries.pilot)
def team(pilot: Pilot) -> Any:
    form = forms.EditorForm()
    return submit(form, lambda: actions.add_editor(pilot, form.slug.data, actor=actor())) or page(
        "pilots/team.html", form=form, pilot=pilot, crumbs=crumbs(pilot), colleagues=queries.colleagues(pilot)
    )


@pages.post("/<uid>/team/<int:member>/remove", permits.may_choose_team, queries.place_in_team)
def remove_editor(place: queries.Place) -> Any:
    actions.remove_editor(place.pilot, place.member, actor=actor())
    return to("pilots.team", uid=place.pilot.uid)


@pages.post("/<uid>/team/<int:member>/lead", permits.may_choose_team, queries.place_in_team)
def hand_over(place: queries.Place) -> Any:
    actions.hand_over(place.pilot, place.member, actor=actor())
    return to("pilots.pilot", uid=place.pilot.uid)


@pages.form("/<uid>/disclose", permits.may_disclose, queries.pilot)
def disclose(pilot: Pilot) -> Any:
    says = [
        _("The exit report opens to everyone when the pilot's lead and each regulator who let it run agree."),
        _("What is agreed is the report as it stands now. A change before that asks everyone again."),
    ]
    return _agreeing(pilot, _("Agree to publish the exit report"), says, track_actions.agree_to_disclose)


@pages.form("/<uid>/named", permits.may_be_named, queries.pilot)
def named(pilot: Pilot) -> Any:
    says = [
        _(
            "Every country has refused. Until you agree, the public sees a count by area and reason, and no name."
        ),
        _("If you agree, everyone can read the whole record with its refusals, for ever."),
    ]
    return _agreeing(pilot, _("Agree to be named"), says, track_actions.agree_to_be_named)


def _agreeing(pilot: Pilot, title: str, says: list[str], act: Any) -> Any:
    form = Press()
    done = submit(form, lambda: act(pilot, actor=actor()), lambda _done: reading.address(pilot))
    return done or form_page(form, title, pilot, _("I agree"), says=says)
