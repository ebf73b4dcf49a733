"""What people type about panels and reviews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.kernel.forms import Day, Form, Line, Prose
from cop.panels.questions import DISCIPLINES, STAGES, Question
from cop.panels.rules import ANSWERS, CONCLUSIONS, Settings, Written
from cop.pilots.stage_forms import VersionedForm


class PanelForm(VersionedForm):
    due = Day(_l("Reviews awaited by"), [InputRequired(_l("Say by when the reviews are awaited."))])
    waited = BooleanField(
        _l("The decision waits for every review"),
        description=_l("Without this the reviews are advice and hold nothing up."),
    )

    def settings(self) -> Settings:
        return Settings(self.due.data, self.waited.data)


class OpeningForm(PanelForm):
    released = BooleanField(
        _l("The pilot's team reads what was concluded"),
        description=_l("With the reasons, without names. It cannot be taken back."),
    )
    shared = BooleanField(
        _l("Regulators of the pilot's other countries read it too"),
        description=_l("With the reasons, without names. It cannot be taken back."),
    )

    def settings(self) -> Settings:
        return Settings(self.due.data, self.waited.data, self.released.data, self.shared.data)


class NameForm(Form):
    slug = Line(
        _l("Short name of the member"),
        needed=_l("Write the short name of a member."),
        hint=_l("The last part of the address of their page."),
    )
    discipline = SelectField(_l("Discipline"), [InputRequired(_l("Choose a discipline."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.discipline.choices = [("", _("Choose")), *((key, _(name)) for key, name in DISCIPLINES.items())]


class AcceptForm(Form):
    takes = RadioField(_l("Do you review it?"), validators=[InputRequired(_l("Say whether you review it."))])
    interests = Prose(
        _l("Your interests in this pilot"),
        most=2_000,
        hint=_l("What others may take for a reason to judge one way or the other. Write “none” if none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takes.choices = [("yes", _("I review it")), ("no", _("I do not"))]


class ReviewForm(VersionedForm):
    """Made with the questions of one review: see ``reviewing``."""

    questions: tuple[Question, ...] = ()
    conclusion = SelectField(_l("Conclusion"), [Optional()])
    terms = Prose(
        _l("Conditions"), most=4_000, hint=_l("Only where it is favourable with conditions; one a line.")
    )
    reasons = Prose(_l("Reasons"), most=4_000, hint=_l("For the regulator; the team reads them if released."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conclusion.choices = [
            ("", _("Not yet")),
            *((str(key), _(name)) for key, name in CONCLUSIONS.items()),
        ]
        for one in self.questions:
            self[one.key].choices = [("", _("Not yet")), *((key, _(name)) for key, name in ANSWERS.items())]
            self[one.key].description = _(STAGES[one.stage])

    def written(self) -> Written:
        answers = {
            one.key: {"answer": self[one.key].data, "note": self[f"{one.key}_note"].data or ""}
            for one in self.questions
        }
        return Written(answers, self.conclusion.data, self.terms.data, self.reasons.data)


def reviewing(questions: Iterable[Question]) -> type[ReviewForm]:
    """The form of a review that asks these questions."""
    asked = tuple(questions)
    fields: dict[str, Any] = {"questions": asked}
    for one in asked:
        fields[one.key] = SelectField(_l(one.text), [Optional()])
        fields[f"{one.key}_note"] = Line(_l("Remark"), most=500)
    return type("AskedForm", (ReviewForm,), fields)


def filled(review: Any) -> ReviewForm:
    """As posted, or as it was saved last."""
    had: dict[str, Any] = {"version": review.version}
    had |= {key: getattr(review, key) for key in ("conclusion", "terms", "reasons")}
    for key, given in review.answers.items():
        had |= {key: given["answer"], f"{key}_note": given["note"]}
    return reviewing(review.questions)(data=had)
