"""Pages of the steps a report takes: who may read it, who answers, what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.incidents import answer_actions, choices, forms, ladder_actions, permits, queries
from cop.incidents.fields import STAGES
from cop.incidents.models import Incident
from cop.incidents.rules import Level
from cop.incidents.views import form_page, pages
from cop.kernel import clock, deidentify
from cop.kernel.errors import N_
from cop.kernel.forms import Press
from cop.kernel.web import actor, keep_nowhere, page, submit
from cop.members.queries import by_slug_in_force


def _back(incident: Incident) -> Callable[[Any], str]:
    return lambda _done: url_for("incidents.incident", uid=incident.uid)


@pages.form("/<uid>/agree", permits.may_agree, queries.incident)
def agree(incident: Incident) -> Any:
    """One key to the next rung, with what it opens and what in the texts is still worth a look."""
    form = Press()
    done = submit(form, lambda: ladder_actions.agree(incident, actor=actor()), _back(incident))
    says = [_("It is read by: %(who)s.", who=_(choices.LEVELS[Level(incident.level)]))]
    if incident.level < Level.PUBLIC:
        then = _(choices.LEVELS[Level(incident.level + 1)])
        says.append(_("With both agreements it is read by: %(who)s.", who=then))
    says.append(_("It takes an officer of the secretariat and a verified regulator of the country."))
    return done or form_page(
        form, _("Agree to the next readers"), incident, _("Agree"), says=says, doubts=_doubts(incident)
    )


def _doubts(incident: Incident) -> list[tuple[str, list[tuple[str, str]]]]:
    """(label, pieces) of texts in which something may still point to a person."""
    if incident.level == Level.REPORTED and not permits.STEWARD.holds(actor(), incident):
        return []
    labels = {one.key: one.label for stage in STAGES.values() for one in stage.fields}
    texts = {key: getattr(incident, key) for stage in STAGES.values() for key in stage.prose}
    waits = deidentify.waiting(texts, confirmed=False)
    return [(_(labels[key]), deidentify.marked(texts[key], found)) for key, found in waits.items()]


def _worded(title: str, act: str, does: Callable[..., Any], says: str) -> Callable[[Incident], Any]:
    def view(incident: Incident) -> Any:
        form = forms.WordsForm()
        done = submit(
            form,
            lambda: does(incident, form.words.data, form.confirmed.data, actor=actor()),
            _back(incident),
        )
        return done or form_page(form, _(title), incident, _(act), says=[_(says)])

    return view


WORDED = (
    (
        "reply", permits.may_reply, answer_actions.reply, N_("Reply for the developer"), N_("Reply"),
        N_("Your reply stands beside the report for everyone who reads it. It stops nothing."),
    ),
    (
        "change", permits.may_tell_changes, answer_actions.tell_change, N_("Tell what changed"), N_("Tell the reporter"),
        N_("The reporter gets a letter, and whoever reads the report reads this too."),
    ),
    (
        "close", permits.may_close, answer_actions.close, N_("Close the report"), N_("Close"),
        N_("Say what came of it. The report stays readable, and can be opened again."),
    ),
    (
        "lesson", permits.may_write_lesson, ladder_actions.write_lesson, N_("Write the public digest"), N_("Save"),
        N_("A few sentences that everyone may read: what to watch for, nothing by which people can be known."),
    ),
)  # fmt: skip
for _key, _may, _does, _title, _act, _says in WORDED:
    pages.form(f"/<uid>/{_key}", _may, queries.read, endpoint=_key)(_worded(_title, _act, _does, _says))


@pages.form("/<uid>/take-back", permits.may_agree, queries.read)
def take_back(incident: Incident) -> Any:
    form = forms.ReasonForm()
    done = submit(
        form,
        lambda: ladder_actions.narrow(incident, form.reason.data, actor=actor()),
        _back(incident),
    )
    says = [
        _(
            "From now on it is read by the reporter, the country's regulator, the developer and the secretariat alone."
        )
    ]
    return done or form_page(
        form, _("Take the report back"), incident, _("Take it back"), says=says, grave=True
    )


@pages.form("/<uid>/open-again", permits.may_close, queries.read)
def open_again(incident: Incident) -> Any:
    form = Press()
    done = submit(form, lambda: answer_actions.open_again(incident, actor=actor()), _back(incident))
    return done or form_page(form, _("Open it again"), incident, _("Open it again"))


@pages.form("/<uid>/respondent", permits.may_say_who_replies, queries.read)
def respondent(incident: Incident) -> Any:
    form = forms.RespondentForm()
    done = submit(
        form,
        lambda: ladder_actions.ask_reply(incident, by_slug_in_force(form.slug.data), actor=actor()),
        _back(incident),
    )
    says = [
        _(
            "This member reads the report, but not who made it, and may reply for seven days before members read it."
        )
    ]
    return done or form_page(form, _("Name who replies"), incident, _("Ask for a reply"), says=says)


@pages.form("/<uid>/reporter", permits.may_look, queries.read)
def reporter(incident: Incident) -> Any:
    """Asks why; then shows for a quarter of an hour who reported. Each look is written down for the reporter to read."""
    keep_nowhere()
    form = forms.LookForm()
    done = submit(form, lambda: answer_actions.look_up_reporter(incident, form.reason.data, actor=actor()))
    seen = queries.looked_lately(actor(), incident, clock.now())
    return done or page(
        "incidents/reporter.html",
        form=form,
        incident=incident,
        crumbs=[(_("Incidents"), url_for("incidents.index")), (incident.uid, _back(incident)(None))],
        who=queries.who_reported(incident) if seen else None,
        seen=seen,
    )
