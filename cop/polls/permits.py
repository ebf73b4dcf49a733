"""Who asks when to meet, who answers, and who makes a meeting of it. The subject is a space, or has ``space_id``."""

from cop.kernel.permits import CLOCK, EVERYONE, OFFICER, permit
from cop.spaces.permits import FACILITATOR, READER

may_start = permit(OFFICER, FACILITATOR)
may_organise = permit(OFFICER, FACILITATOR)
may_answer = permit(READER)
may_answer_by_link = permit(EVERYONE)
by_the_clock = permit(CLOCK)
