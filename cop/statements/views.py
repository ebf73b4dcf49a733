"""Reading statements and writing them."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext

from cop.ballots import outcomes
from cop.ballots import queries as ballots
from cop.kernel import refs, words
from cop.kernel.web import Pages, actor, page, submit
from cop.members.countries import READ
from cop.spaces import queries as spaces
from cop.spaces.visibility import may_enter
from cop.statements import actions, due, forms, permits, queries, shown
from cop.statements.models import Statement
from cop.statements.rules import DISPOSITIONS, STATES

pages = Pages("statements", "/statements")


def settled(viewer: Any, address: str) -> Statement | None:
    """The statement, after whatever is due of it by the clock."""
    statement = queries.by_address(viewer, address)
    return due.settle(statement) if statement else None


def in_work(viewer: Any, address: str) -> Statement | None:
    statement = settled(viewer, address)
    return statement if statement and may_enter(viewer, statement.space_id) else None


@pages.get("/", permits.may_list)
def index() -> str:
    state = request.args.get("state", "")
    found = queries.listed(actor(), state, request.args.get("cursor", ""))
    return page("statements/index.html", found=found, state=state, states=STATES)


@pages.form("/new", permits.may_draft)
def new() -> Any:
    form = forms.Draft(space=request.args.get("space", ""), language=actor().language)
    entered = spaces.all_visible(actor())
    form.space.choices = [(space.slug, space.title) for space in entered]
    form.language.choices = [(code, words.language_name(code, "en")) for code in READ]

    def act() -> Statement:
        space = next(space for space in entered if space.slug == form.space.data)
        return actions.draft(space, form.title.data, form.source.data, form.language.data, actor=actor())

    return submit(form, act, shown.address) or page("statements/new.html", form=form)


@pages.get("/<address>", permits.may_read, settled)
def one(statement: Statement) -> Any:
    if statement.number and request.view_args and request.view_args["address"] != statement.number:
        return redirect(shown.address(statement), 301)
    return published(statement) if statement.is_public else work(statement)


def published(statement: Statement) -> str:
    revision, ballot = queries.current(statement), ballots.latest(statement.ref)
    went = outcomes.outcome(ballot, actor()) if ballot else {}
    return page(
        "statements/published.html",
        statement=statement,
        revision=revision,
        ballot=ballot,
        went=went,
        items=shown.clauses(revision.clauses, shown.reservations(went)),
        contents=shown.contents(revision.clauses),
        linked=refs.linked(statement.ref, actor()),
    )


def work(statement: Statement) -> str:
    revision, comments = queries.current(statement), queries.comments(statement)
    before = queries.revision(statement, revision.number - 1)
    notes = shown.comment_notes(comments)
    return page(
        "statements/work.html",
        statement=statement,
        revision=revision,
        items=shown.clauses(revision.clauses, notes, shown.changed_keys(before, revision)),
        contents=shown.contents(revision.clauses),
        timeline=shown.timeline(statement),
        comments=comments,
        editor=permits.may_edit(actor(), statement),
        answers={str(key): said for key, said in DISPOSITIONS.items()},
        officer=permits.may_open_ballot(actor(), statement),
        ballots=ballots.all_of(statement.ref),
        linked=refs.linked(statement.ref, actor()),
    )


@pages.form("/<address>/revise", permits.may_edit, in_work)
def revise(statement: Statement) -> Any:
    revision = queries.current(statement)
    form = forms.Revise(title=revision.title, source=revision.source, version=str(statement.version))
    preview = form.is_submitted() and "preview" in request.form

    def act() -> Statement:
        version = int(form.version.data) if (form.version.data or "").isdigit() else 0
        return actions.revise(
            statement, form.title.data, form.source.data, form.summary.data, version, actor=actor()
        )

    done = None if preview else submit(form, act, shown.address)
    rendered = shown.preview(form.source.data) if preview else []
    return done or page("statements/revise.html", statement=statement, form=form, preview=rendered)


@pages.get("/<address>/revisions", permits.may_read_work, in_work)
def revisions(statement: Statement) -> str:
    every = queries.revisions(statement)
    first, second = (request.args.get(name, "") for name in ("from", "to"))
    pair = [queries.revision(statement, int(n)) for n in (first, second) if n.isdigit() and len(n) < 9]
    spans = shown.compared(pair[0], pair[1]) if len(pair) == 2 and all(pair) else None
    return page("statements/revisions.html", statement=statement, revisions=every, pair=pair, spans=spans)


@pages.form("/<address>/consult", permits.may_consult, in_work)
def consult(statement: Statement) -> Any:
    form = forms.Consult(closes_at=shown.proposed_close(actor().zone))

    def act() -> None:
        closes_at = form.closes_at.moment(actor().zone)
        actions.open_consultation(statement, closes_at, form.scope_note.data, actor=actor())

    done = submit(form, act, lambda _: shown.address(statement))
    return done or page("statements/consult.html", statement=statement, form=form)


@pages.form("/<address>/end-consultation", permits.may_end_consultation, in_work)
def end_consultation(statement: Statement) -> Any:
    form = forms.Reason()
    title = gettext("End the consultation early")
    done = submit(
        form,
        lambda: actions.close_consultation(statement, form.reason.data, actor=actor()),
        lambda _: shown.address(statement),
    )
    return done or page("statements/reason.html", statement=statement, form=form, title=title)


@pages.form("/<address>/editors", permits.may_name_editors, in_work)
def editors(statement: Statement) -> Any:
    form = forms.Editor()

    def act() -> None:
        member = spaces.member_called(form.person.data)
        actions.add_editor(statement, member, actor=actor())

    done = submit(form, act, lambda _: url_for("statements.editors", address=statement.slug))
    return done or page("statements/editors.html", statement=statement, form=form)


@pages.post("/<address>/editors/<int:member_id>/remove", permits.may_name_editors, queries.with_member)
def remove_editor(found: Any) -> Any:
    actions.remove_editor(found.statement, found.member_id, actor=actor())
    return redirect(url_for("statements.editors", address=found.statement.slug), 303)
