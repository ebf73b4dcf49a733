"""What else the form of a text can be sent for than to be said: to be shown, to be kept, to be cleared by somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from flask import g, redirect, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from cop.attachments import queries as attached
from cop.attachments.actions import describe
from cop.attachments.rules import LARGEST_POST, demand_few
from cop.attachments.showing import label, listed
from cop.attachments.taking import take
from cop.clearance import keeping, queries, typing_actions
from cop.clearance.actions import Unsaid
from cop.clearance.models import Waiting
from cop.kernel import ties
from cop.kernel.errors import Refused
from cop.kernel.forms import sentence_of
from cop.kernel.web import actor, attempt, by_script
from cop.kernel.words import when
from cop.writing.composing import compose
from cop.writing.forms import Kept, WritingForm

F = TypeVar("F", bound=WritingForm)


def allow_files() -> None:
    """A form of a member's may bring files."""
    if request.method == "POST" and actor().is_member:
        request.max_content_length = LARGEST_POST


def begun(form: type[F], about: str, *, typing: bool = True, **data: Any) -> F:
    """The form; to be filled in anew it holds what the reader was typing at the thing called ``about``.

    ``typing``: whether anything may be there, where that is known.
    """
    draft = queries.typed(actor(), about) if typing and request.method == "GET" else None
    made = form(_stood(draft), **data) if draft else form(**data)
    made.draft = draft
    _offer_files(made, about)
    return made


def files_of(about: str) -> list[str]:
    """What the form for a text that was said begins with."""
    return [str(one.id) for one in attached.of([about]).get(about, [])]


def _offer_files(form: WritingForm, about: str) -> None:
    """What is attached so far, and what the form brings along; a file that is refused is said at its field."""
    files = list(attached.own(actor(), form.file_ids, about)) if form.file_ids else []
    try:
        for sent in request.files.getlist("files"):
            if sent.filename:
                demand_few(len(files) + 1)
                files.append(take(sent, actor()))
        _describe(form, [one for one in files if one.is_image])
    except Refused as refused:
        form.files.process_errors = [sentence_of(refused)]
    form.listed = files
    form.attached.choices = [(str(one.id), label(one)) for one in files]
    form.attached.data = [str(one.id) for one in files]


def _describe(form: WritingForm, images: Iterable[Any]) -> None:
    """What each image shows, at its own field; of one that came with the form, at the field beside the files."""
    for one in images:
        shows = request.form.get(f"shows-{one.id}", one.alt or form.shows.data)
        if shows != one.alt:
            describe(one, shows, actor=actor())


def _stood(draft: Waiting) -> MultiDict[str, str]:
    stood = [(name, value) for name, values in draft.fields.items() for value in values]
    return MultiDict([*stood, ("text", draft.source), ("kept", str(draft.version))])


def wanted() -> bool:
    """Whether the form was sent for something of this."""
    return keeping.asked_for() or "preview" in request.form or "keep" in request.form


def done(form: WritingForm, unsaid: Callable[[], Unsaid], space_id: int) -> Any:
    """The answer, for a script or by another page; None where the form's own page says more."""
    if keeping.asked_for():
        return _to_be_cleared(form, unsaid)
    return _preview(form, space_id) if "preview" in request.form else _keep(form, unsaid)


def said(form: WritingForm, about: str) -> None:
    """The text was said: what was kept of it is forgotten."""
    typing_actions.drop_typed(about, form.kept.number, form.text.data, actor=actor())


def _whole(form: WritingForm, unsaid: Callable[[], Unsaid]) -> Unsaid:
    """With all that stands in the form; a language that was not offered is none."""
    told = unsaid()
    fields = {
        name: request.form.getlist(name) for name in form.kept_fields if any(request.form.getlist(name))
    }
    fields["attached"] = form.attached.data
    offered = dict(form.language.choices)
    language = told.language if told.language in offered else "und"
    return replace(told, source=told.source or "", language=language, fields=fields)


def _to_be_cleared(form: WritingForm, unsaid: Callable[[], Unsaid]) -> Any:
    if answer := keeping.by_button(form, lambda: _whole(form, unsaid)):
        said(form, unsaid().about)
    return answer


def _preview(form: WritingForm, space_id: int) -> Any:
    """As readers who may see all that the writer sees will read it. Nothing is written."""
    try:
        html = compose(form.text.data or "", actor(), space_id).html
    except Refused as refused:
        g.status, refused.field = refused.status, "text"
        form.refuse(refused)
        return {"says": sentence_of(refused)} if by_script() else None
    form.preview = Markup(ties.shown([html], actor())(html)) + listed(form.listed)  # noqa: S704 - sanitised by compose
    return {"html": form.preview} if by_script() else None


def _keep(form: WritingForm, unsaid: Callable[[], Unsaid]) -> Any:
    """``says``: a sentence for the page; ``kept``: the draft's version now; ``theirs``: what was typed elsewhere."""
    asked = Kept()
    act = lambda: typing_actions.keep_typed(  # noqa: E731
        _whole(form, unsaid), request.full_path.rstrip("?"), asked.kept.number, actor=actor()
    )
    taken, draft = attempt(asked, act)
    if taken:
        g.pop("status", None)
        says = _("Kept on the server, %(when)s. Only you can read it.", when=when(draft.kept_at))
        return {"says": says, "kept": draft.version} if by_script() else redirect(request.full_path, 303)
    return _not_kept(form, asked)


def _not_kept(form: WritingForm, asked: Kept) -> Any:
    why = next(iter(asked.errors.values()))[0]
    if by_script():
        g.pop("status", None)  # the script reads the sentence
        stale = asked.stale
        more = {"theirs": stale.theirs, "kept": stale.version} if stale else {}
        return {"says": why if stale else _("Not kept: %(why)s", why=why)} | more
    form.form_errors, form.text.errors, form.stale = list(asked.form_errors), asked.text.errors, asked.stale
    if asked.stale:
        form.kept.data = str(asked.stale.version)
    return None
