"""Domains are compared whole."""

import pytest

from cop.admission.domains import PUBLIC, Standing, endings, standing
from cop.members import addresses

KNOWN = {"moh.gov.sg": 12, "gmail.com": 3}


@pytest.mark.parametrize(
    "domain", ["evil-moh.gov.sg", "xmoh.gov.sg", "evilmoh.gov.sg", "moh.gov.sg.evil.example", "moh.gov.sg.co"]
)
def test_a_domain_that_only_ends_or_begins_alike_is_another_one(domain):
    """Discourse CVE-2026-33393."""
    found = standing(domain, KNOWN)
    assert (found.members, found.part_of) == (0, "")
    assert found.ends_like == ("moh.gov.sg" if domain.endswith("moh.gov.sg") else "")


def test_the_same_domain_and_a_part_of_it():
    assert standing("moh.gov.sg", KNOWN) == Standing("moh.gov.sg", members=12)
    assert standing("device.hsa.moh.gov.sg", KNOWN) == Standing(
        "device.hsa.moh.gov.sg", members=12, part_of="moh.gov.sg"
    )


def test_an_unknown_domain_says_nothing():
    assert standing("hospital.example", KNOWN) == Standing("hospital.example")
    assert standing("notgmail.com", KNOWN).ends_like == ""


@pytest.mark.parametrize("domain", ["gmail.com", "yahoo.com.vn", "qq.com"])
def test_a_public_provider_is_marked_however_many_are_there(domain):
    assert standing(domain, KNOWN | dict.fromkeys(PUBLIC, 9)) == Standing(domain, public=True)


def test_letters_of_another_script_show():
    assert standing(addresses.domain("a@mоh.gov.sg"), KNOWN).disguised  # the o is Cyrillic
    assert not standing("moh.gov.sg", KNOWN).disguised


def test_endings_are_domains_themselves():
    assert endings("a.bc.de") == ["bc.de", "c.de"]


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("user%40moh.gov.sg@evil.example", "evil.example"),
        ("moh.gov.sg=user@evil.example", "evil.example"),
        ("user+moh.gov.sg@evil.example", "evil.example"),
    ],
)
def test_an_encoded_address_is_of_the_domain_it_goes_to(typed, domain):
    """Forem 2026-48780."""
    assert addresses.domain(addresses.clean(typed)) == addresses.key(typed).rpartition("@")[2] == domain


@pytest.mark.parametrize(
    "typed",
    [
        '"user@moh.gov.sg"@evil.example',
        "=?utf-8?q?user=40moh.gov.sg?=@@evil.example",
        "user@evil.example\n@moh.gov.sg",
        "user@moh.gov.sg,x@evil.example",
        "user@evil.example%00@moh.gov.sg",
        "user@[127.0.0.1]",
    ],
)
def test_what_holds_two_addresses_is_none(typed):
    """Forem 2026-48780."""
    with pytest.raises(addresses.Invalid):
        addresses.clean(typed)
