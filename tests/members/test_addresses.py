"""One account an address, however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import Invalid
from cop.members import addresses


@pytest.mark.parametrize(
    "spelled",
    ["nina@example.org", "Nina@Example.ORG", " nina@example.org ", "NINA@example.org"],
)
def test_spellings_meet(spelled):
    assert addresses.key(spelled) == "nina@example.org"


def test_a_domain_is_one_in_letters_and_on_the_wire():
    assert addresses.key("nina@bücher.example.org") == addresses.key("nina@xn--bcher-kva.example.org")
    assert addresses.domain("nina@bücher.example.org") == "xn--bcher-kva.example.org"


def test_a_domain_that_only_looks_alike_shows():
    """A Cyrillic letter in the ministry's domain; and a suffix that is another domain (CVE-2026-33393)."""
    assert addresses.domain("a@mоh.gov.sg") != "moh.gov.sg"
    assert addresses.domain("a@evil-moh.gov.sg") == "evil-moh.gov.sg"


@pytest.mark.parametrize(
    "typed",
    ["", "nina", "nina@", "@example.org", "nina@localhost", "a b@example.org", "nina@example.org\0", "a@b@example.org",
     "nina@example.org, olga@example.org", "Nina <nina@example.org>", "nina@[127.0.0.1]", "x" * 100_000],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Invalid):
        addresses.clean(typed)


@given(st.text(max_size=80) | st.emails())
def test_any_text_is_an_address_or_refused(typed):
    try:
        clean = addresses.clean(typed)
    except Invalid:
        return
    assert addresses.key(clean) == addresses.key(addresses.clean(clean))
