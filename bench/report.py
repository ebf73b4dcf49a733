"""The table that a run prints, and what it says of the goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.measure import Figures, Run
from bench.pages import FIRST, LAST

HEAD = ("page", "% of limit", "floor", "CPU ms", "made ms", "SQL", "HTML kB", "sent kB", "x first scale")
WIDTHS = (34, 11, 6, 8, 9, 5, 9, 9, 14)


def lines(runs: Sequence[Run]) -> Iterator[str]:
    for run in runs:
        yield ""
        workers, whole = (round(held / 1e6) for held in run.memory)
        yield f"{run.scale} posts; the workers hold {workers} MB, with the process that started them {whole} MB"
        yield _line(HEAD)
        for figures in run.figures:
            yield _line(_cells(figures, _of(runs[0], figures.name)))
        yield f"last page of the long thread / first: {_of(run, LAST).cpu_ms / _of(run, FIRST).cpu_ms:.2f} of the CPU"
    yield ""
    yield from _missed(runs)


def _line(cells: Sequence[str]) -> str:
    first, *others = (cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    return first.strip().ljust(WIDTHS[0]) + "".join(others)


def _cells(figures: Figures, first: Figures) -> tuple[str, ...]:
    page = bool(figures.raw)
    return (
        figures.name,
        f"{figures.share:.0f} %" if page else "-",
        f"{figures.floor} %" if figures.floor else "-",
        f"{figures.cpu_ms:.2f}",
        f"{figures.made_ms:.1f}" if page else "-",
        str(figures.sql) if page else "-",
        f"{figures.raw / 1000:.1f}" if page else "-",
        f"{figures.sent / 1000:.1f}" if page else "-",
        f"{figures.cpu_ms / first.cpu_ms:.2f}",
    )


def _of(run: Run, name: str) -> Figures:
    return next(figures for figures in run.figures if figures.name == name)


def _missed(runs: Sequence[Run]) -> Iterator[str]:
    for run in runs:
        for figures in run.figures:
            if figures.floor and figures.share < figures.floor:
                yield f"below its floor at {run.scale}: {figures.name}, {figures.share:.0f} of {figures.floor} %"
            if figures.sql > (before := _of(runs[0], figures.name)).sql:
                yield f"more SQL at {run.scale}: {figures.name}, {figures.sql} instead of {before.sql}"
