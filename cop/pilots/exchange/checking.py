"""A registry's table held against what a pilot is: every problem of every row at its column, and no row lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cop.intake.checking import Checked, Problem
from cop.intake.lists import Row
from cop.kernel.errors import N_, Invalid
from cop.members.facilities import FACILITIES
from cop.pilots import chain, choices, values
from cop.pilots.after_rules import OUTCOMES, Change, promised
from cop.pilots.exchange import flat
from cop.pilots.exchange.cells import Plan, Reader, among, moment, optional, yes
from cop.pilots.exchange.entries import Country, Entry, Mode
from cop.pilots.exchange.standing import check_country, check_pilot
from cop.pilots.rules import Attestation, Decision, State

UID = re.compile("COP-(20[0-9]{2})-([0-9]{4,7})", re.ASCII)
OWN = {cell.name: cell for cell in flat.PILOT}
OF_COUNTRY = {cell.name: cell for cell in flat.TRACK}
BASIS = ("authority", "instrument", "article", "link", "reference")


def check(rows: Iterable[Row], plan: Plan) -> Iterator[Checked]:
    """Each row by itself, and against those before it."""
    first: dict[str, int] = {}
    for row in rows:
        checked = read_row(row, plan)
        uid = checked.found.uid if checked.found else ""
        if uid and (before := first.setdefault(uid, row.number)) != row.number:
            says = N_("The same number stands in row %(row)d.")
            yield Checked(row, None, [Problem(plan.columns["uid"], says, {"row": before})])
        else:
            yield checked


def read_row(row: Row, plan: Plan) -> Checked:
    """By itself, without regard to other rows and to which pilots are here."""
    reader = Reader(row, plan)
    if len(row.cells) > plan.width:
        reader.refuse("", N_("The row has more cells than the head: a separator stands where it should not."))
    for name in plan.unknown:
        if reader.said(name):
            reader.refuse(name, N_("Nothing is kept under this name. Rename the column, or empty it."))
    entry = _entry(reader)
    if not entry.answers.get("title"):
        reader.refuse("title", N_("A pilot keeps a title, also as a draft."))
    if plan.mode is Mode.RECORDED:
        check_pilot(reader, entry)
    return Checked(row, None if reader.problems else entry, reader.problems)


def known(checked: Checked, plan: Plan, here: set[str]) -> Checked:
    """The same, with a problem when its number is given already: ``here`` are those of the table that are."""
    if plan.mode is Mode.DRAFTS or not (checked.found and checked.found.uid in here):
        return checked
    says = N_("A pilot with this number is here already. Without a number it gets a new one.")
    return Checked(checked.row, None, [Problem(plan.columns["uid"], says)])


def _entry(reader: Reader) -> Entry:
    entry = Entry(answers=reader.answers("", flat.PILOT))
    entry.criteria = reader.rows("", OWN["criteria"], _criterion)
    entry.countries = [_country(reader, code) for code in _asked(reader)]
    entry.uid = reader.read("uid", _uid)
    entry.address = reader.read("address", values.link)
    if reader.plan.mode is Mode.DRAFTS:
        return entry
    for name in ("registered", "submitted", "public_since", "disclosed"):
        setattr(entry, name, reader.read(name, moment, None))
    entry.amendments = reader.rows("", OWN["amendments"], lambda row: _amendment(row, entry))
    entry.aftermaths = reader.rows("", OWN["aftermaths"], lambda row: _aftermath(row, reader.plan))
    entry.criteria_sha256 = reader.read("criteria_sha256", lambda said: _hash(said, entry))
    return entry


def _uid(said: str) -> str:
    if not UID.fullmatch(said):
        raise Invalid(N_("A pilot's number is like COP-2026-0007."))
    return said


def _asked(reader: Reader) -> list[str]:
    """Countries that the row names, or of which any cell says something."""
    plan = reader.plan
    named = reader.read(flat.COUNTRIES, lambda said: _codes(said, plan), [])
    told = {name[:2] for name in plan.of_countries if reader.said(name)}
    for code in sorted(told - plan.codes):
        reader.refuse(f"{code}.state", values.COUNTRIES)
    return sorted({*named, *(told & plan.codes)})


def _codes(said: str, plan: Plan) -> list[str]:
    return [values.country(one, plan.codes) for one in values.several(said)]


def _country(reader: Reader, code: str) -> Country:
    prefix, plan = f"{code}.", reader.plan
    one = Country(code, answers=reader.answers(prefix, flat.TRACK))
    one.sites = reader.rows(prefix, OF_COUNTRY["sites"], _site)
    if plan.mode is Mode.DRAFTS:
        return one
    one.state = reader.needed(f"{prefix}state", among(list(State)))
    one.before = reader.read(f"{prefix}before", among(list(State)), State.DRAFT.value)
    one.since = reader.needed(f"{prefix}since", moment) or None
    one.held_by = reader.read(f"{prefix}held_by", among(("lead", "regulator")))
    one.reason = reader.read(f"{prefix}reason", values.prose)
    one.attestation = reader.read(f"{prefix}attestation", among(list(Attestation)), Attestation.CLAIM.value)
    one.conditions = reader.rows(prefix, OF_COUNTRY["conditions"], _condition)
    one.decision = _decision(reader, prefix)
    check_country(reader, one)
    return one


def _decision(reader: Reader, prefix: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "decision": reader.read(f"{prefix}decision", among(list(Decision)), Decision.NONE.value),
        "refusal": reader.read(f"{prefix}refusal", among(choices.REFUSALS)),
    }
    made |= {name: reader.read(f"{prefix}{name}", values.line) for name in BASIS if name != "link"}
    made["link"] = reader.read(f"{prefix}link", values.link)
    return made | {
        name: reader.read(f"{prefix}{name}", values.day, None) for name in ("decided_on", "ends_on")
    }


def _criterion(row: dict[str, str]) -> dict[str, Any]:
    """Raises ValueError or Invalid for a criterion that is none."""
    said: dict[str, Any] = {key: values.line(row[key], 400) for key in flat.CRITERION}
    if not (said["name"] and said["threshold"] and said["comparator"]):
        raise ValueError(row)
    found, out_of = (optional(values.number, row[f"result.{key}"]) for key in ("found", "out_of"))
    if (found is None) != (out_of is None) or (found is not None and found > out_of):
        raise Invalid(N_("There cannot be more than the denominator."))
    return said | {"found": found, "out_of": out_of}


def _site(row: dict[str, str]) -> dict[str, Any]:
    said = {key: values.line(row[key]) for key in ("province", "name", "lead")}
    if not said["province"]:
        raise ValueError(row)
    return said | {
        "facility": values.code(row["facility"], FACILITIES),
        "taking_part": optional(values.number, row["taking_part"]),
        "kept_back": bool(row["taking_part_under"]),
    }


def _condition(row: dict[str, str]) -> dict[str, Any]:
    text = values.prose(row["text"])
    if not text:
        raise ValueError(row)
    days = {key: optional(values.day, row[key]) for key in ("due", "met_on")}
    return {
        "text": text,
        "start": yes(row["before_start"]),
        "evidence": values.prose(row["evidence"]),
        **days,
    }


def _amendment(row: dict[str, str], entry: Entry) -> dict[str, Any]:
    place = values.number(row["criterion"])
    if not 1 <= place <= len(entry.criteria) or not row["reason"]:
        raise ValueError(row)
    both = {
        when: {key: said for key in flat.CRITERION if (said := values.line(row[f"{when}.{key}"], 400))}
        for when in ("before", "after")
    }
    kind = values.code(row["kind"], list(Change))
    whole = {
        when: {key: said.get(key, "") for key in flat.CRITERION} if said else {}
        for when, said in both.items()
    }
    return {
        "place": place,
        "at": moment(row["at"]),
        "kind": kind,
        "reason": values.prose(row["reason"]),
        **whole,
    }


def _aftermath(row: dict[str, str], plan: Plan) -> dict[str, Any]:
    return {
        "day": values.day(row["date"]),
        "country": values.country(row["country"], plan.codes),
        "kind": values.code(row["kind"], OUTCOMES),
        "text": values.prose(row["text"]),
        "link": optional(values.link, row["link"], ""),
        "attestation": values.code(row["attestation"], list(Attestation)),
    }


class _Amended:
    """An amendment as ``promised`` reads it: criteria by their places."""

    def __init__(self, one: dict[str, Any]) -> None:
        self.metric_id, self.kind, self.before = one["place"], one["kind"], one["before"]


def _hash(said: str, entry: Entry) -> str:
    """Raises Invalid when the criteria, without what was changed since, are not those that were hashed."""
    now = {n: {key: one[key] for key in flat.CRITERION} for n, one in enumerate(entry.criteria, 1)}
    if chain.criteria_hash(promised(now, [_Amended(one) for one in entry.amendments])) != said:
        raise Invalid(N_("The success criteria are not those that this hash was made of."))
    return said
