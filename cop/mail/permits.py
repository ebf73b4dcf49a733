"""Who may do what with mail that came in: nobody reads another's, the secretariat neither."""

from cop.kernel.permits import CLOCK, MEMBER, permit
from cop.members.permits import ONESELF

by_the_clock = permit(CLOCK)
may_list = permit(MEMBER)
may_decide = permit(ONESELF)
may_say = permit(ONESELF)
