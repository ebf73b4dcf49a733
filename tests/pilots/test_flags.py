"""What is late about a pilot, and since when."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from cop.pilots import flags
from cop.pilots.flags import Flag
from cop.pilots.rules import State

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


def track(state=State.ACTIVE, *, answers=None, ends_on=None, since=0, heard=0, conditions=(), planned=""):
    moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
    pilot = SimpleNamespace(
        answers={"planned_end": planned} if planned else {}, heard_at=moment - timedelta(days=heard)
    )
    return SimpleNamespace(
        at=state,
        answers=answers or {},
        ends_on=ends_on,
        since=moment - timedelta(days=since),
        conditions=[SimpleNamespace(due=due, met_on=met) for due, met in conditions],
        pilot=pilot,
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (track(), []),
        (track(ends_on=TODAY), []),
        (track(State.SUSPENDED, ends_on=YESTERDAY), [(Flag.OVERDUE, TODAY)]),
        (track(planned="2026-11-20", ends_on=date(2027, 1, 1)), [(Flag.OVERDUE, TODAY)]),
        (track(answers={"ethics_expiry": "2026-11-21"}), []),
        (track(answers={"ethics_expiry": "2026-11-20"}), [(Flag.ETHICS, TODAY)]),
        (track(State.APPROVED, answers={"ethics_expiry": "2026-11-20"}), []),
        (track(conditions=[(YESTERDAY, None), (date(2026, 12, 1), None)]), [(Flag.CONDITION, TODAY)]),
        (track(conditions=[(YESTERDAY, TODAY)]), []),
        (track(heard=90), []),
        (track(heard=91), [(Flag.SILENT, TODAY)]),
        (track(State.REPORTING, since=91), [(Flag.REPORT, TODAY)]),
        (track(State.COMPLETED, heard=400, since=400), []),
        (track(State.IN_REVIEW, heard=400), []),
    ],
)
def test_what_is_late_and_since_when(one, expected):
    assert flags.standing(one, TODAY) == expected
