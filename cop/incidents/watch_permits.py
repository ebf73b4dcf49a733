"""Who decides on what reports set off."""

from __future__ import annotations

from cop.kernel.errors import N_
from cop.kernel.permits import MEMBER, OFFICER, permit, relation

OF_THE_HOLD = relation(
    "hold_regulator",
    N_("a verified regulator of the country that the proposal is for"),
    lambda actor, hold: actor.regulates(hold.country),
)
OF_THE_CLOCK = relation(
    "clock_regulator",
    N_("a verified regulator of the country"),
    lambda actor, country: bool(country) and actor.regulates(country),
)
may_see_hold = permit(OF_THE_HOLD, OFFICER)
may_answer_hold = permit(OF_THE_HOLD)
may_settle_trends = permit(OFFICER)
may_set_clocks = permit(OF_THE_CLOCK)
may_see_lists = permit(MEMBER)
