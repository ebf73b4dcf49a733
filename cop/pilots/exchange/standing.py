"""Whether what a document says of a pilot fits together: a state with its decision, a decision with its source."""

from __future__ import annotations

from cop.kernel.errors import N_
from cop.pilots.exchange.cells import Reader
from cop.pilots.exchange.entries import Country, Entry
from cop.pilots.rules import POSITIVE, Decision, State

UNDECIDED = frozenset({State.SUBMITTED, State.IN_REVIEW, State.RETURNED})
LET_RUN = frozenset(Decision(state.value) for state in POSITIVE)
FITS: dict[State, frozenset[Decision]] = {
    **dict.fromkeys(UNDECIDED, frozenset({Decision.NONE})),
    **{state: frozenset({Decision(state.value)}) for state in (*POSITIVE, State.REFUSED)},
    **dict.fromkeys((State.ACTIVE, State.SUSPENDED, State.REPORTING, State.COMPLETED), LET_RUN),
    State.TERMINATED: frozenset({Decision.NONE, Decision.REVOKED}),
    State.WITHDRAWN: LET_RUN | {Decision.NONE},
    State.DRAFT: frozenset(),
}


def check_pilot(reader: Reader, entry: Entry) -> None:
    """What a pilot that is recorded needs beyond a draft."""
    if not entry.countries:
        reader.refuse("countries", N_("A recorded pilot has a country at least, with its state."))
    for name in ("registered", "submitted"):
        if not getattr(entry, name) and not reader.said(name):
            reader.refuse(name, N_("This is missing."))
    for name in ("registered", "submitted", "public_since", "disclosed"):
        at = getattr(entry, name)
        if at and at > reader.plan.now:
            reader.refuse(name, N_("This day is yet to come."))
    open_to_all = any(one.decision.get("decision") != Decision.NONE for one in entry.countries)
    if entry.public_since and not open_to_all:
        reader.refuse("public_since", N_("A pilot is public from the first decision on, and none is told."))
    if not entry.address and any(_uncited(one) for one in entry.countries):
        reader.refuse(
            "address", N_("A decision needs the address of a document: here, or in the country's “link”.")
        )


def _uncited(one: Country) -> bool:
    return one.decision.get("decision") != Decision.NONE and not one.decision.get("link")


def check_country(reader: Reader, one: Country) -> None:
    prefix = f"{one.country}."
    if one.state == State.DRAFT:
        reader.refuse(f"{prefix}state", N_("A country that nobody has asked is not recorded."))
    elif one.state and one.decision["decision"] not in FITS[State(one.state)]:
        reader.refuse(f"{prefix}decision", N_("This decision does not go with the state."))
    if one.since and one.since > reader.plan.now:
        reader.refuse(f"{prefix}since", N_("This day is yet to come."))
    if (one.state == State.SUSPENDED) != bool(one.held_by):
        reader.refuse(f"{prefix}held_by", N_("Who suspended it stands here, and only while it is suspended."))
    _check_basis(reader, one, prefix)


def _check_basis(reader: Reader, one: Country, prefix: str) -> None:
    decision = one.decision
    if decision["decision"] == Decision.NONE:
        return
    for name in ("reference", "instrument", "decided_on"):
        if not decision[name] and not reader.said(prefix + name):
            reader.refuse(prefix + name, N_("A decision has its legal basis, reference and date."))
    if decision["decided_on"] and decision["decided_on"] > reader.plan.today:
        reader.refuse(f"{prefix}decided_on", N_("The decision's date lies in the future."))
    if (decision["decision"] == Decision.REFUSED) != bool(decision["refusal"]):
        reader.refuse(f"{prefix}refusal", N_("The main reason stands here, and only of a refusal."))
