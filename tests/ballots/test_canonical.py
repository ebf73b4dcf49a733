"""Canonical JSON, its two grammars, and commitments."""

from enum import StrEnum

import pytest

from cop.ballots.canonical import Committed, commit, event_bytes, hexhash, text_of

OBJECTION = {"change": "Add a year.", "clause": "2", "reason": "ລາວ"}


def test_keys_are_sorted_and_nothing_is_spaced():
    assert (
        event_bytes({"b": [1, -1, {}], "a": {"d": "", "c": "x/1"}})
        == b'{"a":{"c":"x/1","d":""},"b":[1,-1,{}]}'
    )


class Word(StrEnum):
    ONE = "one"


@pytest.mark.parametrize(
    "value",
    [
        True,
        None,
        1.0,
        "two words",
        "ລາວ",
        'a"b',
        "a\n",
        "é",
        (1,),
        b"x",
        Word.ONE,
        {1: 1},
        {Word.ONE: 1},
        [[None]],
    ],
)
def test_an_event_holds_nothing_else(value):
    for nested in (value, [value], {"a": value}):
        with pytest.raises(ValueError, match="no canonical form"):
            event_bytes(nested)


def test_a_text_escapes_only_what_json_demands():
    assert text_of({"text": '"\\\n\x1f\x7f/<ລາວ\u2028'}) == '{"text":"\\"\\\\\\n\\u001f\x7f/<ລາວ\u2028"}'


def test_a_text_is_composed():
    assert text_of({"name": "e\u0301"}) == '{"name":"é"}'


def test_a_lone_surrogate_is_no_text():
    with pytest.raises(ValueError):
        text_of({"name": "\ud800"})


def test_the_worked_commitment():
    note = Committed(bytes(32), text_of(OBJECTION))
    assert note.text == '{"change":"Add a year.","clause":"2","reason":"ລາວ"}'
    assert note.hash == "7b52eb62a9439bca8b22465adc820f847d90f2419e5e35031d5c7bae5ca6ccf5"


def test_even_the_same_empty_note_is_committed_to_differently():
    one, other = commit(), commit()
    assert one.text == other.text == "{}"
    assert len(one.salt) == len(other.salt) == 32
    assert one.hash != other.hash


def test_a_text_is_hashed_as_utf_8():
    assert hexhash("ລາວ") == hexhash("ລາວ".encode())
