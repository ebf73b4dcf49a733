"""A tally as pages draw it: plain dicts in the shapes that the consensus macros take, texts translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from cop.ballots.decision import Requirement, tests_of
from cop.ballots.margins import Shortfall, least, shortfalls
from cop.ballots.rules import ConsensusRule
from cop.ballots.sentences import Sentence
from cop.ballots.tally import Counts, Tally
from cop.kernel.errors import N_
from cop.kernel.words import country
from cop.members.queries import groups

Row = dict[str, Any]
Names = Mapping[str, str]
SHAPES = ("endorse", "reserve", "object", "stand_aside", "silent", "recuse")
MORE_THAN_HALF = frozenset({"support_pct", "group_support_pct", "backing_pct"})
PARAMETERS = {
    "quorum_pct": N_("Percent of all seats that must speak"),
    "group_quorum_pct": N_("Percent of the seats of each group that must speak"),
    "min_groups": N_("Groups that must take part"),
    "min_countries": N_("Countries that must take part"),
    "support_pct": N_("Percent of those who decide that must be in favour"),
    "group_support_pct": N_("The same in each group"),
    "backing_pct": N_("Percent of all who speak that must be in favour"),
    "max_objections": N_("Objections allowed"),
}
LABELS = {
    "quorum_pct": N_("Seats that spoke"),
    "group_quorum_pct": N_("%(group)s: seats that spoke"),
    "min_groups": N_("Groups that took part"),
    "min_countries": N_("Countries that took part"),
    "support_pct": N_("Support among those who decided"),
    "group_support_pct": N_("%(group)s: support among those who decided"),
    "backing_pct": N_("Support among all who spoke"),
    "max_objections": N_("Objections"),
    "reach": N_("%(group)s: seats that the notice reached"),
}


def names() -> dict[str, str]:
    """The groups' names by key, in the order of the house."""
    return {group.key: _(group.name) for group in groups()}


def said(sentence: Sentence, called: Names) -> str:
    """A sentence about a group, with the group's name for its key."""
    words, values = sentence
    named = {"group": called.get(str(values["group"]), "")} if "group" in values else {}
    return _(words, **(values | named))


def lacking(short: Shortfall) -> str:
    """What a failed test lacks, where test and group are named beside it."""
    if short.test in ("support_pct", "group_support_pct", "backing_pct"):
        return ngettext("%(num)d more in favour", "%(num)d more in favour", short.missing)
    if short.test == "min_groups":
        return ngettext("%(num)d more group", "%(num)d more groups", short.missing)
    if short.test == "min_countries":
        return ngettext("%(num)d more country", "%(num)d more countries", short.missing)
    if short.test == "max_objections":
        return ngettext("%(num)d objection too many", "%(num)d objections too many", short.missing)
    return ngettext("%(num)d more seat", "%(num)d more seats", short.missing)


def strip(tally: Tally, rule: ConsensusRule, called: Names) -> list[Row]:
    """A bar for each group and one for all, with the bounds that its tests put."""
    tests = {(found.test, found.group): found for found in tests_of(tally, rule)}
    short = {s.group: lacking(s) for s in reversed(shortfalls(tests.values())) if s.group}
    found = [
        _bar(
            name,
            tally.groups[key],
            tests.get(("group_support_pct", key)),
            tests.get(("group_quorum_pct", key)),
        )
        | {"short": short.get(key, "")}
        for key, name in called.items()
        if key in tally.groups
    ]
    whole = _bar(_("All groups"), tally.all, tests.get(("support_pct", "")), tests.get(("quorum_pct", "")))
    return [*found, whole | {"total": True}]


def _bar(name: str, c: Counts, support: Requirement | None, quorum: Requirement | None) -> Row:
    return {
        "name": name,
        "seats": _shapes(c),
        "supporters": c.favour,
        "deciders": c.decided,
        "spoken": c.present,
        "electorate": c.entitled,
        "support_bound_seats": least(support) if support else None,
        "quorum_seats": least(quorum) if quorum else None,
        "short": "",
    }


def _shapes(c: Counts) -> dict[str, int]:
    return {shape: getattr(c, shape) for shape in SHAPES}


def matrix(tally: Tally, rule: ConsensusRule, called: Names) -> Row:
    """Countries down, groups across; ``foot`` says of each group whether its support holds."""
    shown = [{"key": key, "name": name} for key, name in called.items() if key in tally.groups]
    rows = [
        {
            "name": country(code),
            "cells": {g: _shapes(c) for (g, where), c in tally.cells.items() if where == code},
        }
        for code in sorted(tally.countries, key=country)
    ]
    foot = {
        t.group: {"supporters": t.have, "deciders": t.of, "held": t.held}
        for t in tests_of(tally, rule)
        if t.test == "group_support_pct"
    }
    return {"groups": shown, "rows": rows, "foot": foot}


def test_rows(tests: Iterable[Requirement], called: Names) -> list[Row]:
    """Each test with the integers it compared, as people read them."""
    tests = list(tests)
    short = {(s.test, s.group): lacking(s) for s in shortfalls(tests)}
    return [
        {
            "label": said((LABELS[t.test], {"group": t.group}), called),
            "found": str(t.have)
            if t.test == "max_objections"
            else _("%(have)s of %(of)s", have=t.have, of=t.of),
            "bound": _bound(t),
            "held": t.held,
            "short": short.get((t.test, t.group), ""),
        }
        for t in tests
    ]


def _bound(t: Requirement) -> str:
    if t.test == "max_objections":
        return _("at most %(n)s", n=t.bound)
    if t.test in MORE_THAN_HALF and t.bound == 50:
        return _("more than half: %(n)s", n=least(t))
    if t.test.endswith("_pct"):
        return _("at least %(pct)s%%: %(n)s", pct=t.bound, n=least(t))
    return _("at least %(n)s", n=least(t))
