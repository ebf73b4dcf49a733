"""Asking every route as every kind of person, and what came of it in one word. Nothing that is asked is kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.routing import Rule

from cop.kernel import web
from cop.kernel.db import db
from tests.trust.canaries import KINDS, VISITOR
from tests.trust.community import Community

OPEN, SIGN_IN, REFUSED, MISSING, BROKEN = "open", "sign", "no", "-", "BROKEN"
PROOF = "proof"
NOT_ASKED = "."
OUTCOMES = {401: SIGN_IN, 403: REFUSED, 404: MISSING}
OURS = frozenset({"GET", "POST"})


class Written(BaseException):
    """An act was about to be kept: its permit and its rule let it pass. Not an Exception, so that nothing catches it."""


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Inside, every commit is Written and undone, and no page is drawn: who may is decided before."""

    def stop(_session) -> None:
        raise Written

    event.listen(db.session, "before_commit", stop)
    try:
        with patch.object(web, "render_template", lambda *_names, **_values: ""):
            yield
    finally:
        event.remove(db.session, "before_commit", stop)


def outcome(client: FlaskClient, method: str, path: str) -> str:
    """OPEN when the route let the person in, even if what was sent is not enough to act on."""
    try:
        answer = client.open(path, method=method)
    except Written:
        return OPEN
    if answer.status_code == 302 and answer.location.startswith("/sign-in"):
        return SIGN_IN
    if answer.status_code == 503 and path == "/readyz":
        return OPEN  # letters have waited for long by now, and that is what it says
    return OUTCOMES.get(answer.status_code, BROKEN if answer.status_code >= 500 else OPEN)


def rules(app: Flask, under: str = "/") -> list[tuple[Rule, str]]:
    """Every route and method that begins with ``under``, in the order of their addresses; files are everyone's."""
    ours = [r for r in app.url_map.iter_rules() if r.endpoint != "static" and r.rule.startswith(under)]
    return sorted(((r, m) for r in ours for m in r.methods & OURS), key=lambda one: (one[0].rule, one[1]))


def examples(town: Community, rule: str) -> dict[str, str]:
    """Addresses of a route by label, from the longest known beginning; none when no beginning fits."""
    if "<" not in rule:
        return {"": rule}
    fitting = [begins for begins in town.addresses if rule.startswith(begins)]
    begins = max(fitting, key=len, default="")
    rest = rule[len(begins) :]
    if not begins or "<" in rest:
        return {}
    return {label: path + rest for label, path in town.addresses[begins].items()}


def browser(app: Flask, town: Community, kind: str) -> FlaskClient:
    client = app.test_client()
    if kind != VISITOR:
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = town.secrets[kind], True
    return client


def grid(app: Flask, town: Community, kinds: Sequence[str] = KINDS, under: str = "/") -> list[str]:
    """A line for every route and example: what each kind of person meets, by method where the methods differ.

    Kinds that are not asked get a dot.
    """
    browsers = {kind: browser(app, town, kind) for kind in kinds}
    met: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    with nothing_kept():
        for rule, method in rules(app, under):
            proof = (PROOF,) if app.view_functions[rule.endpoint].fresh else ()
            for label, path in examples(town, rule.rule).items():
                words = tuple(
                    ask(browsers[kind], town, kind, method, path) if kind in browsers else NOT_ASKED
                    for kind in KINDS
                )
                met.setdefault((rule.rule, label, words + proof), []).append(method)
    return [
        line(f"{'+'.join(methods):8} {rule}", label, words) for (rule, label, words), methods in met.items()
    ]


def ask(client: FlaskClient, town: Community, kind: str, method: str, path: str) -> str:
    return outcome(client, method, path.format(**town.own[kind]))


def cells(line: str) -> tuple[str, list[str]]:
    """Of a line that ``line`` printed: methods, route and label, and what each kind meets."""
    words = line.removesuffix(PROOF).split()
    return " ".join(words[: -len(KINDS)]), words[-len(KINDS) :]


def line(route: str, label: str, met: Sequence[str]) -> str:
    return f"{route:76} {label:14}" + "".join(f"{word:6}" for word in met).rstrip()


def rule_of(line: str) -> str:
    """The route that a line is about."""
    return line[9:].split(" ")[0]


def merged(table: Sequence[str], lines: Sequence[str], under: str) -> list[str]:
    """``table`` with ``lines`` in place of what it said of the routes that begin with ``under``."""
    others = [line for line in table if not rule_of(line).startswith(under)]
    return sorted([*others, *lines], key=rule_of)
