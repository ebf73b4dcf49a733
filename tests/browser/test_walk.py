"""The main job from registration to a published statement, as people do it: by clicking, nothing behind the scenes."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.browser.person import Person
from tests.running import until

pytestmark = pytest.mark.browser
VERIFY = Path(__file__).parents[2] / "cop" / "verify.py"
TEXT = (
    "## Whereas\n\nTools are used on wards.\n\nSome of them err.\n\n## We ask\n\n"
    "That every ward names who answers for its tools."
)
ZONE = ZoneInfo("Asia/Singapore")  # the personas'


@pytest.fixture
def cast(chromium, site):
    people = {}

    def someone(persona: str = "") -> Person:
        if persona not in people or not persona:
            people[persona] = Person(chromium, site.address, persona)
        return people[persona]

    return someone


def local(**ahead: int) -> str:
    return f"{datetime.now(ZONE) + timedelta(**ahead):%Y-%m-%dT%H:%M}"


def test_from_registration_to_a_published_statement(cast, site, tmp_path):
    newcomer = register(cast)
    thread = discuss(cast)
    statement = draft_and_consult(cast)
    meet(cast, thread, statement)
    ballot = open_ballot(cast, statement)
    take_positions(cast, ballot)
    close_and_answer(cast, ballot)
    number = publish(cast, statement)
    recount(cast, site, number, tmp_path)
    at_home(newcomer, number)


def register(cast) -> Person:
    """Step 1: asks to join, confirms by the link in the mail, is approved, signs in."""
    visitor = cast()
    visitor.go("/join")
    visitor.press("Send my request")
    assert visitor.page.locator("[aria-invalid='true']").count()
    visitor.fill(name="Sumalee ทดสอบ", email="sumalee@hospital.example.org", organisation="Example Hospital")
    visitor.fill(password="ward seven at night", why="I want to hear how others test their tools.")
    visitor.choose(country="TH", group="professionals", languages="th", zone="Asia/Bangkok")
    visitor.press("Send my request")
    visitor.go(link_in_mail(cast, "sumalee@hospital.example.org", "Confirm"))
    if visitor.page.locator("main [name='password']").count():
        visitor.fill(password="ward seven at night")
    visitor.page.get_by_role("main").get_by_role("button").first.click()
    visitor.look()
    officer = cast("secretariat")
    officer.go("/secretariat/approvals")
    officer.page.get_by_label("Sumalee ทดสอบ").check()
    officer.press("Approve all that are ticked")
    visitor.go("/sign-in")
    visitor.fill(email="sumalee@hospital.example.org", password="ward seven at night")
    visitor.press("Sign in")
    assert visitor.reads("Sumalee")
    return visitor


def link_in_mail(cast, to: str, subject: str) -> str:
    """As one reads it on the page where the demonstration keeps what it sent."""
    reader = cast("secretariat2")

    def there() -> bool:
        reader.page.goto(f"{reader.address}/demo/mail")
        return reader.page.locator("main").inner_text().count(to) > 0

    assert until(there), "the letter did not come"
    reader.page.locator("main li").filter(has_text=to).filter(has_text=subject).get_by_role(
        "link"
    ).first.click()
    reader.look()
    return reader.page.locator("main a[href*='/join/'], main a[href*='confirm']").first.get_attribute("href")


def discuss(cast) -> str:
    """Step 2: a thread, an answer in the tree, an edit that keeps what stood before."""
    asks = cast("clinician")
    asks.go("/discussions/plenary/new")
    asks.fill(
        title="Who answers for a tool on the ward?",
        text="We have **three** tools. <script>alert(1)</script>",
    )
    asks.choose(kind="question")
    asks.press("Start the thread")
    thread = asks.at
    assert asks.page.locator("main strong").filter(has_text="three").count() == 1
    answers = cast("developer")
    answers.go(thread)
    answers.fill(text="The one who bought it, I should think.")
    answers.page.locator("main form").filter(has=answers.page.locator("textarea")).get_by_role(
        "button"
    ).first.click()
    answers.look()
    assert answers.reads("The one who bought it")
    return thread.split("#")[0].split("?")[0]


def draft_and_consult(cast) -> str:
    """Step 4: drafted, revised, consulted on, commented, answered."""
    editor = cast("regulator")
    editor.go("/statements/new")
    editor.fill(title="Who answers for a tool", source=TEXT)
    editor.choose(space="working-group-on-adverse-events")
    editor.press("Save the first revision")
    statement = editor.at
    editor.follow("Revise the text")
    editor.fill(source=TEXT.replace("Some of them err", "All of them err at times"), summary="Milder.")
    editor.press("Save as the next revision")
    editor.follow("What changed last")
    assert editor.page.locator("ins").count() and editor.page.locator("del").count()
    editor.go(statement)
    editor.follow("Open a consultation")
    editor.fill(closes_at=local(days=14), scope_note="Whether a ward can do this.")
    editor.press("Open the consultation")
    comment_and_answer(cast, editor, statement)
    officer = cast("secretariat")
    officer.go(statement)
    officer.follow("End the consultation early")
    officer.fill(reason="Everyone has spoken.")
    officer.press("End the consultation early")
    return statement


def comment_and_answer(cast, editor: Person, statement: str) -> None:
    advocate = cast("advocate")
    advocate.go(f"{statement}/comment?clause=3")
    advocate.fill(words="Patients should learn the name too.")
    advocate.press("Send the comment")
    editor.go(f"{statement}/comments/1")
    editor.choose(disposition="not_accepted")
    editor.fill(reason="The next statement is about patients.")
    editor.press("Record the answer")


def meet(cast, thread: str, statement: str) -> None:
    """Step 3: scheduled with an agenda linked to both, answered, minuted, with an action and a calendar file."""
    officer = cast("secretariat")
    officer.go("/meetings/new?space=plenary")
    officer.fill(title="Third regular meeting", start=local(days=20), minutes="90")
    officer.choose(zone="Asia/Kuala_Lumpur", speech="attributed")
    officer.press("Schedule and invite")
    meeting = officer.at.removesuffix("/agenda")
    for title, about in (("Who answers for a tool?", thread), ("The draft", statement)):
        officer.fill(title=title, minutes="30", about=about)
        officer.press("Add it")
    officer.follow("Done: show the meeting")
    member = cast("clinician")
    member.go(meeting)
    member.page.get_by_role("main").get_by_role("button", name="Yes").first.click()
    member.look()
    href = member.page.locator("main a[href$='.ics']").first.get_attribute("href")
    calendar = member.page.context.request.get(member.address + href)
    assert calendar.ok and "BEGIN:VEVENT" in calendar.text()


def open_ballot(cast, statement: str) -> str:
    """Step 5: what is shown is what opens. A rule of its own, so that one objection in a small group is borne."""
    officer = cast("secretariat")
    officer.go(statement)
    officer.follow("Open a ballot")
    officer.choose(rule="custom")
    if not officer.page.locator("[name='group_support_pct']").is_visible():
        officer.page.get_by_text("Numbers of a rule of its own").click()
    officer.fill(group_support_pct="0", closes_at=local(minutes=4))
    officer.press("Show what would open")
    assert officer.reads("Nothing of this changes once it is open")
    officer.press("Open the ballot")
    return officer.at


def take_positions(cast, ballot: str) -> None:
    """All five, each with its fields; one person changes theirs, another is refused without a reason."""
    said = {
        "regulator": ("endorse", {}),
        "regulator2": ("reserve", {"text": "A ward of two cannot."}),
        "clinician": ("endorse", {}),
        "developer": ("recuse", {"interest": "I sell such a tool."}),
        "advocate": ("object", {"reason": "Patients are not told.", "change": "Tell them."}),
        "institution": ("stand_aside", {}),
    }
    for persona, (stance, words) in said.items():
        person = cast(persona)
        person.go(ballot)
        if words:
            person.take(stance)
            person.press("Record my position")
            assert person.page.locator("[aria-invalid='true']").count(), persona
        person.take(stance, **words)
        person.press("Record my position")
        assert "receipt" in person.at, (persona, person.at)


def close_and_answer(cast, ballot: str) -> None:
    """The clock closes it; the editors answer the objection, the objector keeps it."""
    editor = cast("regulator")

    def closed() -> bool:
        editor.page.goto(editor.address + ballot)
        return editor.reads("Adopted with dissent")

    assert until(closed, 330), "the ballot did not close"
    editor.look()
    editor.follow("Answer this objection")
    editor.choose(disposition="not_accepted")
    editor.page.locator("main textarea").first.fill("The next statement is about patients.")
    editor.page.get_by_role("main").get_by_role("button").first.click()
    editor.look()
    advocate = cast("advocate")
    advocate.go(ballot)
    advocate.choose(reply="maintained")
    advocate.press("Reply")


def publish(cast, statement: str) -> str:
    """Step 6: numbered, and open to everyone."""
    officer = cast("secretariat")
    officer.go(statement)
    officer.follow("Publish")
    officer.press("Publish")
    return officer.page.locator("main .number").first.inner_text()


def recount(cast, site, number: str, folder: Path) -> None:
    """A visitor reads how it was decided, takes the record along and recounts it; any changed byte is refused."""
    visitor = cast()
    visitor.go(f"/statements/{number}")
    assert visitor.reads("Adopted with dissent")
    assert visitor.reads("A ward of two cannot.")
    assert visitor.reads("Patients are not told.")
    record = visitor.page.context.request.get(f"{visitor.address}/statements/{number}/record.json").body()
    assert verified(record, folder) == 0
    for place in range(40, len(record), len(record) // 12):
        changed = bytearray(record)
        changed[place] ^= 0x01
        assert verified(bytes(changed), folder) in (1, 2), place


def verified(record: bytes, folder: Path) -> int:
    file = folder / "record.json"
    file.write_bytes(record)
    return subprocess.run(
        [sys.executable, str(VERIFY), str(file)], capture_output=True, check=False
    ).returncode


def at_home(newcomer: Person, number: str) -> None:
    """Step 8: home says what is new to the one who joined today."""
    newcomer.go("/")
    assert newcomer.reads("Who answers for a tool")
