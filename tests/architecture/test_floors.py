"""Imports go downward only, never sideways, and stand at the top of the file."""

import ast
from functools import cache

import pytest

from tests.architecture.source import PACKAGE, functions, imports, modules, tree

FLOOR_2 = (
    "members",
    "access",
    "profiles",
    "spaces",
    "clearance",
    "delivery",
    "intake",
    "attachments",
    "writing",
    "mail",
    "moderation",
)  # each may import those before it
BETWEEN = ("ballots", "almanac")  # texts are decided on and days known without knowing whose
OVER_MEETINGS = ("calendars", "polls")  # what leads to meetings or shows them elsewhere: they know of neither
OVER_INCIDENTS = ("alerts",)  # what is done about reports beyond them
OVER_PILOTS = (
    "panels",
    "oversight",
    "calls",
)  # what leads to pilots, and watches over them beside their steps
TOP = {"cop.app", "cop.demo", "cop.checks", "cop.archive", "cop.serve", "cop.web_server"}
ROOF = {"cop.cli", "cop.__main__", "wsgi"}
ROOMS = ("rules", "models", "permits", "queries", "forms", "actions", "notices", "views", "api", "feature")


def floor(name: str) -> float:
    part = name.split(".")[1] if name.startswith("cop.") else name
    if name == "cop.verify" or name.startswith("cop.verify."):
        return 0
    if part in ("kernel", "config"):
        return 1
    if part in FLOOR_2:
        return 2 + FLOOR_2.index(part) / 100
    if part in BETWEEN:
        return 2.9
    if part in OVER_MEETINGS + OVER_INCIDENTS + OVER_PILOTS:
        return 3.1
    if any(name == top or name.startswith(top + ".") for top in TOP):
        return 4
    if any(name == roof or name.startswith(roof + ".") for roof in ROOF):
        return 5
    return 3


def feature_of(name: str) -> str:
    return name.split(".")[1] if name.startswith("cop.") else name


def upward(importer: str, imported: str) -> bool:
    """Whether the import breaks the floors: upward, or sideways between features of one floor."""
    here, there = floor(importer), floor(imported)
    if feature_of(importer) == feature_of(imported):
        return False
    if imported.startswith("cop.verify") and here >= 4:
        return False  # the command hands over to it; nothing of ours counts by it
    return there == 0 or there > here or (there == here and here not in (1, 4, 5))


@cache
def pairs() -> list[tuple[str, str]]:
    """(importer, imported) of all our modules."""
    walked = ((name, node) for name, file in modules().items() for node in ast.walk(tree(file)))
    return [(name, imported) for name, node in walked for imported in imports(node)]


def test_imports_go_down():
    assert [pair for pair in pairs() if upward(*pair)] == []


@pytest.mark.parametrize(
    "planted",
    [
        ("cop.kernel.web", "cop.members.models"),
        ("cop.members.actions", "cop.spaces.models"),
        ("cop.meetings.views", "cop.discussions.queries"),
        ("cop.ballots.actions", "cop.statements.models"),
        ("cop.statements.views", "cop.app"),
        ("cop.pilots.actions", "cop.calls.models"),
        ("cop.ballots.rules", "cop.verify"),
    ],
)
def test_the_rule_sees_a_planted_import(planted):
    assert upward(*planted)


def test_the_verifier_imports_nothing_of_ours():
    assert [name for name, imported in pairs() if name == "cop.verify"] == []


def test_nothing_of_ours_is_imported_inside_a_function():
    inside = [
        f"{file.relative_to(PACKAGE.parent)}:{node.lineno}"
        for file in modules().values()
        for function in functions(tree(file))
        for node in ast.walk(function)
        if imports(node)
    ]
    assert inside == []


def room(name: str) -> str:
    """The room a module of a feature belongs to: ``actions`` also for ``consultation_actions`` and ``room.actions``."""
    last = name.rsplit(".", 1)[-1] if name.count(".") >= 2 else ""
    return last.rsplit("_", 1)[-1]


def test_each_room_imports_only_those_before_it():
    wrong = [
        (name, imported)
        for name, imported in pairs()
        if floor(name) >= 2 and feature_of(name) == feature_of(imported)
        if room(name) in ROOMS and room(imported) in ROOMS
        if ROOMS.index(room(name)) < ROOMS.index(room(imported))
    ]
    assert wrong == []


def test_packages_are_empty():
    assert [f for f in PACKAGE.rglob("__init__.py") if f.read_text().strip()] == []
