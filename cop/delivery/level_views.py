"""A member's page of which letters come, and from where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app, request, url_for
from flask_babel import ngettext

from cop.delivery import level_actions, level_queries, permits
from cop.delivery.level_forms import LevelForm, hints
from cop.delivery.level_models import EVERYWHERE
from cop.delivery.level_rules import WHY, WORDS, Level
from cop.kernel import clock, refs
from cop.kernel.web import Pages, actor, page, submit
from cop.members.models import Member

pages = Pages("letters", "/account/letters")


def oneself(viewer: Any) -> Member | None:
    return viewer if viewer.is_member else None


@pages.form("", permits.may_choose_own_level, oneself)
def letters(member: Member) -> Any:
    """Also shows what a level would have brought, before one saves it."""
    everywhere = level_queries.chosen(member.id, EVERYWHERE).level
    form = LevelForm(level=str(int(everywhere)))
    form.offer()
    if "preview" in request.form:
        return _page(member, form, Level(int(form.level.data)) if form.validate() else everywhere)
    return submit(
        form,
        lambda: level_actions.choose_everywhere(member, form.chosen, actor=actor()),
        lambda _none: url_for("letters.letters"),
    ) or _page(member, form, everywhere)


def _page(member: Member, form: LevelForm, seen: Level) -> str:
    """``seen``: the level of which the letters of last week are shown."""
    hooks, since = current_app.extensions["cop"].hooks, clock.lately() - timedelta(days=7)
    brought = hooks["letters_since"](member, since)
    return page(
        "delivery/levels.html",
        form=form,
        hints={key: f"{says} {_last_week(brought[Level(int(key))])}" for key, says in hints().items()},
        levels=WORDS,
        why=WHY,
        rows=_rows(member),
        seen=seen,
        number=brought[seen],
        coming=hooks["letters_listed"](member, since, seen),
    )


def _last_week(letters: int) -> str:
    return ngettext("Last week: %(num)d letter.", "Last week: %(num)d letters.", letters)


def _rows(member: Member) -> list[dict[str, Any]]:
    """What has a level of its own, by title; what cannot be read any more is left out."""
    own = level_queries.levels_of(member)
    things = refs.resolve((subject for subject, _level, _why in own), member)
    found = [{"thing": things[s], "level": level, "why": why} for s, level, why in own if s in things]
    return sorted(found, key=lambda row: (-row["level"], row["thing"].title))
