"""A meeting that several have open at once: what one does, the others see without asking for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person, wall

pytestmark = pytest.mark.browser
SOON = 15_000  # milliseconds: three turns of asking


def test_what_one_does_the_others_see_at_once(chromium, site):
    officer, member, other = (
        Person(chromium, site.address, persona) for persona in ("secretariat", "clinician", "regulator2")
    )
    officer.go("/meetings/new?space=plenary")
    officer.fill(title="Live meeting", start=wall(minutes=10), minutes="30")
    officer.choose(zone="Asia/Singapore", speech="group")
    officer.press("Schedule and invite")
    meeting = officer.at.removesuffix("/agenda")
    member.go(meeting)
    other.go(meeting)
    other.press("Yes")
    expect(member.page.get_by_text("Coming: 1")).to_be_visible(timeout=SOON)
    member.press("Yes")
    member.go(f"{meeting}/room")
    officer.go(f"{meeting}/room/present")
    before = officer.page.evaluate("performance.timeOrigin")
    tap = officer.page.get_by_role("button", name="Dr Malee Somboun")
    tap.click()
    expect(tap).to_have_attribute("aria-pressed", "true", timeout=SOON)
    assert officer.page.evaluate("performance.timeOrigin") == before  # the page was never left
    expect(member.page.get_by_text("You are noted as present.")).to_be_visible(timeout=SOON)
    tapped_without_script(Person(chromium, site.address, "secretariat", width=800, script=False), meeting)


def tapped_without_script(officer: Person, meeting: str) -> None:
    officer.go(f"{meeting}/room/present")
    tap = officer.page.get_by_role("button", name="Dr Malee Somboun")
    assert tap.get_attribute("aria-pressed") == "true"
    tap.click()
    assert officer.at == f"{meeting}/room/present"
    assert tap.get_attribute("aria-pressed") == "false"
