"""The main job from registration to a published statement, as people do it: by clicking, nothing behind the scenes."""

import pytest

from tests.browser import drafting, joining, meeting, publishing, talking, voting
from tests.browser.person import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.long]
EYES = {"advocate": {"width": PHONE}, "regulator2": {"dark": True}}
"""Who walks on a telephone, and who in the dark."""


@pytest.fixture
def cast(chromium, site):
    """Makes the person of that persona once; each visitor anew."""
    people = {}

    def someone(persona: str = "") -> Person:
        if persona not in people or not persona:
            people[persona] = Person(chromium, site.address, persona, **EYES.get(persona, {}))
        return people[persona]

    return someone


def test_from_registration_to_a_published_statement(cast, chromium, site, tmp_path):
    newcomer = joining.register(cast)
    thread = talking.discuss(cast, Person(chromium, site.address, script=False))
    statement = drafting.draft_and_consult(cast)
    held = meeting.call(cast, thread, statement)
    ballot = voting.open_ballot(cast, statement)
    voting.take_positions(cast, ballot)
    meeting.minute(cast, held)
    voting.close_and_answer(cast, ballot)
    number = publishing.publish(cast("secretariat"), statement)
    visitor = cast()
    publishing.read(visitor, number)
    publishing.on_paper(visitor)
    publishing.recount(visitor, tmp_path)
    at_home(cast, newcomer)


def at_home(cast, newcomer: Person) -> None:
    """Step 8: home says what awaits each, and what is new."""
    newcomer.go("/")
    newcomer.page.get_by_role("link", name=drafting.TITLE, exact=True).first.click()
    newcomer.look()
    assert newcomer.reads("Adopted with dissent")
    editor, owner = cast("regulator"), cast("clinician")
    for person in (editor, owner):
        person.go("/")
    assert owner.page.locator(".awaiting").get_by_text("Ask three wards").count() == 1
    assert not editor.page.locator(".awaiting").get_by_text("Ask three wards").count()
    assert not editor.page.locator(".awaiting").get_by_text(drafting.TITLE, exact=True).count()
