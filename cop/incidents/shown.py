"""A report in words, as far as somebody reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from cop.incidents import choices
from cop.incidents.fields import STAGES, Field, Stage
from cop.incidents.models import Incident
from cop.incidents.rules import SMALL
from cop.incidents.visibility import Sight
from cop.kernel import words


def parts(incident: Incident, sight: Sight) -> list[dict[str, Any]]:
    """{key, title, pairs} of each part that has anything to read."""
    made = [
        {"key": stage.key, "title": _(stage.title), "pairs": _pairs(incident, stage, sight)}
        for stage in STAGES.values()
    ]
    return [part for part in made if part["pairs"]]


def _pairs(incident: Incident, stage: Stage, sight: Sight) -> list[tuple[str, str]]:
    told = [
        (_(one.label), value(one, incident, sight)) for one in stage.fields if _is_seen(one, incident, sight)
    ]
    return [pair for pair in told if pair[1]]


def _is_seen(one: Field, incident: Incident, sight: Sight) -> bool:
    own_role = one.key == "role" and incident.named and sight is Sight.SHARED
    return sight >= one.seen or own_role


def value(one: Field, incident: Incident, sight: Sight = Sight.WHOLE) -> str:
    """An answer in words, "" for none; few people are told as "under five"."""
    kept = getattr(incident, one.key)
    if one.words:
        return _(one.words[str(kept)]) if str(kept) in one.words else ""
    if one.small and kept is not None and kept < SMALL and sight < Sight.WHOLE:
        return _("under five")
    if one.key == "country":
        return words.country(kept)
    if one.key == "language":
        return words.language_name(kept) if kept else ""
    if isinstance(kept, bool):
        return _("Yes") if kept else ""
    return words.short_day(kept) if isinstance(kept, date) else "" if kept is None else str(kept)


def theirs(incident: Incident, stage: Stage) -> str:
    """A part as it stands, for who was overtaken while writing."""
    return "\n".join(f"{label}: {told}" for label, told in _pairs(incident, stage, Sight.WHOLE))


def title(row: Any) -> str:
    """ "Near miss: Lungscan 2.1", of a report or a row of the list."""
    version = f" {row.product_version}" if row.product_version else ""
    return _("%(kind)s: %(product)s", kind=_(choices.KINDS[row.kind]), product=f"{row.product}{version}")


def rungs(incident: Incident) -> list[tuple[str, bool]]:
    """(who, whether they read it) of each rung of the ladder."""
    return [(_(told), incident.level >= level) for level, told in choices.LEVELS.items()]
