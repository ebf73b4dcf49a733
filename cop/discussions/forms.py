"""What members type in a discussion."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired

from cop.discussions.rules import KIND_WORDS
from cop.kernel import clock
from cop.kernel.forms import Form, Line, Version
from cop.profiles import voices
from cop.spaces import speech
from cop.spaces.speech_rules import Speech
from cop.writing.forms import WritingForm


class TextForm(WritingForm):
    """A post's text, its language, and whose view it is."""

    voice = voices.VoiceField()

    def fit(self, member: Any, present: str = "") -> None:
        """Offers the ``present`` language and those ``member`` writes; verified regulators are asked whose view it is."""
        self.offer_languages(member, present)
        voices.offer(self, member, clock.lately())
        self.may_wait = member.group_key == "regulators"

    @property
    def view(self) -> int:
        return voices.chosen(self)


class AnswerForm(TextForm):
    parent = HiddenField()

    @property
    def answered(self) -> int | None:
        """Number of the post that is answered; None for the thread."""
        return int(self.parent.data) if re.fullmatch("[0-9]{1,9}", self.parent.data or "") else None


class EditForm(TextForm):
    version = Version()


class RuleForm(Form):
    """What is told of those who write in the thread."""

    speech = RadioField(
        _l("Rule of speech"),
        default=Speech.attributed.value,
        validators=[DataRequired(_l("Choose what is told of those who write here."))],
    )

    def offer_rules(self) -> None:
        self.speech.choices = speech.choices()

    @property
    def rule(self) -> Speech:
        return Speech(self.speech.data)


class HeadForm(Form):
    """What a thread is called and about."""

    title = Line(_l("Title"), needed=_l("Give the thread a title that says what it is about."), most=160)
    kind = RadioField(_l("What it is"), validators=[InputRequired(_l("Choose what it is."))])
    tags = SelectMultipleField(_l("Challenges it touches"))

    def offer(self, tags: Any) -> None:
        self.kind.choices = [(kind.value, gettext(name)) for kind, (name, _says) in KIND_WORDS.items()]
        self.tags.choices = [(tag.key, tag.name) for tag in tags]


class EditThreadForm(HeadForm, RuleForm):
    version = Version()


class ThreadForm(HeadForm, TextForm, RuleForm):
    """A new thread with its first post."""


class RemoveForm(Form):
    reason = Line(
        _l("Reason"),
        needed=_l("Say why. It stands in the place of the text, for everyone to read."),
        most=300,
    )
