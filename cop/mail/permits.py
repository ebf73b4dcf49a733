"""Who may do what with mail that came in: nobody reads another's, the secretariat neither."""

from cop.kernel.permits import ADMINISTRATOR, CLOCK, MEMBER, OFFICER, permit
from cop.members.permits import ONESELF

by_the_clock = permit(CLOCK)
may_list = permit(MEMBER)
may_decide = permit(ONESELF)
may_say = permit(ONESELF)
may_choose_digest = permit(ONESELF)
may_see_reach = permit(OFFICER, ADMINISTRATOR)
may_write_again = permit(ONESELF, OFFICER, ADMINISTRATOR)
may_use_link = permit(ONESELF)
