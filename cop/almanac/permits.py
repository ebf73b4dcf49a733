"""Who keeps the holidays that the library lacks."""

from cop.kernel.permits import OFFICER, permit

may_keep_holidays = permit(OFFICER)
