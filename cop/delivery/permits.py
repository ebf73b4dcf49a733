"""Who looks after letters, and who says which ones to get."""

from cop.kernel.permits import ADMINISTRATOR, CLOCK, OFFICER, permit
from cop.members.permits import ONESELF
from cop.spaces.permits import READER

by_the_clock = permit(CLOCK)
may_mend_mail = permit(OFFICER, ADMINISTRATOR)
may_choose_level = permit(READER)
may_choose_own_level = permit(ONESELF)
