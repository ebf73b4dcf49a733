"""What is read about panels, each with its visibility in the query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from cop.kernel import words
from cop.kernel.db import db
from cop.kernel.owing import owing
from cop.kernel.refs import Resolved, ref
from cop.panels.models import Panel, PanelReview
from cop.panels.questions import DISCIPLINES, REVIEW_OF
from cop.panels.rules import REMINDED, SEATED
from cop.panels.visibility import Sight, sight, visible_to
from cop.pilots import queries as pilot_queries
from cop.pilots.models import Pilot, PilotCountry


@dataclass(frozen=True)
class Convening:
    """A country's track, and its panel where there is one."""

    track: PilotCountry
    panel: Panel | None


def of_track(track: PilotCountry) -> Panel | None:
    found = select(Panel).where(Panel.track_id == track.id)
    return db.session.scalar(found.options(selectinload(Panel.reviews)))


def convening(viewer: Any, uid: str, country: str) -> Convening | None:
    track = pilot_queries.track(viewer, uid, country)
    return Convening(track, of_track(track)) if track else None


def panel(viewer: Any, uid: str, country: str) -> Panel | None:
    """A panel with its reviews, for who reads any of it."""
    found = convening(viewer, uid, country)
    if found is None or found.panel is None:
        return None
    return found.panel if sight(viewer, found.panel) > Sight.NOTHING else None


def review(viewer: Any, id: int) -> PanelReview | None:
    """One reviewer's part, for that reviewer and who reads the whole."""
    found = db.session.get(PanelReview, id)
    if found is None or not viewer.is_member:
        return None
    own = found.member_id == viewer.id and found.place in SEATED
    return found if own or sight(viewer, found.panel) is Sight.WHOLE else None


def seated(panel: Panel) -> list[PanelReview]:
    return [one for one in panel.reviews if one.place in SEATED]


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    rows = db.session.execute(
        select(Panel.id, Pilot.uid, Pilot.title, PilotCountry.country)
        .join(PilotCountry, PilotCountry.id == Panel.track_id)
        .join(PilotCountry.pilot)
        .where(Panel.id.in_(ids), visible_to(viewer))
        .order_by(Panel.id)
    )
    for id, uid, title, country in rows:
        told = gettext("Review in %(country)s", country=words.country(country))
        address = url_for("panels.panel", uid=uid, country=country)
        yield Resolved(ref("panel", id), "panel", f"{uid} {title}: {told}", address)


def due_to_tell(today: date) -> Sequence[tuple[PanelReview, date]]:
    """(review, its day) of what is awaited, and is late or nearly so and not told to its reviewer yet."""
    waits = select(PanelReview, Panel.due).join(PanelReview.panel)
    waits = waits.where(
        PanelReview.place.in_(SEATED), PanelReview.concluded_at.is_(None), PanelReview.told != "late"
    )
    near = Panel.due <= today + REMINDED
    found = db.session.execute(waits.where(near).order_by(PanelReview.id).limit(500))
    return [(row.PanelReview, row.due) for row in found]


def lacking(track: PilotCountry) -> list[str]:
    """Reviews that the decision waits for, by name; none where the regulator did not ask to wait."""
    waits = select(PanelReview.discipline).join(PanelReview.panel).distinct()
    waits = waits.where(Panel.track_id == track.id, Panel.waited, PanelReview.concluded_at.is_(None))
    open_ = set(db.session.scalars(waits.where(PanelReview.place.in_(SEATED))))
    return [REVIEW_OF[key] for key in DISCIPLINES if key in open_]


def owed(viewer: Any, _now: datetime) -> Select[Any]:
    """Reviews that ``viewer`` was asked for or has not concluded."""
    rows = owing(
        uid=Pilot.uid,
        title=Pilot.title,
        due=Panel.due,
        country=PilotCountry.country,
        note=PanelReview.place,
        id=PanelReview.id,
    )
    rows = rows.select_from(PanelReview).join(PanelReview.panel).join(Panel.track).join(PilotCountry.pilot)
    mine = (PanelReview.member_id == viewer.id) & PanelReview.place.in_(SEATED)
    return rows.where(mine, PanelReview.concluded_at.is_(None))
