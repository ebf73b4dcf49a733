"""What some of the demonstration's people tell of themselves, and the groups in which they work."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.demo.people import Cast
from cop.kernel import clock, text
from cop.members.rules import Edited
from cop.profiles import actions as profiles
from cop.profiles.rules import FIELDS, tags
from cop.spaces import actions as spaces
from cop.spaces import group_actions, joining_actions
from cop.spaces.group_rules import Joining

TOLD = (
    ("regulator", "Head of software as a medical device", "Regulatory capacity, Legal, Data sovereignty",
     "I review imaging software, and like to hear early from hospitals that want to try it.", ("en", "id"),
     ("name", "organisation", "position", "expertise", "about")),
    ("clinician", "Physician, chest clinic", "Clinical, Data representativeness, Tuberculosis",
     "Two hundred chest films a day, and one radiologist.", ("en", "km"), ()),
    ("developer", "Lead engineer", "Informatics, Data representativeness", "", ("en", "id"), ("name", "expertise")),
)  # fmt: skip
"""Persona, position, expertise, words about oneself, languages, and what everyone may see."""


def profiles_of(cast: Cast) -> None:
    for key, position, subjects, about, languages, public in TOLD:
        one = cast.personas[key]
        edited = Edited(one.name, one.organisation.name, languages, one.language, one.zone)
        sees = {field: "public" if field in public else "members" for field in FIELDS}
        told = profiles.Told(position, tags(subjects), text.write(about), sees)
        profiles.edit_profile(one, edited, told, one.version, actor=one)


def groups(cast: Cast, now: datetime) -> None:
    """One joined by invitation, with a term; one on request, where a request waits for its facilitator."""
    today, officer = now.date(), cast.officer
    events = cast.spaces["working-group-on-adverse-events"]
    group_actions.constitute(
        events, Joining.INVITATION, today + timedelta(days=210), events.version, actor=officer
    )
    mandate = (
        "What a hospital checks on its own patients before a tool is put to use, and with which figures."
    )
    local = spaces.create_space("Working group on local validation", mandate, "members", actor=officer)
    for key in ("clinician", "institution"):
        place = spaces.add_person(local, cast.personas[key], actor=officer)
        if key == "clinician":
            spaces.appoint_facilitator(place, actor=officer)
    group_actions.constitute(local, Joining.REQUEST, today + timedelta(days=24), local.version, actor=officer)
    with clock.at(now - timedelta(days=2)):
        words = "We have test sets from three hospitals and would bring them."
        joining_actions.ask_to_join(local, words, actor=cast.personas["developer"])
