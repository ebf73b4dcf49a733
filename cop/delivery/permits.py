"""Who looks after letters."""

from cop.kernel.permits import ADMINISTRATOR, OFFICER, permit

may_mend_mail = permit(OFFICER, ADMINISTRATOR)
