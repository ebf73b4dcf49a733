"""A person who has filled in a whole profile."""

from cop.kernel import text
from cop.members.models import Member
from cop.members.rules import Edited
from cop.profiles import actions
from cop.profiles.rules import FIELDS, tags
from tests.people import member

MARKS = {
    "organisation": "Institute of Marks",
    "position": "Head of Marks",
    "expertise": "Marked subjects",
    "languages": "Khmer",
    "zone": "Phnom Penh",
    "about": "I mark things",
}
"""What a page shows of each field; the name stands on every page."""


def save(person: Member, **levels: str) -> Member:
    """Fills in every field; ``levels`` says who sees which, the others members."""
    edited = Edited(person.name, MARKS["organisation"], ("km",), "en", "Asia/Phnom_Penh")
    sees = dict.fromkeys(FIELDS, "members") | levels
    told = actions.Told(MARKS["position"], tags(MARKS["expertise"]), text.write(MARKS["about"]), sees)
    actions.edit_profile(person, edited, told, person.version, actor=person)
    return person


def marked(called: str = "Alice", **levels: str) -> Member:
    return save(member(called), **levels)
