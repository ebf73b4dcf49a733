"""Discussions of the demonstration: who asked what, and what others answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from cop.demo.people import Cast
from cop.discussions import actions, reaction_actions, thread_actions
from cop.discussions.models import Post, Thread
from cop.discussions.rules import Kind, Said
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.text import write
from cop.members.models import Member
from cop.moderation import actions as moderation
from cop.moderation import subjects
from cop.moderation.rules import Reason
from cop.spaces import actions as space_actions
from cop.spaces.speech_rules import Speech
from cop.writing.composing import compose

# title, kind, tags, space, who asks, then posts: (who, text, number of the post it answers or None)
Told = tuple[str, str, int | None]
THREADS: tuple[tuple[str, Kind, tuple[str, ...], str, tuple[Told, ...]], ...] = (
    (
        "How do we validate a triage tool on 4,000 local images?",
        Kind.question,
        ("data_representativeness",),
        "use-cases-and-lessons",
        (
            ("clinician", "Our district hospitals have about **4,000** chest images with a confirmed reading. The tool "
             "was trained elsewhere. Is that enough to say how it will do here?", None),
            ("developers:TH", "It depends on how rare the finding is. With 5 % positives you have about 200, which gives "
             "an interval of some six points around a sensitivity of 80 %.", 1),
            ("regulator", "We would ask for the interval, not the point. And for the split by district: one site can hide "
             "another.", 2),
            ("clinician", "Then we can do it with what we have, if we say so. Thank you.", 3),
            ("civil_society:KH", "Please also report how many images were left out, and why.", 1),
        ),
    ),
    (
        "Who signs off a chatbot that gives dosing reminders?",
        Kind.discussion,
        ("cultural_linguistic", "regulatory_capacity"),
        "plenary",
        (
            ("institution", "A vendor offers reminders in two languages. The messages are generated. Who answers when one "
             "is wrong?", None),
            ("professionals:VN", "A pharmacist should approve the set of messages, and the tool should send nothing "
             "outside it.", 1),
            ("developer", "That takes away what a generative tool is for, but I agree for doses. Free text only for "
             "encouragement.", 2),
            ("advocate", "In which language was it tested? A literal translation of “as needed” was read as “every "
             "time” in ours.", 1),
        ),
    ),
    (
        "Near miss: a summary left out an allergy",
        Kind.lesson,
        (),
        "use-cases-and-lessons",
        (
            ("institutions:PH", "A discharge summary written with a language tool left out a recorded allergy. The nurse "
             "noticed. We now print allergies from the record, never from the summary.", None),
            ("regulator2", "Thank you for writing it down. Did the tool have the allergy in its input?", 1),
            ("institutions:PH", "Yes. It was in the third page of the input.", 2),
        ),
    ),
    (
        "May weights trained on our patients leave the country?",
        Kind.discussion,
        ("data_sovereignty",),
        "plenary",
        (
            ("regulators:MY", "Our law speaks of records. It is silent on weights. How do others read theirs?", None),
            ("regulators:SG", "We look at whether a record can be got back out of them, and ask for a test of that.", 1),
            ("developers:BN", "A test only shows what the tester tried. A deletion date is easier to check. "
             "Compare: thread:1", 2),
        ),
    ),
)  # fmt: skip


def open_spaces(cast: Cast) -> None:
    """A space that everyone may read, beside the plenary."""
    mandate = "What was tried, what came of it, and what others can take from it. Open to readers everywhere."
    made = space_actions.create_space("Use cases and lessons", mandate, "public", actor=cast.officer)
    cast.spaces[made.slug] = made


def tell(cast: Cast, begins: datetime) -> list[Thread]:
    """Each thread some days after the one before, its answers some hours apart."""
    return [_thread(cast, begins + timedelta(days=9 * n), *one) for n, one in enumerate(THREADS)]


FRANK = (
    "What our own office does not manage",
    (
        ("regulator", "We can read a dossier. We cannot yet tell whether a model was changed after we read it. Does "
         "anybody have a procedure for that?"),
        ("regulators:MY", "No. We ask for the version, and believe the answer."),
        ("regulators:SG", "We ask for a hash with each report. It costs nothing and has caught one change."),
    ),
)  # fmt: skip


def be_frank(cast: Cast, at: datetime) -> None:
    """A thread in which groups are told and no names; a reader flags a post of another, which waits for somebody."""
    title, ((who, words), *answers) = FRANK
    author, plenary = speaker(cast, who), cast.spaces["plenary"]
    with clock.at(at):
        said = (Kind.discussion, ("regulatory_capacity",), write(words), "en", 0, False)
        thread = actions.start_thread(plenary, title, *said, Speech.group, actor=author)
    for number, (name, text) in enumerate(answers, 1):
        with clock.at(at + timedelta(hours=7 * number)):
            actions.answer(thread, write(text), "en", actor=speaker(cast, name))


def flag_one(cast: Cast, thread: Thread, at: datetime) -> None:
    """An advertisement, flagged by who asked."""
    with clock.at(at):
        offer = "Our product does all of this. Write to us for a price that you will like."
        post = actions.answer(thread, write(offer), "en", actor=speaker(cast, "developers:MY"))
    with clock.at(at + timedelta(hours=2)):
        reader = speaker(cast, "clinician")
        flagged = subjects.find(reader, post.ref)
        if flagged:
            moderation.flag(flagged, Reason.commercial, "It answers nothing that was asked.", actor=reader)


def _thread(
    cast: Cast,
    at: datetime,
    title: str,
    kind: Kind,
    tags: tuple[str, ...],
    space: str,
    posts: tuple[Told, ...],
) -> Thread:
    (who, words, _), *answers = posts
    with clock.at(at):
        author = speaker(cast, who)
        thread: Thread = actions.start_thread(
            cast.spaces[space], title, kind, tags, write(words), "en", False, actor=author
        )
    for number, (name, text, answered) in enumerate(answers, 1):
        with clock.at(at + timedelta(hours=5 * number)):
            said_by = speaker(cast, name)
            written = compose(text, said_by, thread.space_id)
            actions.answer(thread, written, "en", False, answered, actor=said_by)
    if kind is Kind.question:
        with clock.at(at + timedelta(days=2)):
            thread_actions.accept_answer(thread, 3, actor=author)
    _agree(thread, cast, at + timedelta(days=3))
    return thread


def _agree(thread: Thread, cast: Cast, at: datetime) -> None:
    """Some say of the second post that it helped, and of the third that it is the same where they are."""
    posts = select(Post).where(Post.thread_id == thread.id, Post.seq.in_((2, 3))).order_by(Post.seq)
    with clock.at(at):
        for post, said in zip(db.session.scalars(posts).all(), (Said.helpful, Said.same_here), strict=False):
            for name in ("institution", "advocate", "regulator2"):
                if cast.personas[name].id != post.author_id:
                    reaction_actions.react(post, said, actor=cast.personas[name])


def speaker(cast: Cast, who: str) -> Member:
    """ "clinician" is a persona; "developers:TH" the delegate of that group and country."""
    group, _, country = who.partition(":")
    return cast.delegates[country, group] if country else cast.personas[group]
