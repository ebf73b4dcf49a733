"""Citing a source, and saying that one that was shaken still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from flask import current_app

from cop.kernel import refs, text
from cop.kernel.actions import action, lock_row
from cop.kernel.addresses import ref_at
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.members.models import Member
from cop.statements import commenting, evidence_queries, permits, queries
from cop.statements.evidence import Citation
from cop.statements.models import Statement
from cop.statements.rules import PUBLIC

CITES = "cites"


@dataclass(frozen=True)
class Reference:
    """What an editor typed: ``source`` is an address, of this site or another; of another it needs a title."""

    source: str
    title: str = ""
    dated: date | None = None
    note: str = ""


@action(permits.may_edit, lock="statement")
def cite(
    statement: Statement, clause_key: int | None, typed: Reference, *, actor: Member, now: datetime
) -> Citation:
    """Names a source for a clause, or for the whole (None). What is cited already stays as it is.

    Raises IllegalMove once the text is published, Invalid (clause, source, title).
    """
    _demand_open(statement)
    commenting.clause_of(queries.current(statement), clause_key)
    source = ref_at(typed.source, actor) or ""
    if source == statement.ref:
        raise Invalid(N_("A statement is no evidence for itself. Name another source."), field="source")
    _demand_citable(source)
    url = "" if source else _outside(typed)
    made = evidence_queries.standing(statement, clause_key, source, url)
    if made:
        return made
    made = Citation(statement_id=statement.id, clause_key=clause_key, source=source, url=url, at=now)
    made.title, made.dated = (text.line(typed.title), typed.dated) if url else ("", None)
    made.note, made.added_by = text.line(typed.note), actor.id
    db.session.add(made)
    db.session.flush()
    _link(statement, now)
    record("evidence_cited", statement.ref, actor=actor, now=now, citation=made.id)
    return made


def _demand_open(statement: Statement) -> None:
    if statement.stands in PUBLIC:
        raise IllegalMove(
            N_("What a published text rests on stays as it was. Draft a new statement that replaces it.")
        )


def _demand_citable(source: str) -> None:
    """Raises Invalid for what fewer people may read than the statement (hook ``citable:<kind>``)."""
    kind, id = refs.split(source) if source else ("", 0)
    asks = current_app.extensions["cop"].hooks.get(f"citable:{kind}")
    if asks and not asks(id):
        raise Invalid(
            N_("Only what all members may read can be cited. This is open to fewer."), field="source"
        )


def _outside(typed: Reference) -> str:
    """The address of another site. Raises Invalid for what is none, and for an untitled one."""
    parts, own = urlsplit(typed.source.strip()), urlsplit(current_app.extensions["cop"].config.base_url)
    if parts.netloc in ("", own.netloc):
        raise Invalid(
            N_(
                "There is nothing at this address that you may see. Copy the address of a page here, or of another site."
            ),
            field="source",
        )
    if parts.scheme not in ("http", "https"):
        raise Invalid(N_("An outside reference begins with https:// or http://."), field="source")
    if not typed.title.strip():
        raise Invalid(N_("Give the outside reference a title: addresses change."), field="title")
    return typed.source.strip()


def _link(statement: Statement, now: datetime) -> None:
    """What is cited shows on its own page who cites it."""
    refs.unlink(statement.ref, CITES)
    for source in evidence_queries.refs_of(statement):
        refs.link(statement.ref, source, CITES, now)


@action(permits.may_edit)
def remove(citation: Citation, *, actor: Member, now: datetime) -> None:
    """Takes a source away, until the text is published."""
    statement = citation.statement
    lock_row(statement)
    db.session.refresh(citation)
    _demand_open(statement)
    citation.removed_at = citation.removed_at or now
    db.session.flush()
    _link(statement, now)
    record("evidence_removed", statement.ref, actor=actor, now=now, citation=citation.id)


@action(permits.may_edit, lock="citation")
def review(citation: Citation, *, actor: Member, now: datetime) -> None:
    """An editor looked at what became of the source, and finds that it still bears the clause."""
    citation.reviewed_at, citation.reviewed_by = now, actor.id
    record("evidence_reviewed", citation.statement.ref, actor=actor, now=now, citation=citation.id)
