"""Local hours and moments."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel import clock, words
from cop.kernel.errors import Invalid

local = datetime.fromisoformat
ZONES = [
    "Asia/Yangon",
    "Asia/Dili",
    "Asia/Vientiane",
    "Europe/Zurich",
    "America/New_York",
    "Australia/Lord_Howe",
    "UTC",
]
WALLS = st.datetimes(local("2020-01-01"), local("2035-01-01")).map(
    lambda t: t.replace(second=0, microsecond=0)
)


@given(WALLS, st.sampled_from(ZONES))
def test_a_local_hour_reads_back_as_itself_or_is_refused(wall, zone):
    try:
        moment = clock.from_local(wall, zone)
    except Invalid:
        return
    assert moment.tzinfo is UTC
    assert moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("wall", "zone", "utc"),
    [
        (local("2026-12-02 10:00"), "Asia/Yangon", datetime(2026, 12, 2, 3, 30, tzinfo=UTC)),
        (local("2026-07-01 15:00"), "Europe/Zurich", datetime(2026, 7, 1, 13, tzinfo=UTC)),
        (local("2026-12-01 15:00"), "Europe/Zurich", datetime(2026, 12, 1, 14, tzinfo=UTC)),
        (
            local("2026-10-25 02:30"),
            "Europe/Zurich",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ),  # the earlier
        (local("2026-11-01 01:30"), "America/New_York", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
    ],
)
def test_known_hours(wall, zone, utc):
    assert clock.from_local(wall, zone) == utc


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        (local("2026-03-29 02:30"), "Europe/Zurich"),
        (local("2026-03-08 02:00"), "America/New_York"),
        (local("0001-01-01 00:00"), "Asia/Dili"),
        (local("9999-12-31 23:59"), "America/New_York"),
    ],
)
def test_hours_that_do_not_exist_are_refused_at_their_field(wall, zone):
    with pytest.raises(Invalid) as refused:
        clock.from_local(wall, zone, field="start")
    assert refused.value.field == "start"


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        ("Asia/Yangon", "UTC+6:30"),
        ("America/New_York", "UTC-4"),
        ("UTC", "UTC"),
        ("America/St_Johns", "UTC-2:30"),
    ],
)
def test_offsets_are_named(zone, says):
    assert words.offset(datetime(2026, 7, 1, tzinfo=UTC), zone) == says


def test_a_page_has_one_moment(app, monkeypatch):
    moments = iter([local("2026-11-30T10:00:00+00:00"), local("2026-11-30T10:00:01+00:00")])
    monkeypatch.setattr(clock, "now", lambda: next(moments))
    with app.test_request_context():
        assert clock.lately() == clock.lately() == local("2026-11-30T10:00:00+00:00")
    with app.test_request_context():
        assert clock.lately() == local("2026-11-30T10:00:01+00:00")


def test_a_told_time_counts_at_once_on_a_page_too(app):
    with app.test_request_context():
        before = clock.lately()
        with clock.at(local("2030-01-01T00:00:00+00:00")):
            assert clock.lately() == local("2030-01-01T00:00:00+00:00")
        assert clock.lately() == before
