"""One post: its lasting address, its earlier texts, and how its author or a moderator changes it."""

from __future__ import annotations

from typing import Any

from flask import redirect

from cop.attachments.queries import of as files_of
from cop.attachments.showing import listed
from cop.clearance.actions import Unsaid
from cop.discussions import actions, permits, queries
from cop.discussions.forms import EditForm, RemoveForm
from cop.discussions.models import Post
from cop.discussions.tree import removal
from cop.kernel import ties
from cop.kernel.db import db
from cop.kernel.errors import Missing
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit
from cop.profiles import voices
from cop.spaces.models import Space
from cop.spaces.speech_rules import names_people
from cop.writing import aside
from cop.writing.composing import compose

pages = Pages("posts", "/discussions/posts")
pages.before_request(aside.allow_files)


def _address(post: Post) -> str:
    return queries.address(post.thread, _space(post).slug, post.seq)


def _space(post: Post) -> Space:
    return db.session.get_one(Space, post.thread.space_id)


@pages.get("/<int:id>", public, queries.post)
def post(post: Post) -> Any:
    """Leads to the post in its thread."""
    return redirect(_address(post))


@pages.form("/<int:id>/edit", permits.may_edit, queries.post)
def edit(post: Post) -> Any:
    view = voices.PERSONAL if post.personal else str(post.mandate_id)
    form = aside.begun(EditForm, post.ref, obj=post, text=post.source, voice=view, **_files(post))
    form.fit(actor(), post.language)

    def unsaid() -> Unsaid:
        return Unsaid(post.ref, form.text.data, form.language.data, view=form.view)

    def act() -> Post:
        written = compose(form.text.data, actor(), post.space_id, form.file_ids)
        said = (written, form.language.data, form.view, form.version.number, form.ai_help.data)
        edited = actions.edit_post(post, *said, actor=actor())
        aside.said(form, post.ref)
        return edited

    if aside.wanted():
        return aside.done(form, unsaid, post.space_id) or _edit(post, form)
    return submit(form, act, _address) or _edit(post, form)


def _files(post: Post) -> dict[str, Any]:
    return {"attached": aside.files_of(post.ref) if post.file_count else []}


def _edit(post: Post, form: EditForm) -> str:
    return page("discussions/edit.html", form=form, post=post, space=_space(post), address=_address(post))


@pages.form("/<int:id>/remove", permits.may_remove, queries.post)
def remove(post: Post) -> Any:
    form = RemoveForm()
    return submit(form, lambda: actions.remove_post(post, form.reason.data, actor=actor()), _address) or page(
        "discussions/remove.html", form=form, post=post, address=_address(post)
    )


@pages.get("/<int:id>/history", public, queries.post)
def history(post: Post) -> Any:
    """All texts the post has had; those of a removed post for its author and the moderators alone."""
    if post.removed_at is not None and not permits.may_remove(actor(), post):
        raise Missing()
    revisions = queries.revisions(post)
    return page(
        "discussions/history.html",
        post=post,
        removal=removal(post) if post.removed_at else "",
        revisions=revisions,
        shown=ties.shown([post.html, *(one.html for one in revisions)], actor()),
        view=voices.label_of(post) if names_people(post.thread.speech) else "",
        address=_address(post),
        files=listed(files_of([post.ref]).get(post.ref, [])) if post.file_count else "",
    )
