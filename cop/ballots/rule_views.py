"""The named rules, each with a page: what it asks in plain words, and its integers."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.ballots.outcomes import RULES, explained
from cop.ballots.pictures import PARAMETERS
from cop.ballots.rules import NAMED, named
from cop.ballots.terms import RuleName
from cop.kernel.permits import public
from cop.kernel.web import Pages, page

pages = Pages("rules", "/rules")


@pages.get("/", public)
def index() -> str:
    rules = [
        {"code": str(name), "name": _(RULES[name]), "sentences": explained(named(name))} for name in NAMED
    ]
    return page("ballots/rules.html", rules=rules)


def _named(_viewer: Any, name: str) -> RuleName | None:
    return next((rule for rule in NAMED if rule == name), None)


@pages.get("/<name>", public, _named)
def rule(name: RuleName) -> str:
    its = named(name)
    integers = [(_(PARAMETERS[key]), key, value) for key, value in its.parameters.items()]
    return page("ballots/rule.html", name=_(RULES[name]), sentences=explained(its), integers=integers)
