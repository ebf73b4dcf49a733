"""What waits for the secretariat when the ledger and its seals do not match."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.audit import permits, queries
from cop.kernel.features import Awaiting


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    if not permits.may_audit(viewer):
        return
    last = queries.last_recount()
    if last and last.broken is not None:
        why = _("Entries were changed or taken out after they were sealed.")
        yield Awaiting(
            _("Ledger"), _("The ledger does not match its seals"), why, _("Look"), url_for("audit.ledger")
        )
