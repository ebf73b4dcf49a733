"""Reports of incidents on four rungs of the ladder, and an alert that one country has answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.alerts import actions as alerts
from cop.alerts.actions import Warned
from cop.demo.people import Cast
from cop.incidents import actions, answer_actions, edit_actions, ladder_actions
from cop.incidents.actions import Told
from cop.incidents.models import Incident
from cop.kernel import clock
from cop.pilots.models import Pilot

DICTATION = "Ward dictation"


def tell(cast: Cast, pilot: Pilot, now: datetime) -> None:
    with clock.at(now - timedelta(days=26)):
        invented = _invented(cast)
    with clock.at(now - timedelta(days=18)):
        _opened(cast, invented)
    with clock.at(now - timedelta(days=9)):
        _in_the_pilot(cast, pilot)
    with clock.at(now - timedelta(days=3)):
        _offered(cast)
    with clock.at(now - timedelta(days=2)):
        _warned(cast, pilot)
    with clock.at(now - timedelta(hours=20)):
        actions.report(
            Told("near_miss", "Dose calculator", "It took pounds for kilograms. A nurse counted again.", 1),
            actor=cast.personas["clinician"],
        )


def _invented(cast: Cast) -> Incident:
    """Kalinda: a summary made something up, and a pharmacist saw it."""
    reporter = cast.personas["institution"]
    words = "The discharge summary named an allergy that nobody had dictated. The pharmacist asked before dispensing."
    one = actions.report(Told("near_miss", DICTATION, words, 1), actor=reporter)
    event = {
        "narrative": words,
        "output": "A sentence about an allergy to penicillin.",
        "did_next": "The pharmacist called the ward, and the sentence was taken out.",
        "human_factor": "overrode",
        "failure": "hallucination",
    }
    edit_actions.edit(one, "event", event, one.version, False, actor=reporter)
    where = {"product_version": "4.2", "role": "pharmacist", "facility": "referral", "language": "en"}
    edit_actions.edit(one, "circumstances", where, one.version, False, actor=reporter)
    edit_actions.edit(one, "harm", {"affected": 1, "exposed": 240}, one.version, False, actor=reporter)
    return one


def _opened(cast: Cast, one: Incident) -> None:
    """All the way up, with what changed."""
    officer, regulator = cast.officer, cast.personas["regulator2"]
    lesson = "Dictated summaries can hold sentences that nobody said. Have allergies and doses read back to who dictated."
    ladder_actions.write_lesson(one, lesson, False, actor=officer)
    for _rung in range(4):
        ladder_actions.agree(one, actor=officer)
        ladder_actions.agree(one, actor=regulator)
    change = "The hospital now has allergies confirmed by hand before a summary is signed."
    answer_actions.tell_change(one, change, False, actor=officer)
    answer_actions.close(one, "Mended where it happened; the supplier was told.", False, actor=officer)


def _in_the_pilot(cast: Cast, pilot: Pilot) -> None:
    """Arunia has it, and the developer has replied."""
    words = (
        "A film taken at the bedside was read as clear. The radiologist saw the shadow in the second reading."
    )
    one = actions.report(Told("near_miss", "", words, 1, pilot.uid), actor=cast.personas["advocate"])
    ladder_actions.agree(one, actor=cast.officer)
    ladder_actions.agree(one, actor=cast.personas["regulator"])
    reply = "Films taken at the bedside are out of scope. The next version refuses them."
    answer_actions.reply(one, reply, False, actor=cast.personas["developer"])


def _offered(cast: Cast) -> None:
    """Offered to Kalinda's regulator, who can take it."""
    words = "The queue put a woman in labour after people with a cough. A midwife went past the list."
    one = actions.report(Told("incident", "Triage list", words, 2), actor=cast.personas["institution"])
    ladder_actions.agree(one, actor=cast.officer)


def _warned(cast: Cast, pilot: Pilot) -> None:
    made = pilot.product_version
    assert made is not None
    words = "Do not use it for films taken at the bedside; it may miss a shadow. Say whether you have seen the same."
    warned = Warned(made.product.name, "", made.label, words, 7)
    alert = alerts.raise_alert(warned, actor=cast.personas["regulator"])
    own = next(one for one in alert.targets if one.country == "XA")
    alerts.answer(own, "action_taken", "The sites were told.", False, actor=cast.personas["regulator"])
