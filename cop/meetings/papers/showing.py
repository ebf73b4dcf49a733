"""Papers as a reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cop.kernel.refs import Resolved
from cop.meetings.papers.models import Paper


@dataclass(frozen=True)
class Shown:
    """``abroad``: it lies outside this site. ``item``: of which agenda item it is, None for the whole meeting."""

    id: int
    item: int | None
    title: str
    address: str
    note: str
    abroad: bool


def shown(papers: Sequence[Paper], seen: dict[str, Resolved], viewer: Any) -> list[Shown]:
    """``seen``: their refs as resolved for ``viewer``. What lies elsewhere on the web is for members."""
    of_site = [paper for paper in papers if paper.ref in seen or (paper.link and viewer.is_member)]
    return [_one(paper, seen.get(paper.ref)) for paper in of_site]


def _one(paper: Paper, found: Resolved | None) -> Shown:
    if found is None:
        return Shown(paper.id, paper.item_id, paper.title, paper.link, "", abroad=True)
    title = paper.title or found.title
    return Shown(paper.id, paper.item_id, title, found.address, found.note, abroad=False)
