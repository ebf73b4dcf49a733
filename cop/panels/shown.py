"""What a panel says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import words
from cop.kernel.features import Fact
from cop.panels import permits, queries
from cop.panels.models import Panel, PanelReview
from cop.panels.questions import DISCIPLINES, STAGES
from cop.panels.rules import ANSWERS, CONCLUSIONS, Conclusion, Place, together
from cop.panels.visibility import Sight, sight
from cop.pilots.models import PilotCountry
from cop.pilots.rules import SEEN_BY_REGULATORS


def address(panel: Panel) -> str:
    return url_for("panels.panel", uid=panel.track.pilot.uid, country=panel.track.country)


def summary(panel: Panel) -> str:
    """ "1 favourable, 1 unfavourable; 2 awaited." """
    seated = queries.seated(panel)
    said = [
        _("%(conclusion)s: %(number)d", conclusion=_(CONCLUSIONS[one]), number=number)
        for one, number in together(review.conclusion for review in seated)
    ]
    waits = sum(not review.conclusion for review in seated)
    if waits:
        said.append(ngettext("%(num)d review awaited", "%(num)d reviews awaited", waits))
    return _("%(said)s.", said=words.listed(said)) if said else _("No reviewer is named yet.")


def about_track(viewer: Any, track: PilotCountry) -> Iterator[Fact]:
    """For the page of a country's track and the regulator's decision: how the review stands."""
    panel = queries.of_track(track) if viewer.is_member else None
    if panel is None:
        if permits.may_convene(viewer, track) and track.at in SEEN_BY_REGULATORS:
            here = url_for("panels.convene", uid=track.pilot.uid, country=track.country)
            yield Fact(_("Nobody was asked to review it from several sides."), here, _("Convene a panel"))
        return
    reads = sight(viewer, panel)
    if reads >= Sight.OUTCOME:
        yield Fact(summary(panel), address(panel), _("Read the reviews"))
    elif reads is Sight.ASKED:
        yield Fact(_("You are asked to review it."), address(panel), _("Answer"))


def rows(viewer: Any, panel: Panel) -> list[dict[str, Any]]:
    """Each reviewer's part as far as the viewer reads it; who reads the outcome alone meets no names."""
    reads = sight(viewer, panel)
    if reads is Sight.ASKED:
        return [_row(one, True) for one in panel.reviews if one.member_id == viewer.id]
    if reads is Sight.OUTCOME:
        return [_row(one, False) for one in panel.reviews if one.conclusion]
    return [_row(one, True) for one in panel.reviews]


def _row(review: PanelReview, named: bool) -> dict[str, Any]:
    return {
        "review": review,
        "discipline": _(DISCIPLINES[review.discipline]),
        "name": review.member.name if named else "",
        "state": _state(review),
        "answers": _answers(review) if named and review.conclusion else [],
        "named": named,
    }


def _state(review: PanelReview) -> str:
    if review.conclusion:
        return _(CONCLUSIONS[Conclusion(review.conclusion)])
    told = {
        Place.ASKED: _("Has not answered yet."),
        Place.ACCEPTED: _("Reviews it."),
        Place.DECLINED: _("Declined."),
        Place.DROPPED: _("Taken off."),
    }
    return told[Place(review.place)]


def _answers(review: PanelReview) -> list[tuple[str, str]]:
    """(question, answer with the remark) of a review that is concluded."""
    told = []
    for one in review.questions:
        given = review.answers.get(one.key, {})
        if answer := given.get("answer"):
            words_of = [_(ANSWERS[answer]), given.get("note", "")]
            told.append((f"{_(STAGES[one.stage])}: {_(one.text)}", ". ".join(w for w in words_of if w)))
    return told
