"""Who sees which field, and how subjects are named."""

from types import SimpleNamespace

import pytest

from cop.kernel.errors import Invalid
from cop.profiles.rules import FIELDS, Level, demand_consistent, levels, tags, visible_fields

MEMBER, VISITOR = SimpleNamespace(is_member=True), SimpleNamespace(is_member=False)


def chosen(**some: str) -> dict[str, str]:
    return dict.fromkeys(FIELDS, "members") | some


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", ["members", "public"])
def test_every_field_at_every_level_for_every_viewer(field, name):
    for level in levels(field):
        said = chosen(name=name) | {field: level}
        public = said["name"] == "public" and level == Level.PUBLIC
        assert (field in visible_fields(said, MEMBER)) == (level != Level.NOBODY)
        assert (field in visible_fields(said, VISITOR)) == public


def test_who_has_said_nothing_is_seen_by_members_alone():
    assert visible_fields({}, MEMBER) == set(FIELDS)
    assert visible_fields({}, VISITOR) == set()


def test_nothing_is_public_without_the_name():
    assert visible_fields(dict.fromkeys(FIELDS, "public") | {"name": "members"}, VISITOR) == set()
    with pytest.raises(Invalid) as refused:
        demand_consistent(chosen(zone="public"))
    assert refused.value.field == "sees_zone"
    demand_consistent(chosen(zone="public", name="public"))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (("Équité, equite ,EQUITÉ",), ["equite"]),
        (("radiology", "Radiology."), ["radiology"]),
        (("", " , ,"), []),
        (("ສາທາລະນະສຸກ, ยา",), ["ສາທາລະນະສຸກ", "ยา"]),
        (("b, a",), ["b", "a"]),
    ],
)
def test_two_spellings_of_a_subject_are_one(typed, keys):
    found = tags(*typed)
    assert len(found) == len(keys)
    assert list(found) == list(tags(*keys))


@pytest.mark.parametrize("typed", ["x" * 41, ",".join(f"subject {n}" for n in range(13))])
def test_long_and_many_subjects_are_refused_at_their_field(typed):
    with pytest.raises(Invalid) as refused:
        tags(typed)
    assert refused.value.field == "more_expertise"
