"""What a statement's document for word processors holds: the same as its PDF."""

from __future__ import annotations

from typing import Any

from flask import get_template_attribute
from flask_babel import gettext as _
from markupsafe import Markup

from cop.kernel.words import language_name, short_day
from cop.members.models import Visitor
from cop.statements import citing, exporting, publication
from cop.statements.models import Statement
from cop.statements.papers import as_anyone
from cop.statements.rules import STATES, State
from cop.statements.word import Document

Row = dict[str, Any]


def docx(statement: Statement) -> bytes:
    """Of something published, as anyone reads it."""
    with as_anyone():
        found = publication.published(statement, publication.deciding(statement), Visitor())
        cited = exporting.cited(statement, found["revision"])
        document = Document(f"{statement.number} {statement.title}", cited.community, statement.language)
        _head(document, statement, found)
        for item in found["items"]:
            _item(document, item)
        if found["went"]:
            _decided(document, found)
        _countries(document, found["annexes"])
        if found["ballot"]:
            _record(document, found)
        document.paragraph(citing.plain(cited))
        return document.saved()


def _head(document: Document, statement: Statement, found: Row) -> None:
    document.paragraph(str(statement.number), bold=True)
    document.heading(statement.title, 0)
    if statement.stands is not State.PUBLISHED:
        document.paragraph(_status(statement, found), bold=True)
    document.paragraph(found["state"].striptags())
    language = language_name(statement.language)
    day = short_day(statement.published_at or statement.moved_at)
    document.paragraph(_("Published: %(day)s. %(language)s", day=day, language=language))


def _status(statement: Statement, found: Row) -> str:
    if reason := exporting.reason(statement):
        return _("This statement was withdrawn: %(reason)s", reason=reason)
    newest = found["newest"]
    return f"{_(STATES[statement.stands])}: {newest.number} {newest.title}" if newest else ""


def _item(document: Document, item: Row) -> None:
    if item["kind"] == "heading":
        document.heading(item["html"].striptags(), 2)
        return
    document.clause(item["number"], item["html"])
    for note in item["notes"]:
        _note(document, note)


def _note(document: Document, note: Row) -> None:
    text, answer = note["text"], note.get("answer")
    said = [text.striptags() if isinstance(text, Markup) else text, note["who"]]
    answered = _("Editors: %(answer)s", answer=answer) if answer else ""
    document.note(note["title"], *filter(None, [*said, answered]))


def _matrix(document: Document, matrix: Row) -> None:
    """Countries down, groups across, in words."""
    aloud = get_template_attribute("macros/position.html", "spoken_aloud")
    keys = [group["key"] for group in matrix["groups"]]
    rows = [
        [row["name"], *(aloud(row["cells"].get(key, {})).strip() for key in keys)] for row in matrix["rows"]
    ]
    document.table([_("Country"), *(group["name"] for group in matrix["groups"])], rows)


def _decided(document: Document, found: Row) -> None:
    went, rule = found["went"], found["rule"]
    document.heading(_("How it was decided"))
    head = [_("Group"), _("Seats"), _("Spoke"), _("Decided"), _("Support")]
    of = ("name", "electorate", "spoken", "deciders", "supporters")
    document.table(head, [[row[name] for name in of] for row in went["strip"]], first=3)
    verdict = {True: _("holds"), False: _("short")}
    tests = [[test["label"], test["found"], test["bound"], verdict[test["held"]]] for test in went["tests"]]
    document.table([_("Test"), _("Found"), _("Bound"), _("Result")], tests, first=3)
    _matrix(document, went["matrix"])
    document.paragraph(f"{rule['name']}. {' '.join(rule['sentences'])}")
    if found["dissent"]["whole"]:
        document.heading(_("Minority views"))
        for view in found["dissent"]["whole"]:
            _note(document, view)
    if found["signed"]:
        _signatories(document, found["signed"])


def _signatories(document: Document, groups: list[Row]) -> None:
    document.heading(_("Signatories"))
    for group in groups:
        document.paragraph(f"{group['name']} ({group['count']})", bold=True)
        for one in group["names"]:
            document.paragraph(
                f"{one['name']}, {one['organisation']} ({one['country']})", style="List Bullet"
            )


def _countries(document: Document, annexes: list[Row]) -> None:
    document.heading(_("In the countries"))
    if not annexes:
        document.paragraph(_("No country has said anything yet."))
        return
    head = [_("Country"), _("There it is"), _("Instrument"), _("Date")]
    rows = [
        [row["name"], row["words"], f"{row['instrument']} {row['link']}".strip(), row["dated"] or ""]
        for row in annexes
    ]
    document.table(head, rows)


def _record(document: Document, found: Row) -> None:
    ballot = found["ballot"]
    document.heading(_("Count it again yourself"))
    named = ((_("Text"), found["revision"].sha256), (_("Head"), ballot.last_hash), (_("Key"), ballot.key))
    for label, value in named:
        document.paragraph(f"{label}: {value}")
