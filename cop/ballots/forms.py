"""Shapes and labels of the ballot pages."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.ballots.models import Ballot
from cop.ballots.positions import NEEDS
from cop.ballots.remarks import DISPOSITIONS
from cop.ballots.terms import IN_FAVOUR, Stance
from cop.kernel.errors import Invalid
from cop.kernel.forms import Day, Form, Line, Prose, WallTime

ORDER = (Stance.ENDORSE, Stance.RESERVE, Stance.STAND_ASIDE, Stance.OBJECT, Stance.RECUSE)
RESERVATION, REASON, INTEREST = 600, 2_000, 1_000


# Not optional, though nothing here checks them: which of them a position asks for is the rule's to say.
ASKED = ("reserve_clause", "text", "object_clause", "reason", "change", "interest")


class Position(Form):
    """The question of a ballot: each position opens the fields it asks for."""

    stance = RadioField(_l("Your position"), validators=[InputRequired(_l("Choose one of the positions."))])
    reserve_clause = SelectField(_l("Which clause"), validate_choice=False)
    text = Prose(
        _l("Your reservation"),
        most=RESERVATION,
        hint=_l("At most 600 characters, printed beside the clause."),
    )
    object_clause = SelectField(_l("Which clause"), validate_choice=False)
    reason = Prose(
        _l("Why you object"), most=REASON, hint=_l("Printed as a minority view unless it is resolved.")
    )
    change = Prose(
        _l("What would resolve it"),
        most=REASON,
        hint=_l("The change of the text with which you could agree."),
    )
    interest = Prose(
        _l("Your interest"), most=INTEREST, hint=_l("What ties you to the question. Members can read it.")
    )
    sign = BooleanField(_l("Name me as a signatory when the statement is published"))

    def offer(self, ballot: Ballot) -> None:
        """The positions and clauses that this ballot knows."""
        allowed = ballot.consensus_rule.stances
        self.stance.choices = [(str(stance), str(stance)) for stance in ORDER if stance in allowed]
        clauses = [(str(n), _named(n, source)) for n, source, _html in ballot.clauses if n]
        for field in (self.reserve_clause, self.object_clause):
            field.choices = [("", _("Choose")), *clauses]
        for name in ASKED:
            self[name].flags.required = True

    @property
    def chosen(self) -> Stance:
        return Stance(self.stance.data)

    @property
    def written(self) -> dict[str, str]:
        """The fields that the chosen position asks for, by the names the record gives them."""
        return {name: self[self._called(name)].data or "" for name in NEEDS.get(self.chosen, {})}

    @property
    def signs(self) -> bool:
        return bool(self.sign.data) and self.chosen in IN_FAVOUR

    def refuse(self, refused: Any) -> None:
        if isinstance(refused, Invalid) and refused.field:
            refused.field = self._called(refused.field)
        super().refuse(refused)

    def _called(self, name: str) -> str:
        return f"{self.stance.data}_clause" if name == "clause" else name


def _named(number: int, source: str) -> str:
    """ "Clause 5: Where harm is serious, the…", short enough to choose from."""
    words = " ".join(source.split())
    return _(
        "Clause %(number)s: %(words)s", number=number, words=words[:60] + ("…" if len(words) > 60 else "")
    )


class Entry(Position):
    """The same, entered by an officer for a seat that telephoned or wrote."""

    evidence = Prose(
        _l("How the holder told you"),
        needed=_l("Write how and when the holder told you, so that it can be checked."),
        most=1_000,
        hint=_l("For example: called at 10:15 from the number we have, confirmed by e-mail."),
    )


class Reply(Form):
    reply = RadioField(
        _l("Does the answer resolve your objection?"),
        choices=[("resolved", _l("Yes, it is resolved")), ("maintained", _l("No, I maintain it"))],
        validators=[InputRequired(_l("Choose whether the answer resolves your objection."))],
    )


class Answer(Form):
    disposition = RadioField(
        _l("Disposition"),
        choices=[(str(key), words) for key, words in DISPOSITIONS.items()],
        validators=[InputRequired(_l("Choose what the editors make of the objection."))],
    )
    text = Prose(
        _l("Answer"), needed=_l("Write the answer: the objector reads it, and it is printed."), most=3_000
    )


class Extension(Form):
    closes_at = WallTime(
        _l("New close"), validators=[InputRequired(_l("Say until when the ballot is to run."))]
    )
    reason = Prose(_l("Reason"), needed=_l("Write why there is more time; the roll reads it."), most=1_000)


class PublicReason(Form):
    reason = Prose(_l("Reason"), needed=_l("Write the reason; it becomes public."), most=2_000)


class Transfer(Form):
    successor = SelectField(
        _l("Successor"), validators=[InputRequired(_l("Choose who follows."))], validate_choice=False
    )


class WitnessForm(Form):
    name = Line(_l("Who signs"), needed=_l("Write who vouches: a person, with the institution."), most=200)
    hash = Line(_l("Hash of the head"), needed=_l("Copy the hash that you signed."), most=64)
    key = Line(_l("Your public key"), needed=_l("Give the public key, 64 hexadecimal digits."), most=64)
    sig = Line(_l("Signature"), needed=_l("Give the signature, 128 hexadecimal digits."), most=128)


class DelegationForm(Form):
    """``version`` guards against a colleague's change."""

    head = SelectField(
        _l("Head of delegation"),
        validators=[InputRequired(_l("Choose who heads it."))],
        validate_choice=False,
    )
    alternate = SelectField(_l("Alternate"), validate_choice=False)
    until = Day(_l("Last day"), validators=[Optional()], description=_l("Leave it empty for no end."))
    version = HiddenField()

    def offer(self, people: list[tuple[int, str]]) -> None:
        offered = [(str(id), name) for id, name in people]
        self.head.choices = [("", _("Choose")), *offered]
        self.alternate.choices = [("", _("Nobody")), *offered]


class AlternateForm(Form):
    """``version`` guards against the secretariat's change."""

    alternate = SelectField(_l("Alternate"), validate_choice=False)
    version = HiddenField()

    def offer(self, people: list[tuple[int, str]]) -> None:
        self.alternate.choices = [("", _("Nobody")), *((str(id), name) for id, name in people)]
