"""Who has spoken and who is still needed, never what was said: while positions are sealed and after.

Recusals count as spoken and stay in the number of seats, so that none can be told from it; each bound is therefore
what the close will ask, or a seat more.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from cop.ballots.pictures import Names, Row
from cop.ballots.rules import ConsensusRule
from cop.ballots.tally import Counts, Tally
from cop.kernel.words import country


def turnout(tally: Tally, rule: ConsensusRule, called: Names) -> Row:
    """By group and by country, who is silent, and what a quorum lacks."""
    return {
        "groups": groups(tally, rule, called),
        "by_country": _countries(tally),
        "countries": len(tally.countries),
        "silent": _silent_countries(tally),
        "needs": list(_by_silence(tally, called) if rule.by_silence else _needs(tally, rule, called)),
    }


def groups(tally: Tally, rule: ConsensusRule, called: Names) -> list[Row]:
    """In the shape of the turnout macro, in the house's order."""
    return [
        {
            "name": name,
            "spoken": c.spoken,
            "electorate": c.seats,
            "quorum_seats": _bound(rule.group_quorum_pct, c) or None,
        }
        for key, name in called.items()
        if (c := tally.groups.get(key))
    ]


def _countries(tally: Tally) -> list[Row]:
    counts = [
        {"name": country(code), "spoken": c.spoken, "seats": c.seats} for code, c in tally.countries.items()
    ]
    return sorted(counts, key=lambda row: row["name"])


def _silent_countries(tally: Tally) -> list[str]:
    return sorted(country(code) for code, c in tally.countries.items() if not c.spoken)


def _bound(percent: int, c: Counts) -> int:
    return -(-percent * c.seats // 100)


def _needs(tally: Tally, rule: ConsensusRule, called: Names) -> Iterator[str]:
    if (more := max(1, _bound(rule.quorum_pct, tally.all)) - tally.all.spoken) > 0:
        yield ngettext("%(num)d more seat in all", "%(num)d more seats in all", more)
    for key, name in called.items():
        group = tally.groups.get(key, Counts())
        if (more := _bound(rule.group_quorum_pct, group) - group.spoken) > 0:
            yield _("%(count)d more from %(group)s", count=more, group=name)
    if (more := rule.min_groups - sum(c.spoken > 0 for c in tally.groups.values())) > 0:
        yield ngettext("%(num)d more group", "%(num)d more groups", more)
    if (more := rule.min_countries - sum(c.spoken > 0 for c in tally.countries.values())) > 0:
        yield ngettext("%(num)d more country", "%(num)d more countries", more)


def _by_silence(tally: Tally, called: Names) -> Iterator[str]:
    """Nobody has to speak; somebody of each group must have been reached."""
    for key, name in called.items():
        if (c := tally.groups.get(key)) and c.unreached == c.seats:
            yield _("the notice reached nobody of %(group)s", group=name)
