"""Pilots for the tests, brought to where a test begins by the application's own actions."""

from datetime import date, timedelta

from cop.kernel import clock
from cop.kernel.db import db
from cop.pilots import actions, country_dossier, dossier, parts_actions, track_actions
from cop.pilots.fields import Kind
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import State
from cop.pilots.rulings import Ruling
from tests import people

CRITERION = {
    "name": "Sensitivity",
    "threshold": "at least 90 %",
    "comparator": "two readers",
    "subgroups": "children",
}


def today() -> date:
    return clock.now().date()


FIXED = {
    Kind.MANY: lambda field, _mark: [next(iter(field.choices))],
    Kind.CHOICE: lambda field, _mark: next(iter(field.choices)),
    Kind.DATE: lambda _field, _mark: (today() + timedelta(days=30)).isoformat(),
    Kind.NUMBER: lambda _field, _mark: 100,
    Kind.LANGUAGES: lambda _field, _mark: ["th", "km"],
    Kind.COUNTRY: lambda _field, _mark: "SG",
    Kind.COUNTRIES: lambda _field, _mark: ["SG", "MY"],
    Kind.MAILBOX: lambda _field, mark: f"{mark or 'role'}@example.org",
}


def value(field, mark=""):
    """A right answer for a field; ``mark`` is written into those that take text."""
    made = FIXED.get(field.kind)
    return made(field, mark) if made else f"{mark} {field.label} 5".strip()


def answers(stage, marks=None):
    given = {f.key: value(f, (marks or {}).get(f.key, "")) for f in stage.fields}
    if stage is country_dossier.ETHICS:
        given |= {"ethics_date": today().isoformat(), "ethics_decision": "approved"}
    if stage is country_dossier.DATA:
        given["signed_on"] = today().isoformat()
    return given


class Cast:
    """Lena leads, Edda edits, Rita regulates Singapore, Mani Malaysia, Olga is an officer."""

    def __init__(self):
        self.lead = people.member("Lena", "developers", "ID")
        self.editor = people.member("Edda", "developers", "ID")
        self.regulator = people.member("Rita", "regulators", "SG", regulates="SG")
        self.other = people.member("Mani", "regulators", "MY", regulates="MY")
        self.officer = people.officer()


def draft(cast, countries=("MY", "SG"), title="Triage of chest images") -> Pilot:
    return actions.register(title, countries, actor=cast.lead)


def fill(cast, pilot, marks=None):
    """Answers everything about the pilot and each country."""
    for stage in dossier.STAGES.values():
        if stage is not dossier.RESULTS:
            given = answers(stage, marks) | ({"title": pilot.title} if stage is dossier.SUMMARY else {})
            actions.save_stage(pilot, stage, given, 0, actor=cast.lead)
    parts_actions.add_metric(pilot, CRITERION, actor=cast.lead)
    for track in pilot.tracks:
        prepare(cast, track, marks)


def prepare(cast, track, marks=None):
    for stage in country_dossier.STAGES.values():
        actions.save_stage(track, stage, answers(stage, marks), 0, actor=cast.lead)
    prepare_site(cast, track)


def prepare_site(cast, track):
    site = {"facility": "district", "province": "North", "name": "Clinic", "lead": "Nurse", "taking_part": 3}
    parts_actions.add_site(track, site, actor=cast.lead)


def submitted(cast, **more) -> Pilot:
    pilot = draft(cast, **more)
    fill(cast, pilot)
    track_actions.submit(pilot, actor=cast.lead)
    return pilot


def in_review(cast, **more) -> Pilot:
    pilot = submitted(cast, **more)
    track_actions.take_into_review(pilot, actor=cast.officer)
    return pilot


def ruling(state=State.APPROVED, **more) -> Ruling:
    given = {
        "authority": "Authority",
        "instrument": "Act 12",
        "reference": "REF 1",
        "decided_on": today(),
        "ends_on": today() + timedelta(days=200),
    }
    if state is State.REFUSED:
        given |= {"refusal": "evidence", "reason": "Too little evidence", "ends_on": None}
    return Ruling(state, **(given | more))


def track(pilot, country="SG") -> PilotCountry:
    db.session.refresh(pilot)
    return next(t for t in pilot.tracks if t.country == country)


def decided(cast, state=State.APPROVED, **more) -> Pilot:
    """Singapore has decided; Malaysia still reviews."""
    pilot = in_review(cast, **more)
    if state is State.CONDITIONAL:
        parts_actions.add_condition(track(pilot), "Double reading", None, True, actor=cast.regulator)
    track_actions.decide(track(pilot), ruling(state), actor=cast.regulator)
    return pilot


def active(cast, **more) -> Pilot:
    pilot = decided(cast, **more)
    track_actions.activate(track(pilot), actor=cast.lead)
    return pilot


def suspended(cast, by=None) -> Pilot:
    pilot = active(cast)
    track_actions.suspend(pilot, "A near miss", "SG", actor=by or cast.regulator)
    return pilot


def reporting(cast) -> Pilot:
    pilot = active(cast)
    track_actions.report(pilot, actor=cast.lead)
    return pilot


def report_written(cast) -> Pilot:
    pilot = reporting(cast)
    actions.save_stage(pilot, dossier.RESULTS, answers(dossier.RESULTS), 0, actor=cast.lead)
    parts_actions.set_result(pilot.metrics[0], 90, 100, 1, actor=cast.lead)
    return pilot
