"""Step 5: a ballot is shown before it opens; all five positions; the close; objection, answer, reply."""

from tests.browser.drafting import TITLE
from tests.browser.person import Pace, Person, wall
from tests.running import until

SAID = {
    "regulator": ("endorse", {}),
    "regulator2": ("reserve", {"text": "A ward of two cannot."}),
    "clinician": ("endorse", {}),
    "developer": ("recuse", {"interest": "I sell such a tool."}),
    "advocate": ("object", {"reason": "Patients are not told.", "change": "Tell them."}),
    "institution": ("stand_aside", {}),
}


def open_ballot(cast, statement: str) -> str:
    """What is shown is what opens. A rule of its own, so that one objection in a small group is borne."""
    officer = cast("secretariat")
    officer.go(statement)
    officer.follow("Open a ballot")
    officer.choose(rule="custom")
    if not officer.page.locator("[name='group_support_pct']").is_visible():
        officer.page.get_by_text("Numbers of a rule of its own").click()
    officer.fill(group_support_pct="0", closes_at=wall(seconds=15 + Pace.enough(32)))
    officer.press("Show what would open")
    for shown in ("Nothing of this changes once it is open", "The roll", "The exact text", "All of them err"):
        assert officer.reads(shown), shown
    officer.press("Open the ballot")
    return officer.at


def take_positions(cast, ballot: str) -> None:
    for persona, (stance, words) in SAID.items():
        take_position(cast(persona), ballot, stance, words)
    changes_mind(cast("institution"), ballot)


def take_position(person: Person, ballot: str, stance: str, words: dict[str, str]) -> None:
    """From home to the ballot; what a position asks for is asked for before it counts."""
    person.go("/")
    person.page.locator("main .awaiting").get_by_role("link", name=TITLE, exact=True).click()
    person.look()
    assert person.at == ballot
    if words:
        say(person, stance, {})
        assert person.refused(), stance
    say(person, stance, words)
    assert "receipt" in person.at, (stance, person.at)


def say(person: Person, stance: str, words: dict[str, str], label: str = "Record my position") -> None:
    """The shape is pressed, its fields open in place and are filled in."""
    person.choose(stance=stance)
    if stance in ("reserve", "object"):
        person.choose(**{f"{stance}_clause": "3" if words else ""})
    person.fill(**words)
    person.press(label)


def changes_mind(person: Person, ballot: str) -> None:
    person.go(ballot)
    say(person, "endorse", {}, "Change my position")
    person.go(ballot)
    say(person, "stand_aside", {}, "Change my position")
    assert "receipt" in person.at


def close_and_answer(cast, ballot: str) -> None:
    """The clock closes it; the editors answer the objection, the objector keeps it."""
    editor, advocate = cast("regulator"), cast("advocate")

    def closed() -> bool:
        editor.page.goto(editor.address + ballot)
        return editor.reads("Adopted with dissent")

    assert until(closed, 300), "the ballot did not close"
    editor.look()
    assert editor.page.locator(".strip").count() and editor.page.locator("table.matrix").count()
    assert editor.page.locator("table.tests").get_by_text("holds").count() >= 4
    editor.follow("Answer this objection")
    editor.press("Answer")
    assert editor.refused()
    editor.choose(disposition="not_accepted")
    editor.fill(text="The next statement is about patients.")
    editor.press("Answer")
    advocate.go(ballot)
    advocate.choose(reply="maintained")
    advocate.press("Reply")
