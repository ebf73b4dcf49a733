"""Finding and reading statements."""

from __future__ import annotations

from flask import request

from cop.ballots import queries as ballots
from cop.ballots.models import Ballot
from cop.kernel import refs
from cop.kernel.errors import Missing
from cop.kernel.web import Pages, actor, page
from cop.statements import (
    citing,
    comment_queries,
    evidence_queries,
    evidence_shown,
    exporting,
    permits,
    publication,
    queries,
    reading,
    shown,
)
from cop.statements.acts import acts
from cop.statements.comparing import changed, compare
from cop.statements.models import Revision, Statement
from cop.statements.rules import STATES, State
from cop.statements.sentences import history, standing, timeline

pages = Pages("statements", "/statements")


@pages.get("/", permits.may_list)
def index() -> str:
    state = request.args.get("state", "")
    found = queries.listed(actor(), state, request.args.get("cursor", ""))
    return page("statements/index.html", found=found, state=state, states=STATES, seats=publication.seats)


@pages.get("/<address>", permits.may_read, reading.statement)
def one(statement: Statement) -> str:
    """The number and the slug both lead here, for ever."""
    ballot = ballots.latest(statement.ref)
    return published(statement, ballot) if statement.is_public else work(statement, ballot)


def published(statement: Statement, ballot: Ballot | None) -> str:
    found = publication.published(statement, ballot, actor())
    moves = history(queries.passages(statement))
    return page(
        "statements/published.html",
        statement=statement,
        acts=acts(statement, actor(), ballot),
        moves=moves,
        citation=citing.plain(exporting.cited(statement, found["revision"])),
        lasting=shown.lasting(statement),
        speaks_for=publication.speaks_for(actor()),
        **found,
    )


def work(statement: Statement, ballot: Ballot | None) -> str:
    viewer, revision, passages = actor(), queries.current(statement), queries.passages(statement)
    links = shown.comment_links(statement, revision.clauses, comment_queries.by_clause(statement))
    sources = evidence_queries.sources(statement, viewer)
    items = shown.clauses(revision.clauses, evidence_shown.notes(revision.clauses, sources), links=links)
    return page(
        "statements/work.html",
        statement=statement,
        revision=revision,
        state=standing(statement, ballot),
        items=items,
        contents=shown.contents(items),
        timeline=timeline(statement, passages),
        moves=history(passages),
        consultation=queries.consultation(statement) if statement.stands is State.CONSULTATION else None,
        acts=acts(statement, viewer, ballot),
        editors=permits.may_name_editors(viewer, statement),
        disposes=permits.may_dispose(viewer, statement),
        ballots=ballots.all_of(statement.ref) if statement.ballot_id else [],
        linked=refs.linked(statement.ref, viewer),
    )


@pages.get("/<address>/revisions", permits.may_read_work, reading.in_work)
def revisions(statement: Statement) -> str:
    found = queries.revisions(statement, request.args.get("cursor", ""))
    return page("statements/revisions.html", statement=statement, found=found)


@pages.get("/<address>/revisions/<int:number>", permits.may_read_work, reading.saved)
def revision(found: reading.Saved) -> str:
    """A text as it was saved, with what it changed marked."""
    statement, one = found.statement, found.revision
    before = queries.revision(statement, one.number - 1)
    keys = changed(before.clauses, one.clauses) if before else frozenset()
    items = shown.clauses(one.clauses, changed=keys, since=publication.changed_words())
    return page("statements/revision.html", statement=statement, revision=one, items=items)


@pages.get("/<address>/compare", permits.may_read_work, reading.in_work)
def compared(statement: Statement) -> str:
    """What changed from one revision to another, word by word; by default, what the last one changed."""
    newer = _chosen(statement, "to", statement.revisions_count)
    older = _chosen(statement, "from", max(1, newer.number - 1))
    changes = compare(older.clauses, newer.clauses)
    last = statement.revisions_count
    return page(
        "statements/compare.html", statement=statement, older=older, newer=newer, changes=changes, last=last
    )


def _chosen(statement: Statement, argument: str, otherwise: int) -> Revision:
    number = request.args.get(argument, otherwise, type=int)
    found = queries.revision(statement, number) if number <= statement.revisions_count else None
    if found is None:
        raise Missing()
    return found
