"""Who reads the ledger as a whole."""

from __future__ import annotations

from cop.kernel.permits import ADMINISTRATOR, CLOCK, OFFICER, permit

may_audit = permit(OFFICER, ADMINISTRATOR)
by_the_clock = permit(CLOCK)
