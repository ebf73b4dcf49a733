"""Shapes and labels of the statement pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.kernel import clock
from cop.kernel.forms import Day, Form, Line, Prose, Version, WallTime
from cop.kernel.words import language_name
from cop.members.countries import READ
from cop.profiles import voices
from cop.statements.rules import DISPOSITIONS

MARKDOWN = _l("Markdown. Each paragraph or list becomes a numbered clause; headings are labels between them.")


def _languages(*first: str) -> list[tuple[str, str]]:
    """(code, own name) of the given languages and then those of the region."""
    codes = dict.fromkeys(code for code in (*first, *READ) if code)
    return [(code, language_name(code, code)) for code in codes]


class Text(Form):
    """Title, language and text; shared by drafting and revising."""

    title = Line(_l("Title"), needed=_l("Give the statement a title."), most=200)
    source = Prose(_l("Text"), needed=_l("There is no text yet. Write at least one clause."), hint=MARKDOWN)
    language = SelectField(_l("Language of the text"))
    kept = Version()

    def offer_languages(self, member: Any, present: str = "") -> None:
        self.language.choices = _languages(present, member.language, *member.languages)


class Draft(Text):
    space = SelectField(_l("Where it is written"), validators=[InputRequired(_l("Choose a space."))])


class Revise(Text):
    summary = Line(_l("What you changed"), needed=_l("Say in a line what you changed."), most=300)
    ends_ballot = BooleanField(_l("I know that saving ends the ballot that is open on this text"))
    version = Version()


class Kept(Form):
    """What of a text's form is kept before it is saved: unfinished, so that nothing is asked for."""

    title = Line("", most=200)
    source = Prose("")
    language = Line("", most=20)
    space = Line("", most=80)
    summary = Line("", most=300)
    kept = Version()
    version = Version()


class Consult(Form):
    closes_at = WallTime(
        _l("Open until"), validators=[InputRequired(_l("Say until when comments are taken."))]
    )
    scope_note = Prose(
        _l("What you want comments on"),
        needed=_l("Say what you want comments on, and what is settled."),
        most=2_000,
    )


class Reason(Form):
    reason = Prose(
        _l("Reason"), needed=_l("Write the reason. It is shown with the statement for ever."), most=2_000
    )


class AboutClause(Form):
    """Of a clause, or of the whole text; clauses are chosen by number, as in addresses."""

    clause = SelectField(_l("About"))

    def offer(self, clauses: Iterable[Any]) -> None:
        numbered = ((str(c.number), _named(c)) for c in clauses if c.number)
        self.clause.choices = [("", _("The whole text")), *numbered]

    def key(self, clauses: Iterable[Any]) -> int | None:
        """The key of the chosen clause, None for the whole."""
        return next((c.key for c in clauses if c.number and str(c.number) == self.clause.data), None)


class Evidence(AboutClause):
    source = Line(
        _l("Address of the source"),
        needed=_l("Give the address of the source: a page of this site or of another."),
        hint=_l("A thread, minutes, a pilot or another statement here; or a page elsewhere, with its title."),
        most=1_000,
    )
    title = Line(_l("Title, of a source elsewhere"), most=300)
    dated = Day(_l("Its date"), validators=[Optional()])
    note = Line(_l("What it shows"), most=300)


class Remark(AboutClause):
    words = Prose(_l("Your comment"), needed=_l("Write what you think of the text."), most=5_000)
    proposal = Prose(
        _l("Text you propose for the clause"),
        hint=_l("Only if you propose other words: the whole clause as you would have it."),
        most=5_000,
    )
    language = SelectField(_l("Language of the comment"))
    voice = voices.VoiceField()

    def offer_writer(self, member: Any) -> None:
        """The languages that ``member`` writes, whose view it is, and whether it may wait for clearance."""
        self.may_wait = member.group_key == "regulators"
        codes = dict.fromkeys((member.language, *member.languages, "en"))
        self.language.choices = [(code, language_name(code, code)) for code in codes]
        voices.offer(self, member, clock.lately())


class Reply(Form):
    """``to`` is the number of the reply that is answered; 0 for the comment itself."""

    words = Prose(_l("Your reply"), needed=_l("The reply is empty. Write what you think."), most=5_000)
    language = SelectField(_l("Language of the reply"))
    voice = voices.VoiceField()
    to = Version()

    def offer(self, member: Any) -> None:
        codes = dict.fromkeys((member.language, *member.languages, "en"))
        self.language.choices = [(code, language_name(code, code)) for code in codes]
        voices.offer(self, member, clock.lately())


class TakeOver(Form):
    reason = Prose(
        _l("Reason"), needed=_l("Give the reason: its author and every reader will want it."), most=3_000
    )
    summary = Line(_l("What you changed"), needed=_l("Say in a line what you changed."), most=300)
    ends_ballot = BooleanField(_l("I know that saving ends the ballot that is open on this text"))
    version = Version()


def _named(clause: Any) -> str:
    """ "Clause 5: Where harm is serious, the…", short enough to choose from."""
    words = " ".join(clause.source.split())
    short = words[:60] + ("…" if len(words) > 60 else "")
    return _("Clause %(number)s: %(words)s", number=clause.number, words=short)


class Dispose(Form):
    disposition = RadioField(_l("Answer"), validators=[InputRequired(_l("Choose an answer."))])
    reason = Prose(
        _l("Reason"), needed=_l("Give the reason: its author and every reader will want it."), most=3_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disposition.choices = [(str(key), _(words)) for key, words in DISPOSITIONS.items()]


class Editor(Form):
    person = Line(
        _l("Member"), needed=_l("Name a member."), hint=_l("The full name or the e-mail address of a member.")
    )


class Successor(Form):
    successor = Line(
        _l("Number of the statement that replaces it"), needed=_l("Name it by its number."), most=20
    )
