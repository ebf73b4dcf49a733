"""The community's pilots: one that runs and is public, one in review, one that its team still writes, one refused."""

from types import SimpleNamespace

from cop.intake.checking import Checked, Problem
from cop.intake.lists import Row
from cop.pilots import actions, dossier, parts_actions, track_actions
from cop.pilots.country_dossier import STAGES as OF_COUNTRY
from cop.pilots.exchange import import_actions
from cop.pilots.exchange.entries import Mode
from cop.pilots.fields import Kind, Seen
from cop.pilots.models import Pilot
from cop.pilots.rules import State
from tests.pilots import stories
from tests.trust.canaries import MEMBERS, VISITOR
from tests.trust.community import Community

TEAM, CONCERNED = {"lead"}, {"lead", "regulator", "officer"}
WRITTEN = {Kind.LINE, Kind.PROSE, Kind.MAILBOX}
EVERYONE = {VISITOR, *MEMBERS}
ASKED = [stage for stage in (*dossier.STAGES.values(), *OF_COUNTRY.values()) if stage is not dossier.RESULTS]
FIELDS = [field for stage in ASKED for field in stage.fields]


def pilots(town: Community) -> None:
    cast = SimpleNamespace(
        lead=town.people["lead"], regulator=town.people["regulator"], officer=town.people["officer"]
    )
    _public(town, cast)
    _in_review(town, cast)
    _draft(town, cast)
    _refused(town, cast)
    _brought(town, cast)


def _marks(town: Community, label: str, seers: dict[Seen, set[str]]) -> dict[str, str]:
    """A canary for every field that takes words, after who reads a field of its kind."""
    return {
        field.key: town.hide(f"{label}{field.key.replace('_', '')}", *seers[field.seen])
        for field in FIELDS
        if field.kind in WRITTEN and field.key != "title" and seers[field.seen] != EVERYONE
    }


def _written(town: Community, cast, label: str, title: str, seers: dict[Seen, set[str]]) -> Pilot:
    pilot = stories.draft(cast, ("SG",), title)
    marks = _marks(town, label, seers)
    stories.fill(cast, pilot, marks)
    site = stories.track(pilot).sites[0]
    named = {key: town.hide(f"{label}site{key}", *seers[Seen.MEMBERS]) for key in ("name", "lead")}
    parts_actions.change_site(site, named, site.version, actor=cast.lead)
    return pilot


def _seen(public: set[str]) -> dict[Seen, set[str]]:
    """Who reads a field of a submitted pilot; ``public``: who reads what will be everyone's."""
    return {Seen.PUBLIC: public, Seen.MEMBERS: set(MEMBERS), Seen.REGULATORS: CONCERNED}


def _public(town: Community, cast) -> None:
    """It reports; until it is completed, its results are for those concerned."""
    pilot = _written(town, cast, "run", "Public pilot", _seen(EVERYONE))
    _to_review(cast, pilot)
    parts_actions.add_condition(stories.track(pilot), "Double reading", None, True, actor=cast.regulator)
    track_actions.decide(stories.track(pilot), stories.ruling(State.CONDITIONAL), actor=cast.regulator)
    condition = stories.track(pilot).conditions[0]
    evidence = town.hide("offered", *CONCERNED)
    parts_actions.offer_evidence(condition, evidence, condition.version, actor=cast.lead)
    parts_actions.confirm_met(condition, stories.today(), actor=cast.regulator)
    track_actions.activate(stories.track(pilot), actor=cast.lead)
    track_actions.report(pilot, actor=cast.lead)
    words = {f.key: town.hide(f"found{f.key.replace('_', '')}", *CONCERNED) for f in dossier.RESULTS.fields}
    actions.save_stage(pilot, dossier.RESULTS, words, 0, actor=cast.lead)
    _addresses(town, "public", pilot)


def _to_review(cast, pilot: Pilot) -> None:
    track_actions.submit(pilot, actor=cast.lead)
    track_actions.take_into_review(pilot, actor=cast.officer)


def _in_review(town: Community, cast) -> None:
    """Members read it; its condition is the country's regulators' until the decision stands."""
    title = town.hide("trialmembers", *MEMBERS)
    pilot = _written(town, cast, "review", title, _seen(set(MEMBERS)))
    track_actions.submit(pilot, actor=cast.lead)
    track_actions.return_to_team(pilot, town.hide("returned", *CONCERNED), actor=cast.officer)
    _to_review(cast, pilot)
    words = town.hide("condition", "regulator")
    parts_actions.add_condition(stories.track(pilot), words, None, True, actor=cast.regulator)
    _addresses(town, "members", pilot)


def _draft(town: Community, cast) -> None:
    pilot = _written(town, cast, "draft", town.hide("trialclosed", *TEAM), dict.fromkeys(Seen, TEAM))
    _addresses(town, "closed", pilot)


def _refused(town: Community, cast) -> None:
    pilot = stories.draft(cast, ("SG",), town.hide("trialrefused", *MEMBERS))
    stories.fill(cast, pilot)
    _to_review(cast, pilot)
    ruling = stories.ruling(State.REFUSED, reason=town.hide("trialreason", *MEMBERS))
    track_actions.decide(stories.track(pilot), ruling, actor=cast.regulator)


def _brought(town: Community, cast) -> None:
    """A file of pilots whose one row has no title."""
    row = Row(2, ["", town.hide("filed", "officer")])
    checked = [Checked(row, None, [Problem(0, "A pilot keeps a title, also as a draft.")])]
    job = import_actions.bring("p.csv", ["title", "summary"], "CSV", Mode.DRAFTS, checked, actor=cast.officer)
    town.has("/secretariat/pilots/<int:id>", "other", f"/secretariat/pilots/{job.id}")


def _addresses(town: Community, label: str, pilot: Pilot) -> None:
    track = stories.track(pilot)
    base, country = f"/pilots/{pilot.uid}", f"/pilots/{pilot.uid}/in/SG"
    of_pilot, of_country = "/pilots/<uid>", "/pilots/<uid>/in/<country>"
    town.has(of_pilot, label, base)
    town.has(f"{of_pilot}/edit/<stage>", label, f"{base}/edit/summary")
    town.has(f"{of_pilot}/criteria/<int:id>", label, f"{base}/criteria/{pilot.metrics[0].id}")
    town.has(f"{of_pilot}/team/<int:member>", label, f"{base}/team/{pilot.lead_id}")
    town.has(of_country, label, country)
    town.has(f"{of_country}/edit/<stage>", label, f"{country}/edit/data")
    town.has(f"{of_country}/sites/<int:id>", label, f"{country}/sites/{track.sites[0].id}")
    condition = track.conditions[0].id if track.conditions else 0
    town.has(f"{of_country}/conditions/<int:id>", label, f"{country}/conditions/{condition}")
