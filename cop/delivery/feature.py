"""Delivery's manifest: the two tasks every letter passes through."""

from cop.delivery import letters
from cop.kernel.features import Feature

feature = Feature("delivery", tasks={"notices": letters.put_notices, "mail": letters.send})
