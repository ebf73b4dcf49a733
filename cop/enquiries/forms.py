"""What people type about enquiries and guidance."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from cop.enquiries.rules import LEAST_DAYS, MOST_DAYS, TOPICS, Asked, Drafted, Kind
from cop.kernel.careful import CarefulForm
from cop.kernel.forms import Form, Line, Number, Prose, Version

LONG = 8_000


class AskForm(Form):
    country = SelectField(_l("Country"), [InputRequired(_l("Choose whose regulators you ask."))])
    topic = RadioField(
        _l("Topic"),
        [InputRequired(_l("Choose the topic."))],
        choices=lambda: [(key, gettext(name)) for key, name in TOPICS.items()],
    )
    title = Line(_l("In one line"), needed=_l("Say in one line what you want to know."), most=160)
    product = Line(_l("Product"), hint=_l("If it has a name already. It never becomes public from here."))
    text = Prose(
        _l("Your question"),
        needed=_l("Write your question."),
        most=LONG,
        hint=_l("What the product does, for whom, what it decides, and what you need to know first."),
    )

    @property
    def asked(self) -> Asked:
        plain = (self.country.data, self.topic.data, self.title.data, self.text.data)
        return Asked(*plain, self.product.data)


class SayForm(Form):
    text = Prose(_l("What you add"), needed=_l("Write some words."), most=LONG)


class AnswerForm(Form):
    kind = RadioField(
        _l("What this is"),
        [InputRequired(_l("Say whether you answer or ask back."))],
        choices=lambda: [
            (Kind.ANSWER.value, _l("The answer")),
            (Kind.BACK.value, _l("A question back: the clock stands until it is answered")),
        ],
    )
    text = Prose(_l("In words"), needed=_l("Write some words."), most=LONG)


class AssignForm(Form):
    member = SelectField(_l("Who answers"))


class ReaderForm(Form):
    slug = Line(
        _l("Short name of the member"),
        needed=_l("Write the short name of a member."),
        hint=_l("The last part of the address of their page."),
    )


class TargetForm(Form):
    days = Number(
        _l("Days to answer"), least=LEAST_DAYS, most=MOST_DAYS, needed=_l("Say within how many days.")
    )


class GuidanceForm(CarefulForm):
    """The text for everyone, looked through for what points to people and for what tells who asked."""

    title = Line(_l("Title"), needed=_l("Give the guidance a title."), most=160)
    question = Prose(
        _l("The question, in general words"),
        needed=_l("Write the question without who asked it."),
        most=LONG,
        hint=_l(
            "Leave out the asker, their organisation, the product and whatever only they could have asked."
        ),
    )
    answer = Prose(_l("The answer"), needed=_l("Write the answer."), most=LONG)
    version = Version(default="0")

    @property
    def drafted(self) -> Drafted:
        return Drafted(self.title.data, self.question.data, self.answer.data)


class ReadForm(Form):
    version = Version()


class ReasonForm(Form):
    reason = Prose(_l("Reason"), needed=_l("Give the reason."), most=2_000)
