"""A token says who, about what and until when; nobody else can make one, and none is good for another purpose."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.delivery import tokens

NOW = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)


def test_what_it_says_is_read_again(tmp_path):
    raw = tokens.token(tmp_path, tokens.REPLY, 1000, "post:500", NOW)
    told = tokens.read(tmp_path, tokens.REPLY, raw)
    assert (told.member, told.about) == (1000, "post:500")
    assert timedelta(days=90) <= told.until - NOW <= timedelta(days=91)


def test_its_address_fits_and_survives_capitals(tmp_path):
    raw = tokens.token(tmp_path, tokens.REPLY, 0xFFFFFF, f"post:{0xFFFFFFF}", NOW)
    address = tokens.address("reply@cop.example.org", raw)
    assert len(address.partition("@")[0]) <= 64
    assert tokens.read(tmp_path, tokens.REPLY, tokens.token_of("reply@cop.example.org", address.upper()))


def test_it_holds_for_one_purpose_and_one_installation(tmp_path):
    raw = tokens.token(tmp_path, tokens.REPLY, 1, "post:1", NOW)
    assert tokens.read(tmp_path, tokens.STOP, raw) is None
    assert tokens.read(tmp_path / "other", tokens.REPLY, raw) is None


@given(st.integers(0, 42), st.sampled_from("abcdef0123456789.z"))
@settings(max_examples=40)
def test_no_changed_token_is_believed(tmp_path_factory, at, sign):
    folder = tmp_path_factory.getbasetemp()
    raw = tokens.token(folder, tokens.REPLY, 1000, "post:500", NOW)
    changed = raw[:at] + sign + raw[at + 1 :]
    assert changed == raw or tokens.read(folder, tokens.REPLY, changed) is None


@pytest.mark.parametrize(
    "address",
    ["", "reply@cop.example.org", "reply+@cop.example.org", "replyx+a@cop.example.org", "reply+a@evil.example",
     "reply+a@cop.example.org.evil.example", "reply+a@evil.example@cop.example.org"],
)  # fmt: skip
def test_other_addresses_hold_none(tmp_path, address):
    assert tokens.read(tmp_path, tokens.REPLY, tokens.token_of("reply@cop.example.org", address)) is None
