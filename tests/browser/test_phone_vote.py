"""A member who has never seen the place votes from the link in the mail: a phone, a slow line, less than a minute."""

import logging
import re
import time
from dataclasses import dataclass

import pytest

from config import Config
from cop.app import create_app
from cop.ballots import queries as ballots
from cop.delivery.transport import SentMail
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.installation import Installation
from cop.members import passwords
from cop.members.models import Credential
from tests import running
from tests.statements import stage

log = logging.getLogger(__name__)
pytestmark = pytest.mark.browser
SECRET = "ward seven at night"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
SLOW_3G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
MOST_SECONDS, MOST_TOUCHES, MOST_BYTES = 60, 9, 120_000


@dataclass
class Voter:
    """Someone with a thumb: every touch and every word typed is an interaction, every byte received is counted."""

    page: object
    touches: int = 0
    received: int = 0

    def tap(self, found) -> None:
        found.scroll_into_view_if_needed()
        found.tap()
        self.touches += 1

    def type(self, name: str, words: str) -> None:
        self.page.locator(f"main [name='{name}']").fill(words)
        self.touches += 1


@pytest.fixture
def community(tmp_path, new_database):
    """A community that runs, not the demonstration; the application in this process, on its database."""
    url = new_database()
    with running.run(tmp_path, COP_DATABASE_URL=url, COP_MAIL_URL="page:") as site:
        app = create_app(
            Config(database_url=url, data_dir=site.data, base_url=site.address, mail_url="page:")
        )
        with app.app_context():
            with transaction():
                db.session.get_one(Installation, 1).setup_hash = ""  # as after the first visit
            yield site


@pytest.fixture
def letter(community):
    """The ballot's letter to Bob, who has a password and nothing else."""
    cast = stage.cast()
    with transaction():
        secret = passwords.hashed(SECRET)
        db.session.add(
            Credential(member_id=cast.bob.id, kind="password", secret=secret, at=cast.bob.active_at)
        )
    statement = stage.balloted(cast)

    def sent() -> SentMail | None:
        db.session.rollback()
        asked = SentMail.subject.startswith("Your position is asked for")
        return db.session.query(SentMail).filter(SentMail.to == "bob@example.org", asked).first()

    assert running.until(sent), "the letter did not come"
    return statement, sent().text


@pytest.fixture
def voter(chromium):
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    page.set_default_timeout(30_000)
    line, voter = context.new_cdp_session(page), Voter(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    line.on("Network.loadingFinished", lambda told: count(voter, told["encodedDataLength"]))
    line.on("Network.requestWillBeSent", lambda told: count(voter, redirected(told)))
    yield voter
    context.close()


def redirected(told) -> int:
    return told.get("redirectResponse", {}).get("encodedDataLength", 0)


def count(voter, size) -> None:
    voter.received += size


def test_from_the_mail_to_the_receipt(letter, voter, record_property):
    statement, words = letter
    begun = time.monotonic()
    voter.page.goto(re.search(r"https?://\S+", words).group())
    voter.touches += 1
    sign_in(voter)
    vote(voter)
    seconds = time.monotonic() - begun
    db.session.rollback()  # what was read before the vote is an old snapshot
    ballot = ballots.latest(statement.ref)
    assert ballots.tally(ballot).all.endorse == 1
    for name, value in (("seconds", seconds), ("interactions", voter.touches), ("bytes", voter.received)):
        record_property(name, round(value))
    log.info("%.0f s, %s interactions, %.0f kB", seconds, voter.touches, voter.received / 1000)
    assert seconds < MOST_SECONDS
    assert voter.touches <= MOST_TOUCHES
    assert voter.received < MOST_BYTES


def sign_in(voter) -> None:
    """The page that the link leads to says where, and leads on."""
    page = voter.page
    voter.tap(page.get_by_role("main").get_by_role("link", name="Sign in and go on"))
    page.wait_for_url("**/sign-in**")
    voter.type("email", "bob@example.org")
    voter.type("password", SECRET)
    voter.tap(page.get_by_role("main").get_by_role("button", name="Sign in"))
    page.wait_for_url(re.compile(r"^[^?]*/ballots/1$"))


def vote(voter) -> None:
    page = voter.page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    voter.tap(page.get_by_role("link", name="Give your position"))
    voter.tap(page.locator("main label").filter(has_text="Endorse").first)
    voter.tap(page.get_by_role("button", name="Record my position"))
    page.wait_for_url("**/receipt")
    assert "Recorded:" in page.get_by_role("main").inner_text()
