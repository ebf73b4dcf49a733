"""What every answer carries: security headers, cache headers, error pages, asset addresses, the base template's needs.

The content security policy is 'self' alone, with no nonce: a kept page would carry a stale one.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, current_app, g, jsonify, redirect, request, url_for
from flask_babel import get_locale, gettext
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from cop.kernel import submissions, words
from cop.kernel.addresses import Id
from cop.kernel.db import db
from cop.kernel.errors import Missing, Refused, SignInNeeded
from cop.kernel.features import Place
from cop.kernel.forms import new_key, sentence_of
from cop.kernel.submissions import AlreadyTaken
from cop.kernel.web import actor, page

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    app.before_request(_refuse_nul)
    app.url_map.converters["int"] = Id
    app.after_request(_finish)
    app.teardown_request(lambda _error: submissions.end())
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(AlreadyTaken, _taken)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(HTTPException, _http)
    if not app.testing:
        app.register_error_handler(Exception, _broken)
    app.context_processor(_context)
    app.jinja_env.globals.update(csrf_token=generate_csrf, form_key=new_key)
    app.jinja_env.globals["asset"] = asset


def _refuse_nul() -> None:
    """No text holds a NUL, so no address may ask for one: PostgreSQL would fail on it."""
    asked = [request.path, *request.args.keys(), *request.args.values()]
    if any("\0" in part for part in asked):
        abort(400)


def asset(name: str) -> str:
    """Address of a static file. It names the content, so that browsers keep the answer for ever."""
    version = _version(Path(str(current_app.static_folder)) / name)
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={version}"


@lru_cache(maxsize=64)
def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.exists() else ""


def _context() -> dict[str, Any]:
    viewer, house = actor(), current_app.extensions["cop"]
    locale = get_locale()
    return {
        "viewer": viewer,
        "demo": house.config.demo,
        "site_name": house.config.site_name,
        "languages": words.languages(),
        "language": str(locale).replace("_", "-"),
        "direction": locale.text_direction,
        "viewer_zone_label": words.zone_name(words.reader_zone()),
        "nav": _menu(house.places, viewer),
        "account_nav": _menu(house.own_places, viewer),
        "footer_nav": _menu(house.foot, viewer),
    }


def _menu(places: list[Place], viewer: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": gettext(place.label),
            "url": (url := url_for(place.endpoint)),
            "current": request.path == url or (url != "/" and request.path.startswith(url)),
            "count": 0,
            "post": place.post,
        }
        for place in places
        if place.may(viewer)
    ]


def _finish(response: Response) -> Response:
    """Headers; the status that a refused form asked for; where a taken form led."""
    if response.status_code == 200 and "status" in g:
        response.status_code = g.status
    if response.status_code == 303:
        submissions.led_to(response.location)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.add("Cookie")
        response.vary.add("Accept-Language")
    return response


def _refused(refused: Refused) -> Any:
    if isinstance(refused, SignInNeeded) and request.method == "GET":
        return redirect(_sign_in())
    may_be_theirs = isinstance(refused, Missing) and request.method == "GET" and actor().ref == "visitor"
    return _show(refused.status, sentence_of(refused), sign_in=_sign_in() if may_be_theirs else "")


def _sign_in() -> str:
    """Where one signs in and comes back to what was asked for: a link in a mail leads on, whoever follows it."""
    return url_for("sign_in.sign_in", next=request.full_path.rstrip("?"))


def _taken(taken: AlreadyTaken) -> Any:
    return redirect(taken.location or request.path, 303)


def _busy(error: OperationalError) -> Any:
    db.session.rollback()
    current_app.logger.error("database unavailable: %s", error)
    return _show(503)


def _http(error: HTTPException) -> Any:
    code = error.code or 500
    return error if 300 <= code < 400 else _show(code)


def _broken(error: Exception) -> Any:
    """What nobody foresaw: detailed in the log under a reference, generic to the reader."""
    db.session.rollback()
    reference = secrets.token_hex(4)
    current_app.logger.error("failure %s", reference, exc_info=error)
    return _show(500, reference=reference)


def _show(code: int, sentence: str = "", **more: str) -> Any:
    """A page for a person, an RFC 9457 problem for a program."""
    headers = {"Retry-After": "5"} if code == 503 else {}
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        problem = jsonify(status=code, title=HTTP_STATUS_CODES.get(code, ""), detail=sentence)
        problem.mimetype = "application/problem+json"
        return problem, code, headers
    template = "errors/down.html" if code in (500, 503) else "errors/error.html"
    return page(template, code=code, sentence=sentence, **more), code, headers
