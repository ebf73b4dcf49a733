"""Who may do what with people's data."""

from cop.kernel.errors import N_
from cop.kernel.permits import ADMINISTRATOR, CLOCK, MEMBER, OFFICER, permit, public
from cop.members.permits import ONESELF

may_read_kept = public
may_keep_own = permit(ONESELF)
may_leave = permit(
    ONESELF, CLOCK, refusal=N_("Only the person leaves, or an officer at the person's written request.")
)
may_let_go = permit(
    OFFICER,
    when=lambda actor, member: member is None or actor.id != member.id,
    refusal=N_(
        "An officer lets others go at their written request, and leaves on the account page like everyone."
    ),
)
by_the_clock = permit(CLOCK)
may_set_terms = permit(ADMINISTRATOR)
may_write_terms = permit(ADMINISTRATOR)
may_be_noted = permit(MEMBER)
may_see_readings = permit(ADMINISTRATOR)
may_pause = permit(ONESELF, CLOCK)
may_come_back = permit(ONESELF, CLOCK)
may_see_quiet = permit(OFFICER)
