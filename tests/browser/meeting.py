"""Step 3: scheduled with an agenda linked to thread and draft, answered; minuted, with an action, once it has begun."""

from datetime import timedelta

from icalendar import Calendar

from tests.browser.person import Pace, Person, day, wall
from tests.running import until


def call(cast, thread: str, statement: str) -> str:
    """It begins in a minute or two."""
    officer = cast("secretariat")
    officer.go("/meetings/new?space=plenary")
    officer.fill(title="Third regular meeting", start=wall(seconds=Pace.enough(20)), minutes="30")
    officer.choose(zone="Asia/Singapore", speech="attributed")
    officer.press("Schedule and invite")
    meeting = officer.at.removesuffix("/agenda")
    for title, about in (("Who answers for a tool?", thread), ("The draft", statement)):
        officer.fill(title=title, minutes="15", about=about)
        officer.press("Add it")
    officer.follow("Done: show the meeting")
    for persona, answer in (("clinician", "Yes"), ("regulator2", "Maybe"), ("developer", "No")):
        cast(persona).go(meeting)
        cast(persona).press(answer)
        assert cast(persona).reads(f"You answered: {answer}")
    read_file(cast("clinician"))
    return meeting


def read_file(member: Person) -> None:
    calendar = Calendar.from_ical(member.fetched("Calendar file").body())
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Third regular meeting"
    assert f"{event.decoded('DTSTART'):%Y-%m-%d}" == day()
    assert event.decoded("DURATION") == timedelta(minutes=30)


def minute(cast, meeting: str) -> None:
    """Written while it is held, sent to those who were there; the owner finds the action on home."""
    officer, clinician = cast("secretariat"), cast("clinician")

    def begun() -> bool:
        officer.page.goto(officer.address + meeting)
        return officer.page.get_by_role("link", name="Write the minutes").count() > 0

    assert until(begun, 300), "the meeting did not begin"
    note_who_was_there(officer)
    officer.follow("Write the minutes")
    officer.fill(text="## The draft\n\nRead, and put to a ballot.")
    officer.press("Save")
    officer.press("Send out for corrections")
    officer.go(meeting)
    officer.follow("Add an action")
    officer.fill(text="Ask three wards who answers there.", owner="Dr Malee Somboun", due=day(days=30))
    officer.press("Give it")
    clinician.go(meeting)
    clinician.follow("Read the minutes")
    assert clinician.reads("Read, and put to a ballot.")
    clinician.go("/")
    assert clinician.reads("Ask three wards who answers there.")


def note_who_was_there(officer: Person) -> None:
    officer.follow("Note who was there")
    officer.page.get_by_label("Dr Malee Somboun").check()
    officer.page.locator("main form").get_by_role("button").first.click()
    officer.look()
