"""Papers are laid before a meeting, and taken away again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cop.attachments import binding
from cop.attachments.models import Attachment
from cop.kernel import refs
from cop.kernel.actions import action, lock_row
from cop.kernel.addresses import ref_at
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.minutes import rules as minutes_rules
from cop.meetings.papers import queries as paper_queries
from cop.meetings.papers.models import Paper
from cop.meetings.series import rules
from cop.meetings.series.models import Occurrence

MOST_PAPERS = 60


@action(permits.may_organise, lock="meeting")
def add_paper(
    meeting: Occurrence, title: str, at: str, item: AgendaItem | None = None, *, actor: Any, now: datetime
) -> Paper:
    """``at``: an address or ref of this site that the actor may see, or a web address, which needs a title."""
    return _laid(meeting, title, ref_at(at, actor) or _link(title, at), item, actor, now)


@action(permits.may_organise, lock="meeting")
def add_file(
    meeting: Occurrence,
    title: str,
    file: Attachment,
    item: AgendaItem | None = None,
    *,
    actor: Any,
    now: datetime,
) -> Paper:
    """A file that the actor brought: whoever may see the meeting may fetch it."""
    binding.add(meeting.ref, file, actor)
    return _laid(meeting, title, file.ref, item, actor, now)


def _laid(
    meeting: Occurrence, title: str, lies: str, item: AgendaItem | None, actor: Any, now: datetime
) -> Paper:
    """``lies``: a ref, or a web address."""
    rules.demand_stands(meeting.state)
    if (db.session.scalar(select(func.count()).where(Paper.meeting_id == meeting.id)) or 0) >= MOST_PAPERS:
        raise IllegalMove(
            N_("%(most)d papers are more than anybody reads. Take one away first."), most=MOST_PAPERS
        )
    abroad = rules.WEB_ADDRESS.fullmatch(lies) is not None
    paper = Paper(meeting=meeting, title=title, ref="" if abroad else lies, link=lies if abroad else "")
    paper.by_id, paper.at, paper.item_id = actor.id, now, agenda_rules.own_item(item, meeting.id)
    db.session.add(paper)
    _recorded(meeting, actor, now)
    return paper


def _link(title: str, at: str) -> str:
    if not at:
        raise Invalid(N_("Choose a file, or say where the paper lies."), field="at")
    if not rules.WEB_ADDRESS.fullmatch(at):
        raise Invalid(
            N_("Nothing of this site that you may see lies there, and it is no web address. Copy it again."),
            field="at",
        )
    if not title:
        raise Invalid(N_("Say what it is: the address alone tells nobody."), field="title")
    return at


@action(permits.may_organise)
def remove_paper(paper: Paper, *, actor: Any, now: datetime) -> None:
    """While the meeting's minutes are not adopted; what was on the table stays on record after that."""
    meeting = paper.meeting
    lock_row(meeting)
    rules.demand_stands(meeting.state)
    if minutes := minutes_queries.minutes(meeting):
        minutes_rules.demand_open_minutes(minutes.state)
    db.session.delete(paper)
    _recorded(meeting, actor, now)
    _let_go(meeting, paper.ref)


def _let_go(meeting: Occurrence, ref: str) -> None:
    """A file goes with the last paper that it was."""
    kind, _, id = ref.partition(":")
    if kind == "attachment" and ref not in {paper.ref for paper in paper_queries.papers(meeting)}:
        binding.let_go(meeting.ref, int(id))


def _recorded(meeting: Occurrence, actor: Any, now: datetime) -> None:
    """Keeps the links between the meeting and its papers of this site."""
    db.session.flush()
    refs.unlink(meeting.ref, "paper")
    for target in {paper.ref for paper in paper_queries.papers(meeting) if paper.ref}:
        refs.link(meeting.ref, target, "paper", now)
    meeting.pulse += 1
    record("papers_changed", meeting.ref, actor=actor, now=now, audience=meeting.series.space.audience)
