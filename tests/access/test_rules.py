"""Recovery codes as people type them; who must have a second factor, and until when they may do without."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Row

import pytest

from cop.access import rules, totp

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_recovery_codes_are_ten_and_differ():
    codes = rules.new_codes()
    assert len(set(codes)) == 10
    assert all(len(rules.plain(code)) == 16 for code in codes)


def test_a_recovery_code_is_known_however_it_is_typed():
    assert rules.plain(" abcd efgh-jk01 23 45 ") == rules.plain("ABCD-EFGH-JKOL-2345") == "ABCDEFGHJK012345"


@pytest.mark.parametrize(("typed", "code"), [("123 456", "123456"), ("123456", "123456"), ("12345", ""), ("", ""),
                                             ("1234567", ""), ("１２３４５６", ""), ("12345x", "")])  # fmt: skip
def test_six_digits_or_nothing(typed, code):
    assert rules.digits(typed) == code


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B: at 59 s, SHA-1, the last six of 94287082."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    at = datetime.fromtimestamp(59, UTC)
    assert totp.step_of(secret, "287082", at, after=0) == 1
    assert totp.step_of(secret, "287082", at, after=1) is None, "a used step is dead"
    assert totp.step_of(secret, "287082", at + timedelta(seconds=60), after=0) is None
    assert totp.step_of(secret, "287082", at + timedelta(seconds=30), after=0) == 1


def test_an_empty_secret_has_no_code():
    """As in CVE-2026-26077: anyone can compute the codes of an empty secret."""
    assert totp.step_of("", "328482", datetime.fromtimestamp(59, UTC), after=0) is None
    assert all(totp.step_of("", f"{code:06}", NOW, after=0) is None for code in range(0, 1_000_000, 1_009))


def grant(since, until=None):
    return Row(since=since, until=until)


def mandate(since, until, ended_at=None):
    return Row(since=since, until=until, ended_at=ended_at)


@pytest.mark.parametrize(
    ("grants", "mandates", "wanted"),
    [
        ([], [], None),
        ([grant(NOW - 3 * DAY)], [], NOW - 3 * DAY),
        ([grant(NOW - 3 * DAY, NOW - DAY)], [], None),
        ([], [mandate(NOW - 5 * DAY, NOW + DAY)], NOW - 5 * DAY),
        ([], [mandate(NOW - 5 * DAY, NOW - DAY)], None),
        ([], [mandate(NOW - 5 * DAY, NOW + DAY, NOW - DAY)], None),
        ([grant(NOW - 3 * DAY)], [mandate(NOW - 5 * DAY, NOW + DAY)], NOW - 5 * DAY),
    ],
)
def test_whoever_has_a_say_for_others_must_have_one(grants, mandates, wanted):
    assert rules.wanted_since(grants, mandates, NOW) == wanted


def test_an_older_community_asks_from_its_upgrade_on():
    assert rules.deadline(NOW - 100 * DAY, NOW - 5 * DAY, 14) == NOW + 9 * DAY
    assert rules.deadline(NOW - 3 * DAY, NOW - 50 * DAY, 14) == NOW + 11 * DAY
