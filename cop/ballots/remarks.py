"""What seats wrote, as pages print it: reservations by clause, minority views with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from cop.ballots.clauses import Clause
from cop.ballots.objections import Disposition, ObjectionState
from cop.ballots.pictures import Names, Row
from cop.ballots.said import Remark
from cop.ballots.signatories import named
from cop.ballots.terms import Stance
from cop.kernel.errors import N_
from cop.kernel.words import country, when

DISPOSITIONS = {
    Disposition.ACCEPTED: N_("accepted"),
    Disposition.ACCEPTED_IN_PART: N_("accepted in part"),
    Disposition.NOT_ACCEPTED: N_("not accepted"),
    Disposition.OUT_OF_SCOPE: N_("out of scope"),
    Disposition.DUPLICATE: N_("answered elsewhere"),
}
OBJECTIONS = {
    ObjectionState.OPEN: N_("Objection to clause %(clause)s, not answered yet"),
    ObjectionState.ANSWERED: N_("Objection to clause %(clause)s, the objector has not replied yet"),
    ObjectionState.RESOLVED: N_("Objection to clause %(clause)s, resolved"),
    ObjectionState.MAINTAINED: N_("Objection to clause %(clause)s, maintained"),
    ObjectionState.LAPSED: N_(
        "Objection to clause %(clause)s, lapsed: no reply within seven days of the answer"
    ),
}


def reservations(found: Iterable[Remark], viewer: Any, called: Names) -> dict[str, list[Row]]:
    """Notes for the margin, by the number of their clause."""
    by_clause: dict[str, list[Row]] = {}
    for remark in found:
        if remark.position.stance == Stance.RESERVE:
            by_clause.setdefault(remark.clause, []).append(note(remark, viewer, called))
    return by_clause


def minority(found: Iterable[Remark], viewer: Any, called: Names) -> list[Row]:
    """Objections that are printed in the objectors' words: all but those resolved."""
    return [note(r, viewer, called) for r in found if r.state not in (None, ObjectionState.RESOLVED)]


def note(remark: Remark, viewer: Any, called: Names) -> Row:
    """A remark in the shape of the text macros."""
    return {
        "kind": remark.position.stance,
        "title": _title(remark),
        "text": _text(remark.written),
        "who": who(remark, viewer, called),
        "mandates": remark.mandates if _names(remark, viewer) else (),
        "answer": _answer(remark),
        "clause": remark.clause,
        "seat": remark.seat.number,
        "state": remark.position.objection,
    }


def _title(remark: Remark) -> str:
    if remark.reply_due:
        by = when(remark.reply_due)
        return _(
            "Objection to clause %(clause)s; the objector has until %(by)s to reply",
            clause=remark.clause,
            by=by,
        )
    if remark.state:
        return _(OBJECTIONS[remark.state], clause=remark.clause)
    return _("Reservation on clause %(clause)s", clause=remark.clause)


def _text(written: dict[str, str]) -> str:
    if not written:
        return _("The words were erased at the request of the person who wrote them.")
    if "change" in written:
        return _(
            "%(reason)s What would resolve it: %(change)s", reason=written["reason"], change=written["change"]
        )
    return written["text"]


def _answer(remark: Remark) -> str:
    if not remark.position.disposition:
        return ""
    disposition = _(DISPOSITIONS[Disposition(remark.position.disposition)])
    return _("%(disposition)s. %(text)s", disposition=disposition, text=remark.answer.get("text", ""))


def who(remark: Remark, viewer: Any, called: Names) -> str:
    """Members read who it is; others only of who chose to be named, else group and country.

    Who has left since is marked: what they said stands.
    """
    group = called.get(remark.seat.group_key, remark.seat.group_key)
    where = country(remark.seat.country)
    if _names(remark, viewer):
        name, organisation = named(remark.holder.name, remark.holder.state), remark.seat.organisation
        return _("%(name)s, %(organisation)s · %(group)s, %(country)s", name=name, organisation=organisation,
                 group=group, country=where)  # fmt: skip
    return _("A seat of %(group)s, %(country)s", group=group, country=where)


def _names(remark: Remark, viewer: Any) -> bool:
    return bool(viewer.is_member or remark.position.sign)


def clause_items(
    clauses: Sequence[Sequence[Any]],
    notes: dict[str, list[Row]],
    language: str = "en",
    changed: Mapping[int, Markup] = MappingProxyType({}),
) -> list[Row]:
    """A frozen text as the clause macro takes it, each note beside its clause; ``changed`` ones in marked words."""
    return [
        {
            "kind": "clause" if number else "heading",
            "number": number,
            "anchor": f"c{number}" if number else f"h{place}",
            "html": changed.get(number) or Markup(html if number else _heading(html)),  # noqa: S704  sanitised
            "changed": _("Changed since the ballot before.") if number in changed else "",
            "lang": language,
            "notes": notes.get(str(number), []) if number else [],
        }
        for place, (number, _source, html) in enumerate(clauses)
    ]


def _heading(html: str) -> str:
    return Clause(0, "", html).label
