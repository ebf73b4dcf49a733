"""After somebody left, nobody meets the name or the address: on no page, kept or made anew, in no file, no letter."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from cop.discussions import actions as posting
from cop.kernel import clock, worker
from cop.kernel.text import write
from cop.meetings.company import actions as company_actions
from cop.meetings.company.rules import Answer
from cop.meetings.series import actions as meetings
from cop.privacy import export_actions, gathering, leaving_actions
from cop.statements import actions as drafting
from tests.discussions import story
from tests.meetings.story import PLAN
from tests.members.conftest import letters
from tests.people import member, officer, organisation, sign_in, space
from tests.trust.crawling import links

NAME, WORDS = "Qzelda Zquist", ("qzelda", "zquist")
MOST = 40


@pytest.fixture
def cast(app):
    app.config["KEEP_PAGES"] = True
    yield {
        "zelda": member(NAME, organisation=organisation("Agency")),
        "reader": member("Reader"),
        "officer": officer(),
    }
    app.config["KEEP_PAGES"] = False


def said(cast) -> None:
    """She begins a thread, answers, edits, comes to a meeting, leads a text and comments on another."""
    forum, zelda = space("forum", "public"), cast["zelda"]
    thread = story.thread(zelda, forum, words="I am Qzelda.")
    post = story.answer(zelda, thread, "Zquist again.")
    posting.edit_post(post, write("Again."), "en", False, post.version, actor=zelda)
    story.answer(cast["reader"], thread, "An answer.", post.seq)
    meeting = meetings.schedule(forum, PLAN, actor=cast["officer"], now=clock.now())
    company_actions.respond(meeting, Answer.yes, "", actor=zelda)
    text = drafting.draft(forum, "A text", "One clause.\n\nAnother one.", actor=zelda)
    drafting.open_consultation(text, clock.now() + timedelta(days=20), "What is missing?", actor=zelda)
    drafting.comment(text, None, "A remark.", actor=zelda)


def walk(browser) -> dict[str, str]:
    """Every page that is found from the first one, by its address."""
    waiting, pages = ["/", "/people/", "/search?q=zquist", "/privacy"], {}
    while waiting and len(pages) < MOST:
        path = waiting.pop(0)
        answer = browser.get(path)
        pages[path] = answer.text if answer.mimetype.startswith("text/") else ""
        fresh = set(links(path, pages[path])) - pages.keys() - set(waiting)
        waiting += sorted(one for one in fresh if not one.startswith("/static"))
    return pages


def met(text: str) -> bool:
    return any(word in text.casefold() for word in WORDS)


def test_nobody_meets_the_name_any_more(app, client, cast):
    said(cast)
    worker.drain()
    worker.tick()
    sign_in(client, cast["reader"])
    assert sum(met(text) for text in walk(client).values()) > 5
    leaving_actions.leave(cast["zelda"], True, actor=cast["zelda"])
    worker.drain()
    assert [path for path, text in walk(client).items() if met(text)] == [
        "/search?q=zquist"
    ]  # what was typed
    sign_in(client, cast["officer"])
    for path in ("/secretariat/members/", f"/secretariat/members/{cast['zelda'].id}", "/secretariat/ledger"):
        assert not met(client.get(path).text), path


def test_nor_in_the_file_of_somebody_who_answered_or_in_a_later_letter(cast):
    said(cast)
    leaving_actions.leave(cast["zelda"], True, actor=cast["zelda"])
    export = export_actions.ask_export(cast["reader"], actor=cast["reader"])
    told = "\n".join(f"{mail.to} {mail.subject} {mail.text}" for mail in letters())
    bundle = ZipFile(io.BytesIO((gathering.folder() / export.name).read_bytes()))
    assert told and not met(told)
    assert not met("\n".join(bundle.read(name).decode() for name in bundle.namelist()))
