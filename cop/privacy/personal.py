"""What privacy itself keeps of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.errors import N_
from cop.kernel.personal import GOES, OFFICE, Personal, Retention, forgetting, gone
from cop.privacy import exporting, reading_queries
from cop.privacy.consent_models import Consent, Terms
from cop.privacy.export_models import Export
from cop.privacy.pause_models import Pause, Question
from cop.privacy.reading_models import Reading


def _read(before: datetime) -> Any:
    return Reading.at < before


PERSONAL = (
    Personal(
        Export, ("member_id",), N_("That you asked for a file of your data, and the file until it is deleted"),
        N_("To gather it in the background and let you, and nobody else, fetch it."),
        GOES, hidden=("name",), erase=exporting.forget_all,
    ),
    Personal(
        Consent, ("member_id",), N_("The versions of the terms you agreed to, and when"),
        N_("So that it can be shown what you agreed to, and you can read it again."),
        GOES, erase=gone(Consent, "member_id"),
    ),
    Personal(
        Terms, ("by_id",), N_("Versions of the terms that you put in force as an administrator"),
        N_("What was in force when can be looked up, and who decided it."), OFFICE, hidden=("html", "renderer"),
    ),
    Personal(
        Reading, ("member_id", "reader_id"), N_("Who opened your file, and whose files you opened in office"),
        N_("Whoever reads what few may read answers for it."),
        N_("Stays without your name until it is older than it may be."),
        rows=reading_queries.rows,
    ),
    Personal(
        Pause, ("member_id",), N_("When you paused, and whether you wanted letters gathered"),
        N_("So that you are on no new roll meanwhile and are back by yourself."),
        GOES, erase=gone(Pause, "member_id"),
    ),
    Personal(
        Question, ("member_id",), N_("That you were asked whether to stay, and what you answered"),
        N_("So that nobody who was not seen for long is dropped unasked, or asked too often."),
        GOES, erase=gone(Question, "member_id"),
    ),
)  # fmt: skip

RETENTIONS = (
    Retention(
        "readings", N_("Who opened whose file"),
        N_("Long enough to ask back. Then it is itself more than anybody needs to know."),
        730, 90, 1_825, forgetting(Reading, _read),
    ),
)  # fmt: skip
