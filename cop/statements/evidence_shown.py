"""Sources as pages show them: beside their clause, and in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from cop.kernel.words import short_day
from cop.statements.evidence_queries import Source
from cop.statements.models import Clause

Row = dict[str, Any]
LINK, PLAIN = Markup('<a href="{}">{}</a>'), Markup("{}")
OUTSIDE = Markup('<a href="{}" rel="nofollow noopener">{}</a>')


def named(source: Source) -> Markup:
    """The source's title as a link, with its date or state."""
    one = source.citation
    if source.found:
        note = f", {_(source.found.note)}" if source.found.note else ""
        return LINK.format(source.found.address, source.found.title) + note
    if source.is_hidden:
        return PLAIN.format(_("A source you may not see"))
    return OUTSIDE.format(one.url, one.title) + (f", {short_day(one.dated)}" if one.dated else "")


def row(source: Source) -> Row:
    """For the list of evidence."""
    one = source.citation
    return {
        "id": one.id,
        "name": named(source),
        "note": "" if source.is_hidden else one.note,
        "why": _(source.why) if source.why else "",
    }


def by_clause(
    rows: Iterable[Clause], sources: Sequence[Source], *, hidden: bool
) -> list[tuple[str, str, list[Row]]]:
    """(heading, anchor, sources) clause by clause, the whole first and clauses no longer in the text last.

    ``hidden``: whether sources that the reader may not see are counted (for editors, who can take them away).
    """
    kept: dict[int | None, list[Row]] = {}
    for source in sources:
        if hidden or not source.is_hidden:
            kept.setdefault(source.citation.clause_key, []).append(row(source))
    numbered = [(_("Clause %(number)s", number=c.number), f"e-{c.number}", c.key) for c in rows if c.number]
    places = [(_("The whole text"), "e-0", None), *numbered]
    found = [(title, anchor, kept.pop(key)) for title, anchor, key in places if key in kept]
    gone = [one for rest in kept.values() for one in rest]
    return [*found, (_("Clauses no longer in the text"), "e-gone", gone)] if gone else found


def on(clause: Clause, sources: Sequence[Source]) -> list[Row]:
    """What is named for one clause and the reader may see."""
    return [row(one) for one in sources if one.citation.clause_key == clause.key and not one.is_hidden]


def notes(rows: Iterable[Clause], sources: Sequence[Source]) -> dict[str, list[Row]]:
    """What stands beside each clause, by its number."""
    numbers = {clause.key: str(clause.number) for clause in rows if clause.number}
    found: dict[str, list[Markup]] = {}
    for source in sources:
        number = numbers.get(source.citation.clause_key or 0)
        if number and not source.is_hidden:
            found.setdefault(number, []).append(named(source))
    return {number: [_note(names)] for number, names in found.items()}


def _note(names: Sequence[Markup]) -> Row:
    return {"kind": "comment", "title": _("Evidence"), "text": Markup("; ").join(names), "who": ""}


def beside(*more: Any) -> dict[str, list[Row]]:
    """Several notes of clauses, by number, as one."""
    numbers = {number for notes in more for number in notes or {}}
    return {number: [note for notes in more for note in (notes or {}).get(number, [])] for number in numbers}
