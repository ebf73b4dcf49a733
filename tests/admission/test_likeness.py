"""Who may be the same person."""

import pytest

from cop.admission.likeness import alike, mailbox, near


@pytest.mark.parametrize(
    ("key", "box"),
    [
        ("nina+cop@example.org", "nina@example.org"),
        ("n.i.n.a@gmail.com", "nina@gmail.com"),
        ("nina@googlemail.com", "nina@gmail.com"),
        ("n.ina@example.org", "n.ina@example.org"),
    ],
)
def test_one_mailbox_under_several_addresses(key, box):
    assert mailbox(key) == box


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nina nurdin", "nurdin nina", True),
        ("nina nurdin", "nina sari nurdin", True),
        ("nina nurdin", "nina noordin", True),
        ("nina nurdin", "rina sari", False),
        ("nina", "nina nurdin", False),
        ("", "", True),
    ],
)
def test_names_are_near_when_one_is_a_spelling_of_the_other(one, other, same):
    assert near(one, other) is same


def test_the_strongest_reason_is_given():
    nina = ("nina nurdin", "nina@example.org")
    assert alike(nina, ("n. n.", "nina+2@example.org")) == "mailbox"
    assert alike(nina, ("nina nurdin", "other@elsewhere.example")) == "name"
    assert alike(nina, ("nina noordin", "other@example.org")) == "near"
    assert alike(nina, ("nina noordin", "other@elsewhere.example")) == ""
