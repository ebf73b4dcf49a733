"""The register of interests: one's own page to declare, and everyone's for members to read."""

from __future__ import annotations

from typing import Any

from flask import flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from cop.kernel import clock
from cop.kernel.forms import Day, Form, Line
from cop.kernel.web import Pages, actor, page, submit, to
from cop.members import interest_actions, interest_queries, people_queries, permits, queries
from cop.members.interest_actions import Declared
from cop.members.interest_models import Interest
from cop.members.interest_rules import ABOUTS, NATURES, About, Nature
from cop.members.models import Member

pages = Pages("interests")


class InterestForm(Form):
    about = RadioField(_l("What it is about"), validators=[InputRequired(_l("Choose what it is about."))])
    name = Line(_l("Its name"), needed=_l("Name what the interest is about."), most=200)
    nature = SelectField(_l("Nature"), validators=[InputRequired(_l("Choose the nature of the interest."))])
    since = Day(_l("Since"), validators=[InputRequired(_l("Say since when."))])
    until = Day(_l("Until"), validators=[Optional()], description=_l("Leave it empty while it goes on."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about.choices = [(str(key), _(words)) for key, words in ABOUTS.items()]
        self.nature.choices = [("", _("Choose")), *((str(key), _(words)) for key, words in NATURES.items())]


@pages.form("/account/interests", permits.may_keep_account, queries.oneself)
def own(member: Member) -> Any:
    form = InterestForm()

    def act() -> None:
        declared = Declared(
            About(form.about.data),
            form.name.data,
            Nature(form.nature.data),
            form.since.data,
            form.until.data,
        )
        interest_actions.declare(member, declared, actor=actor())
        flash(_("Declared. Members see it on your page."))

    return submit(form, act) or page(
        "members/interests.html", member=member, form=form, names=interest_queries.names(), **_shown(member)
    )


@pages.post("/account/interests/<int:id>/end", permits.may_keep_account, interest_queries.own)
def end(interest: Interest) -> Any:
    """Ends it today."""
    interest_actions.end(interest, clock.now().date(), actor=actor())
    flash(_("It is entered that this interest has ended."))
    return to("interests.own")


@pages.get("/people/<slug>/interests", permits.may_see_people, people_queries.person)
def of_person(member: Member) -> str:
    return page("members/interests.html", member=member, form=None, **_shown(member))


def _shown(member: Member) -> dict[str, Any]:
    return {"interests": interest_queries.of(member), "abouts": ABOUTS, "natures": NATURES}
