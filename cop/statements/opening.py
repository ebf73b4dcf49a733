"""The form that opens a ballot, and what the officer is shown of it before confirming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from cop.ballots import outcomes, pictures
from cop.ballots.lifecycle import Term, check_length, check_roll
from cop.ballots.roll import Person, Prepared
from cop.ballots.rules import DEFAULTS, RANGES, ConsensusRule, custom, named
from cop.ballots.terms import RuleName, Unit, Visibility
from cop.kernel.clock import from_local
from cop.kernel.forms import Count, Form, WallTime, lasting
from cop.kernel.words import country, listed, reader_zone

Row = dict[str, Any]
USUAL_DAYS = 7
MOST_NAMED = 20
UNITS = {
    Unit.MEMBER: _l("Each voting member has a seat"),
    Unit.DELEGATION: _l("Each country has a seat in each group, for the head of its delegation"),
}
SEEN = {
    Visibility.SEALED: _l("Sealed until the close"),
    Visibility.OPEN: _l("Open to members at once"),
}


def _whole(name: str) -> Count:
    """A parameter of a rule of one's own; what it may be is the rule's to say."""
    return Count(lazy_gettext(pictures.PARAMETERS[name]), [Optional()], default=DEFAULTS[name])


def _choice(label: str, usual: StrEnum, needed: str) -> RadioField:
    return RadioField(label, default=str(usual), validators=[InputRequired(needed)])


class OpeningForm(Form):
    """``seen`` is the hash of what the officer was shown; empty before that."""

    rule = _choice(_l("Rule"), RuleName.BROAD, _l("Choose the rule that decides."))
    unit = _choice(_l("Seats"), Unit.MEMBER, _l("Choose who has a seat."))
    visibility = _choice(_l("Positions"), Visibility.SEALED, _l("Choose when positions are seen."))
    closes_at = WallTime(_l("Closes"), validators=[InputRequired(_l("Say when the ballot closes."))])
    quorum_pct = _whole("quorum_pct")
    group_quorum_pct = _whole("group_quorum_pct")
    min_groups = _whole("min_groups")
    min_countries = _whole("min_countries")
    support_pct = _whole("support_pct")
    group_support_pct = _whole("group_support_pct")
    backing_pct = _whole("backing_pct")
    max_objections = _whole("max_objections")
    seen = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Set here, since the names depend on the reader's language.
        self.rule.choices = [(str(name), _(words)) for name, words in outcomes.RULES.items()]
        self.unit.choices = [(str(unit), words) for unit, words in UNITS.items()]
        self.visibility.choices = [(str(seen), words) for seen, words in SEEN.items()]

    @property
    def parameters(self) -> list[Any]:
        return [self[name] for name in RANGES]

    @property
    def chosen(self) -> ConsensusRule:
        """Raises Invalid, with the parameter as its field, for what is out of range."""
        name = RuleName(self.rule.data)
        if name is RuleName.CUSTOM:
            return self.of_its_own
        return named(name, unit=Unit(self.unit.data), visibility=Visibility(self.visibility.data))

    @property
    def of_its_own(self) -> ConsensusRule:
        """The rule that the eight numbers make, whichever is chosen. Raises as ``chosen``."""
        parameters = {field.name: field.data for field in self.parameters}
        return custom(parameters, unit=Unit(self.unit.data), visibility=Visibility(self.visibility.data))

    @property
    def closing(self) -> datetime:
        """In UTC. Raises Invalid (closes_at) for an hour that the officer's zone skips."""
        return from_local(self.closes_at.data, reader_zone(), field="closes_at")


def rule_hints() -> tuple[str, dict[str, str]]:
    """What all rules by positions ask alike, and by rule what it asks besides, both made from their parameters."""
    asked = {name: _gist(named(name)) for name in RuleName if name is not RuleName.CUSTOM}
    by_positions = [sentences for name, sentences in asked.items() if name is not RuleName.SILENCE]
    common = [sentence for sentence in by_positions[0] if all(sentence in other for other in by_positions)]
    hints = {str(name): " ".join(s for s in found if s not in common) for name, found in asked.items()}
    hints[str(RuleName.CUSTOM)] = _("You set the eight numbers below.")
    return _("All but the silence procedure: %(sentences)s", sentences=" ".join(common)), hints


def _gist(rule: ConsensusRule) -> list[str]:
    """What tells this rule from another: neither who has a seat nor what is seen."""
    return sentences(rule)[1:-1]


def demand(prepared: Prepared, now: datetime) -> None:
    """Raises what opening would raise for roll and time, before the officer is asked to confirm."""
    check_roll(prepared.pairs, prepared.rule)
    check_length(Term(now, prepared.closes_at), _shortest())


def _shortest() -> timedelta:
    return timedelta(minutes=current_app.extensions["cop"].config.ballot_minutes)


def limits() -> str:
    """What the house has settled for every ballot."""
    return _(
        "A ballot runs at least %(length)s. It can be extended twice, together at most by as long as it was to "
        "run at first. To annul it, or to void the position of a suspended member, takes two officers.",
        length=lasting(_shortest()),
    )


def sentences(rule: ConsensusRule) -> list[str]:
    """The rule in plain words, made from its parameters."""
    return outcomes.explained(rule)


def roll(prepared: Prepared) -> Row:
    """Seats by group and country: ``groups`` with their seats in all, ``rows`` of countries, ``seats`` in all."""
    seats, called = Counter(prepared.pairs), pictures.names()
    by_group = Counter(group for group, _country in prepared.pairs)
    groups = [
        {"key": key, "name": name, "seats": by_group[key]} for key, name in called.items() if by_group[key]
    ]
    codes = sorted({code for _group, code in prepared.pairs}, key=country)
    rows = [{"name": country(code), "seats": {key: seats[key, code] for key in by_group}} for code in codes]
    return {"groups": groups, "rows": rows, "seats": len(prepared.claims)}


def warnings(prepared: Prepared, *, consulted: bool) -> list[str]:
    """What an officer should know of roll and text before freezing them."""
    called = pictures.names()
    found = [_small(called[group], count) for group, count in prepared.small_groups.items()]
    if prepared.without_head:
        pairs = listed(
            [f"{called.get(group, group)}, {country(code)}" for group, code in prepared.without_head]
        )
        found.append(_("No seat, for want of a named head of delegation: %(pairs)s.", pairs=pairs))
    if prepared.paused:
        found.append(_("Left out because they pause: %(names)s.", names=_names(prepared.paused)))
    if prepared.alone:
        found.append(_alone(len(prepared.alone)))
    return found if consulted else [*found, _("Members were never consulted on this statement.")]


def _small(group: str, count: int) -> str:
    return ngettext(
        "%(group)s has one seat: if it is silent, the quorum of its group fails.",
        "%(group)s has %(num)d seats: one that is silent may cost the quorum of its group.",
        count,
        group=group,
    )


def _names(people: Sequence[Person]) -> str:
    """The first of them, and how many more."""
    told, more = [person.name for person in people[:MOST_NAMED]], len(people) - MOST_NAMED
    return listed(told if more <= 0 else [*told, ngettext("%(num)d more", "%(num)d more", more)])


def _alone(count: int) -> str:
    return ngettext(
        "One seat is alone in its group and country: what it says can be recognised in the counts. It is told so.",
        "%(num)d seats are alone in their group and country: what they say can be recognised in the counts. "
        "They are told so.",
        count,
    )
