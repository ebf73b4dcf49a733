"""The registry's list, narrowed as the reader wishes, and what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import exists, func, select

from cop.kernel import paging
from cop.kernel.db import db
from cop.pilots.facet_models import Facet, Kind
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import State
from cop.pilots.visibility import tracks_visible_to, visible_to

SIZE = 30


@dataclass(frozen=True)
class Wish:
    """What the list is narrowed to; "" is everything. ``samd``: a category I to IV; ``language``: one tested.

    ``country``, ``state`` and ``amdd`` (a class A to D) are asked of one and the same country's track.
    """

    country: str = ""
    state: str = ""
    area: str = ""
    samd: str = ""
    amdd: str = ""
    language: str = ""

    def chosen(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value}


def listed(viewer: Any, wish: Wish = Wish(), cursor: str = "", size: int = SIZE) -> paging.Page:
    """Newest first: (id, uid, title, summary, area, registered_at, public_at) of the pilots seen that fit."""
    columns: list[Any] = [Pilot.id, Pilot.uid, Pilot.title, Pilot.summary, Pilot.area]
    query = select(*columns, Pilot.registered_at, Pilot.public_at).where(visible_to(viewer))
    if wish.area:
        query = query.where(Pilot.area == wish.area)
    for kind, value in ((Kind.SAMD, wish.samd), (Kind.LANGUAGE, wish.language)):
        if value:
            query = query.where(Pilot.id.in_(select(Facet.pilot_id).filter_by(kind=kind.value, value=value)))
    if wish.country or wish.state or wish.amdd:
        query = query.where(exists(_track(viewer, wish).correlate(Pilot)))
    return paging.read(query, (Pilot.id,), cursor=cursor, size=size)


def _track(viewer: Any, wish: Wish) -> Any:
    fits = select(PilotCountry.id).where(PilotCountry.pilot_id == Pilot.id, tracks_visible_to(viewer))
    asked = {"country": wish.country, "state": wish.state, "amdd_class": wish.amdd}
    return fits.filter_by(**{column: value for column, value in asked.items() if value})


def languages_listed(viewer: Any) -> list[str]:
    """Languages in which any pilot seen was tested."""
    told = select(Facet.value).where(Facet.kind == Kind.LANGUAGE.value).distinct().subquery()
    seen = select(Facet.id).join(Pilot, Pilot.id == Facet.pilot_id)
    seen = seen.where(Facet.kind == Kind.LANGUAGE.value, Facet.value == told.c.value, visible_to(viewer))
    return list(
        db.session.scalars(select(told.c.value).where(exists(seen)).order_by(told.c.value).limit(200))
    )


def by_country(viewer: Any) -> Sequence[Any]:
    """(country, state, number of pilots) of what the viewer sees."""
    counted = select(PilotCountry.country, PilotCountry.state, func.count(PilotCountry.id).label("number"))
    counted = counted.join(PilotCountry.pilot).where(visible_to(viewer), tracks_visible_to(viewer))
    keys = (PilotCountry.country, PilotCountry.state)
    return db.session.execute(counted.group_by(*keys).order_by(*keys)).all()


def states_of(viewer: Any, ids: Iterable[int]) -> dict[int, list[tuple[str, State]]]:
    """(country, state) of each pilot's tracks that the viewer sees; one query."""
    found: dict[int, list[tuple[str, State]]] = {id: [] for id in ids}
    rows = db.session.execute(
        select(PilotCountry.pilot_id, PilotCountry.country, PilotCountry.state)
        .join(PilotCountry.pilot)
        .where(PilotCountry.pilot_id.in_(found), tracks_visible_to(viewer))
        .order_by(PilotCountry.country)
    )
    for id, country, state in rows:
        found[id].append((country, State(state)))
    return found


def countries_listed(viewer: Any) -> list[str]:
    """Countries in which the viewer sees any pilot."""
    asked = select(PilotCountry.country).distinct().subquery()
    seen = select(PilotCountry.id).join(PilotCountry.pilot).where(PilotCountry.country == asked.c.country)
    seen = seen.where(visible_to(viewer), tracks_visible_to(viewer))
    return list(db.session.scalars(select(asked.c.country).where(exists(seen)).order_by(asked.c.country)))


def refusals() -> list[tuple[str, str, int]]:
    """(area, reason, pilots) of those that every country refused: told to everyone, naming none."""
    counted = (
        select(Pilot.area, PilotCountry.refusal, func.count(Pilot.id.distinct()))
        .join(PilotCountry, PilotCountry.pilot_id == Pilot.id)
        .where(Pilot.refused_at.is_not(None), PilotCountry.state == State.REFUSED)
        .group_by(Pilot.area, PilotCountry.refusal)
        .order_by(Pilot.area, PilotCountry.refusal)
    )
    return [(area, reason, number) for area, reason, number in db.session.execute(counted)]
