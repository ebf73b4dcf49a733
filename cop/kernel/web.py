"""How a page is reached: every route declares a permit, a guard stands before every view, a form is taken once.

``pages = Pages("meetings", "/meetings")`` and then::

    @pages.get("/<int:id>-<slug>", may_read, queries.meeting)
    def meeting(meeting): ...

The third argument loads the subject from the address, as ``loader(viewer, **address)``: visibility is in its query,
None is a 404. The view gets the subject (when there is a loader) and nothing else of the address.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from flask import (
    Blueprint,
    Response,
    after_this_request,
    current_app,
    g,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask_login import current_user
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response as BaseResponse
from wtforms import ValidationError

from cop.kernel import kept, proof, submissions
from cop.kernel.db import db
from cop.kernel.errors import Invalid, Missing, Refused, Stale
from cop.kernel.forms import Form
from cop.kernel.permits import Permit

Loader = Callable[..., Any]


def actor() -> Any:
    """Who makes this request: a member or a visitor."""
    return current_user._get_current_object()


class Pages(Blueprint):
    """A feature's routes."""

    def __init__(self, name: str, prefix: str = "") -> None:
        super().__init__(name, name, url_prefix=prefix or None)

    def get(self, rule: str, may: Permit, load: Loader | None = None, **options: Any) -> Any:  # type: ignore[override]
        """``fresh=True``, here and below, asks for a proof of who acts from the last minutes: see kernel.proof.

        ``sealed=True``: the address holds a secret that one person alone was sent, so no other token is asked for; it
        is for what a mail program posts by itself (RFC 8058).
        """
        return self._route(rule, ("GET",), may, load, options)

    def post(self, rule: str, may: Permit, load: Loader | None = None, **options: Any) -> Any:  # type: ignore[override]
        return self._route(rule, ("POST",), may, load, options)

    def form(self, rule: str, may: Permit, load: Loader | None = None, **options: Any) -> Any:
        """A page with a form: GET shows it, POST takes it."""
        return self._route(rule, ("GET", "POST"), may, load, options)

    def _route(
        self, rule: str, methods: tuple[str, ...], may: Permit, load: Loader | None, options: Any
    ) -> Any:
        fresh, sealed = options.pop("fresh", False), options.pop("sealed", False)

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            guarded = guard(view, may, load, keeps=methods == ("GET",), fresh=fresh, sealed=sealed)
            self.add_url_rule(rule, view_func=guarded, methods=list(methods), **options)
            return view

        return decorate


def guard(
    view: Callable[..., Any],
    may: Permit,
    load: Loader | None = None,
    keeps: bool = False,
    fresh: bool = False,
    sealed: bool = False,
) -> Callable[..., Any]:
    """Wraps ``view``: a valid CSRF token for what writes, the subject loaded, the permit asked, the form key noted.

    Where the route asks for a ``fresh`` proof, it is demanded of those alone whom the permit lets in. ``sealed``: as
    above.
    """

    @functools.wraps(view)
    def guarded(**address: Any) -> Any:
        if request.method == "POST" and not sealed and (refusal := _csrf_refusal()):
            return refusal
        subject = load(actor(), **address) if load else None
        if load and subject is None:
            raise Missing()
        may.check(actor(), subject)
        if fresh:
            proof.demand(actor())
        if request.method == "POST":
            submissions.begin(request.form.get("form_key", ""), actor().ref, _said())
        elif keeps and not fresh:
            kept.allow()
        return view(subject) if load else view(**address)

    guarded.permit, guarded.load, guarded.fresh = may, load, fresh  # type: ignore[attr-defined]
    return guarded


def _said() -> list[tuple[str, str]]:
    """What the request's form holds; files by their content."""
    beside = ("csrf_token", "kept")  # a token and a draft's version change while the words stay
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in beside]
    return typed + [(name, _digest(file.stream)) for name, file in request.files.items(multi=True)]


def _digest(file: Any) -> str:
    made = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return made


def _csrf_refusal() -> Any:
    """None when the token is good; else a page that keeps what was typed and lets the person send it again.

    Only a request that the browser says came from our own pages gets that button: a foreign site's must not.
    """
    if not Form.csrf_wanted():
        return None
    try:
        validate_csrf(request.form.get("csrf_token", ""))
        return None
    except ValidationError:
        own = request.headers.get("Sec-Fetch-Site", "none") == "same-origin"
        return page("errors/resend.html", typed=typed() if own else []), 400


def typed() -> list[tuple[str, str]]:
    """What the posted form says, to be sent again: without passwords, and without what each copy of a form has anew."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", "form_key") and "password" not in name
    ]


def by_script() -> bool:
    """Whether a script asks, that puts the answer into a page that is open."""
    return request.accept_mimetypes.best == "application/json"


def after_sent(work: Callable[[], None]) -> None:
    """Runs ``work`` once the answer to this request has left: see ``once_sent``."""
    after_this_request(lambda response: once_sent(response, work))


def once_sent(response: Response, work: Callable[[], None]) -> Response:
    """Runs ``work`` once ``response`` has left, in an application context of its own.

    For what no reader should wait for and that may as well not happen: when it fails, the log says so and nobody else.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def run() -> None:
        with app.app_context():
            try:
                work()
            except Exception as error:
                app.logger.info("left undone after an answer: %s", error)

    response.call_on_close(run)
    return response


def page(template: str, **context: Any) -> str:
    return render_template(template, **context)


def submit(form: Form, act: Callable[[], Any], after: Callable[[Any], str] | None = None) -> Any:
    """Runs ``act`` when the form was posted and is valid; the redirect to ``after(result)``, else None.

    What is refused is done as by ``attempt``: the view shows the form again with everything typed.
    """
    if not form.is_submitted():
        return None
    taken, result = attempt(form, act)
    return redirect(after(result) if after else request.path, 303) if taken else None


def attempt(form: Form, act: Callable[[], Any]) -> tuple[bool, Any]:
    """Runs ``act`` when the form is valid: whether it was taken, and what it returned.

    A refusal by a rule is put at its field (or above the form); ``g.status`` then holds the answer's status.
    """
    if not form.validate():
        g.status = Invalid.status
        return False, None
    try:
        return True, act()
    except Stale as stale:
        form.stale = stale
        _refuse(form, stale)
    except Refused as refused:
        _refuse(form, refused)
    return False, None


def _refuse(form: Form, refused: Refused) -> None:
    db.session.rollback()
    form.refuse(refused)
    g.status = refused.status


def to(endpoint: str, **values: Any) -> BaseResponse:
    return redirect(url_for(endpoint, **values), 303)


def own_path(wished: str, otherwise: str = "/") -> str:
    """``wished`` when it is a path of ours, else ``otherwise``. Browsers read "//" and a backslash as another host."""
    foreign = not wished.startswith("/") or wished.startswith("//") or "\\" in wished
    return otherwise if foreign or any(c.isspace() or not c.isprintable() for c in wished) else wished


def keep_nowhere() -> None:
    """This answer holds a secret: no cache keeps it, and its address is told to nobody."""

    @after_this_request
    def mark(response: BaseResponse) -> BaseResponse:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def answer(body: str | bytes | Iterator[str], mimetype: str, filename: str = "") -> Response:
    """A file made by us, offered as a download when it has a name; of an iterator, made while it is sent."""
    response = Response(stream_with_context(body) if isinstance(body, Iterator) else body, mimetype=mimetype)
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
