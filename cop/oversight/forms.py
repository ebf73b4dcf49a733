"""What people type about checklists and audits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.kernel.forms import Day, Form, Line, Number, Prose
from cop.oversight.models import Checklist
from cop.oversight.rules import DUTIES, MONTHS, SEVERITIES, STANDS, Signed
from cop.pilots.stage_forms import VersionedForm


class ChecklistForm(VersionedForm):
    """With a question and a remark for each duty: see ``ASKED``."""

    signer = Line(_l("Signed by"), needed=_l("Write name and role of who signs."), hint=_l("Name and role."))
    signed_on = Day(_l("Signed on"), [InputRequired(_l("Write the day of signing."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in DUTIES:
            self[key].choices = [("", _("Choose")), *((one, _(words)) for one, words in STANDS.items())]

    def signed(self) -> Signed:
        answers = {key: {"stands": self[key].data, "note": self[f"{key}_note"].data or ""} for key in DUTIES}
        return Signed(answers, self.signer.data, self.signed_on.data)


def _duties() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, words in DUTIES.items():
        fields[key] = SelectField(_l(words), [Optional()])
        fields[f"{key}_note"] = Line(_l("Remark"), most=500)
    return fields


ASKED: type[ChecklistForm] = type("AskedForm", (ChecklistForm,), _duties())


def filled(checklist: Checklist | None) -> ChecklistForm:
    """As posted, or as it was signed last."""
    if checklist is None:
        return ASKED(data={"version": 0})
    had: dict[str, Any] = {key: getattr(checklist, key) for key in ("signer", "signed_on", "version")}
    for key, given in checklist.answers.items():
        had |= {key: given["stands"], f"{key}_note": given["note"]}
    return ASKED(data=had)


class MemberForm(Form):
    slug = Line(
        _l("Short name of the member"),
        needed=_l("Write the short name of a member."),
        hint=_l("The last part of the address of their page."),
    )


class OrderForm(MemberForm):
    title = Line(_l("Title"), needed=_l("Give the audit a title."), most=100)
    due = Day(_l("Report awaited by"), [InputRequired(_l("Say by when the report is awaited."))])


class AnswerForm(Form):
    takes = RadioField(_l("Do you audit it?"), validators=[InputRequired(_l("Say whether you audit it."))])
    interests = Prose(
        _l("Your interests in this pilot"),
        most=2_000,
        hint=_l("What others may take for a reason to judge one way or the other. Write “none” if none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takes.choices = [("yes", _("I audit it")), ("no", _("I do not"))]


class FindingForm(Form):
    severity = SelectField(_l("How grave"), [InputRequired(_l("Choose how grave it is."))])
    text = Prose(_l("Finding"), needed=_l("Write what you found."), most=4_000)
    due = Day(_l("To be mended by"), [InputRequired(_l("Say by when it is to be mended."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.severity.choices = [("", _("Choose")), *((str(k), _(words)) for k, words in SEVERITIES.items())]


class ReportForm(Form):
    done_on = Day(_l("Done on"), [InputRequired(_l("Write the day on which the audit was done."))])
    summary = Prose(_l("Summary"), needed=_l("Sum up what was audited and how."), most=4_000)


class RespondForm(VersionedForm):
    response = Prose(_l("What the team did"), needed=_l("Say what was done about it."), most=4_000)


class CloseForm(Form):
    closure = Prose(_l("Why it is closed"), needed=_l("Say why it is closed."), most=2_000)


def _months(name: str) -> Any:
    label = _l("Class %(name)s: months between audits", name=name)
    return Number(label, least=1, most=120, needed=_l("Write how many months."))


class PeriodsForm(Form):
    A, B, C, D = (_months(name) for name in MONTHS)

    def months(self) -> dict[str, int]:
        return {name: self[name].data for name in MONTHS}
