"""Readings as a page or file shows them: what each reader may see, summed by month, with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from cop.kernel import words
from cop.pilots import charts, measure_queries
from cop.pilots.fields import Seen
from cop.pilots.measure_models import Bound
from cop.pilots.measure_rules import FEWEST, Share, Way, crosses
from cop.pilots.models import Metric, Pilot
from cop.pilots.visibility import levels


@dataclass(frozen=True)
class Row:
    """A month's share; ``share`` is None where so few were counted that the number is kept back."""

    month: str
    share: Share | None
    crossed: bool


@dataclass(frozen=True)
class Series:
    """``where``: a country's name or all together; ``subgroup`` "" for everyone."""

    country: str
    subgroup: str
    rows: list[Row]
    chart: charts.Chart | None

    @property
    def where(self) -> str:
        return words.country(self.country) if self.country else _("All countries together")


@dataclass(frozen=True)
class Measured:
    metric: Metric
    bound: Bound | None
    series: list[Series]


def concerned(viewer: Any, pilot: Pilot) -> bool:
    """Whether ``viewer`` reads the readings country by country; others read them summed."""
    return Seen.REGULATORS in levels(viewer, pilot)


def of_pilot(viewer: Any, pilot: Pilot) -> list[Measured]:
    """Each criterion with its series: all countries together, and for those concerned each one."""
    inside = concerned(viewer, pilot)
    rows = [*measure_queries.months(pilot, False), *(measure_queries.months(pilot, True) if inside else ())]
    bounds = measure_queries.bounds(pilot)
    return [
        Measured(metric, bounds.get(metric.id), _series(rows, metric, bounds.get(metric.id), inside))
        for metric in pilot.metrics
    ]


def _series(rows: Sequence[Any], metric: Metric, bound: Bound | None, inside: bool) -> list[Series]:
    own = [row for row in rows if row.metric_id == metric.id]
    keyed = groupby(own, key=lambda row: (row.country, row.subgroup))
    found = [_one(*key, list(group), bound, inside) for key, group in keyed]
    alone = {one.country for one in found if one.country}
    return [one for one in found if len(alone) != 1 or not one.country]


def _one(country: str, subgroup: str, rows: Iterable[Any], bound: Bound | None, inside: bool) -> Series:
    stop = bound.stop if bound and inside else None
    made = [_row(row, bound, stop, inside) for row in rows]
    points = [(row.month, row.share) for row in made if row.share]
    return Series(country, subgroup, made, charts.drawn(points, bound.promise if bound else None, stop))


def _row(row: Any, bound: Bound | None, stop: int | None, inside: bool) -> Row:
    share = Share(int(row.found), int(row.out_of))
    crossed = bound is not None and crosses(share, bound.way, stop)
    return Row(row.month, share if inside or share.out_of >= FEWEST else None, crossed)


def promise(bound: Bound | None) -> str:
    """The promise as words; "" without one."""
    if bound is None or bound.promise is None:
        return ""
    if bound.way == Way.LEAST:
        return _("at least %(percent)d %%", percent=bound.promise)
    return _("at most %(percent)d %%", percent=bound.promise)


COLUMNS = ("criterion", "country", "subgroup", "month", "found", "out_of", "percent", "low_95", "high_95")


def lines(viewer: Any, pilot: Pilot) -> list[list[str]]:
    """The same as rows of a file; "under 5" where a number is kept back."""
    return [
        [one.metric.name, series.country or "all", series.subgroup, row.month, *_figures(row.share)]
        for one in of_pilot(viewer, pilot)
        for series in one.series
        for row in series.rows
    ]


def _figures(share: Share | None) -> list[str]:
    if share is None:
        return ["", f"under {FEWEST}", "", "", ""]
    low, high = share.interval
    return [str(share.found), str(share.out_of), f"{share.percent:.1f}", f"{low:.1f}", f"{high:.1f}"]
