"""Who hears of a panel, and in which words. A letter never says what was concluded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, outside, write
from cop.kernel.refs import resolve, split
from cop.members.models import Member
from cop.members.people_queries import regulators
from cop.panels.models import Panel
from cop.pilots.visibility import was_asked

SAYS = {
    "reviewer_named": N_(
        "You are asked to review this pilot for the country's regulator. Say whether you do, and declare your interests."
    ),
    "reviewer_accepted": N_("A reviewer whom you asked reviews the pilot."),
    "reviewer_declined": N_("A reviewer whom you asked has declined. Name another if you need one."),
    "reviewer_reminded.soon": N_("Your review is awaited within three days."),
    "reviewer_reminded.late": N_("Your review is overdue. The regulator still waits for it."),
    "review_concluded": N_("A reviewer has concluded. What was concluded stands on the page."),
    "panel_set.team": N_("The regulator opened to you what reviewers concluded about your pilot."),
    "panel_set.countries": N_("Another country's regulator opened to you what reviewers concluded there."),
}


def _reviewer(_panel: Panel, entry: Entry) -> set[int]:
    return {entry.facts["member"]}


def own_regulators(panel: Panel, entry: Entry) -> set[int]:
    return {one.id for one in regulators(panel.track.country, entry.at)}


def other_regulators(panel: Panel, entry: Entry) -> set[int]:
    """Of the pilot's other countries that were asked."""
    tracks = [one for one in panel.track.pilot.tracks if one.id != panel.track_id and was_asked(one)]
    return {one.id for track in tracks for one in regulators(track.country, entry.at)}


TOLD: dict[str, Callable[[Panel, Entry], set[int]]] = {
    "reviewer_named": _reviewer,
    "reviewer_accepted": own_regulators,
    "reviewer_declined": own_regulators,
    "reviewer_reminded": _reviewer,
    "review_concluded": own_regulators,
}
OPENED: dict[str, Callable[[Panel, Entry], set[int]]] = {
    "team": lambda panel, _entry: panel.track.pilot.team,
    "countries": other_regulators,
}


def tell(entry: Entry) -> Iterable[Letter]:
    """A letter to each who hears of this, and none to who did it."""
    panel = db.session.get_one(Panel, split(entry.subject)[1])
    said = f"{entry.verb}.{entry.facts['clock']}" if "clock" in entry.facts else entry.verb
    yield from _letters(TOLD[entry.verb](panel, entry), said, entry)


def tell_opened(entry: Entry) -> Iterable[Letter]:
    panel = db.session.get_one(Panel, split(entry.subject)[1])
    for whom in entry.facts["opened"]:
        yield from _letters(OPENED[whom](panel, entry), f"panel_set.{whom}", entry)


def _letters(people: set[int], said: str, entry: Entry) -> Iterable[Letter]:
    for id in sorted(people):
        if f"member:{id}" != entry.actor:
            yield Letter("panel", id, {"panel": entry.subject, "says": said}, entry.id)


def letter(member: Member, letter: Letter) -> Mail | None:
    """None when the reader may not see the panel any more."""
    found: Any = resolve([letter.about["panel"]], member).get(letter.about["panel"])
    if found is None:
        return None
    says = _(SAYS[letter.about["says"]])
    return write("panel", found.title, about=found.title, says=says, link=outside(found.address))
