"""Early questions: one answered and made guidance, one that waits for Kalinda's regulator."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.demo.people import Cast
from cop.enquiries import actions, guidance_actions
from cop.enquiries.rules import Asked, Drafted
from cop.kernel import clock

CLASS = Asked(
    "XA",
    "class",
    "Class of a tool that sorts films before anybody reads them",
    "Our tool puts chest films into the order in which a radiologist reads them. Every film is read by a person, only "
    "later or earlier. Is it a device of class B, as we believe, or of class C since a late reading can do harm?",
    "Selatan Chest Reader",
)
READ_BY = "Who sees the films that are put last, and within what time?"
SEEN = "A radiologist sees every film within 24 hours; the tool takes none out of the queue."
ANSWER = (
    "Class B as long as a person reads every film within the time that the hospital has without the tool. If films are "
    "left out or read later than before, it is class C."
)
GENERAL = Drafted(
    "Class of software that only sorts what people read",
    "Which class has software that puts images into an order, where people still read all of them?",
    "Class B as long as a person reads every image within the time that the place has without the software. If images "
    "are left out, or read later than before, it is class C.",
)
EVIDENCE = Asked(
    "XL",
    "evidence",
    "Evidence from another country's wards",
    "We would like to use a tool for discharge letters that was tried in three hospitals of Mekara. Do you accept that "
    "as evidence, or do you ask for a trial in Kalinda?",
)


def tell(cast: Cast, now: datetime) -> None:
    _guided(cast, now - timedelta(days=20))
    with clock.at(now - timedelta(days=3)):
        actions.ask(EVIDENCE, actor=cast.personas["institution"])


def _guided(cast: Cast, at: datetime) -> None:
    developer, regulator = cast.personas["developer"], cast.personas["regulator"]
    with clock.at(at):
        enquiry = actions.ask(CLASS, actor=developer)
    with clock.at(at + timedelta(days=4)):
        actions.ask_back(enquiry, READ_BY, actor=regulator)
    with clock.at(at + timedelta(days=5)):
        actions.add_to_enquiry(enquiry, SEEN, actor=developer)
    with clock.at(at + timedelta(days=9)):
        actions.answer_enquiry(enquiry, ANSWER, actor=regulator)
        guidance = guidance_actions.draft_guidance(enquiry, GENERAL, False, 0, actor=regulator)
        guidance_actions.read_over(guidance, guidance.version, actor=regulator)
    with clock.at(at + timedelta(days=11)):
        guidance_actions.read_over(guidance, guidance.version, actor=developer)
