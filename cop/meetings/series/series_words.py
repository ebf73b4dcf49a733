"""How often a series comes again, as a sentence."""

from __future__ import annotations

from datetime import datetime

from babel.dates import get_day_names
from flask_babel import get_locale, gettext, ngettext

from cop.kernel import words
from cop.kernel.errors import N_
from cop.meetings.series import recurrence_rules
from cop.meetings.series.models import Series
from cop.meetings.series.recurrence_rules import Every, Rule

RANKS = (N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"))


LAST = N_("last")


def sentence(series: Series) -> str:
    """ "Every month on the third Wednesday, until 16 Jun 2027." "" where the dates are set one by one."""
    if not series.rrule:
        return ""
    start, rule = datetime.fromisoformat(series.local_start), recurrence_rules.read(series.rrule)
    last = recurrence_rules.walls(start, rule)[-1]
    often = {"how_often": _often(start, rule), "day": words.short_day(last.date())}
    return gettext("%(how_often)s, until %(day)s.", **often)


def _often(start: datetime, rule: Rule) -> str:
    weekday = get_day_names("wide", locale=get_locale() or "en")[start.weekday()]
    if rule.every is Every.day:
        return ngettext("Every day", "Every %(num)d days", rule.interval)
    if rule.every is Every.week:
        once = {"weekday": weekday}
        return ngettext(
            "Every week on %(weekday)s", "Every %(num)d weeks on %(weekday)s", rule.interval, **once
        )
    rank = gettext(LAST if rule.every is Every.last else RANKS[recurrence_rules.rank(start) - 1])
    on = {"rank": rank, "weekday": weekday}
    return ngettext(
        "Every month on the %(rank)s %(weekday)s",
        "Every %(num)d months on the %(rank)s %(weekday)s",
        rule.interval,
        **on,
    )
