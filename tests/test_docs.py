"""What the documents say of settings and commands is what the program has."""

from dataclasses import fields
from pathlib import Path

from config import Config
from cop import cli

DOCS = Path(__file__).parent.parent / "docs"


def test_every_setting_is_in_the_table():
    table = (DOCS / "operators" / "settings.md").read_text()
    assert [f.name for f in fields(Config) if f"`COP_{f.name.upper()}`" not in table] == []
    assert [f.name for f in fields(Config) if f.metadata["says"] not in table] == []


def test_every_command_is_described():
    text = (DOCS / "operators" / "commands.md").read_text()
    assert [name for name in [*cli.COMMANDS, "verify"] if f"`{name}" not in text] == []
