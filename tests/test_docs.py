"""What the documents say of settings and commands is what the program has."""

from dataclasses import fields
from pathlib import Path

from config import Config
from cop import cli
from cop.kernel import permissions

DOCS = Path(__file__).parent.parent / "docs"


def test_every_setting_is_in_the_table():
    table = (DOCS / "operators" / "settings.md").read_text()
    assert [f.name for f in fields(Config) if f"`COP_{f.name.upper()}`" not in table] == []
    assert [f.name for f in fields(Config) if f.metadata["says"] not in table] == []


def test_every_command_is_described():
    text = (DOCS / "operators" / "commands.md").read_text()
    assert [name for name in [*cli.COMMANDS, "verify"] if f"`{name}" not in text] == []


def test_the_table_of_permissions_is_what_the_routes_declare(whole_app):
    kept = (DOCS / "permissions.md").read_text()
    assert kept == permissions.document(whole_app), "make permissions, and look at what changed"


def test_every_route_is_in_the_table_of_permissions(whole_app):
    rules = {r.rule for r in whole_app.url_map.iter_rules() if r.endpoint != "static"}
    assert {route.rule for route in permissions.routes(whole_app)} == rules
    assert all(route.who and route.methods for route in permissions.routes(whole_app))


def test_each_decision_has_a_number_of_its_own():
    kept = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(one.name[:4]) for one in kept]
    assert numbers == list(range(1, len(kept) + 1))
    assert [
        one.name for one, n in zip(kept, numbers, strict=True) if not one.read_text().startswith(f"# {n}. ")
    ] == []
