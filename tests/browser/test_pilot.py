"""A pilot by clicking: registered for two countries; and one country's decision on the demonstration's pilot."""

import pytest

from cop.demo.dossiers import TITLE
from tests.browser.person import Person, day

pytestmark = pytest.mark.browser
NOTICE = "Taking part in a sandbox is neither an approval nor a way to market."


def track(person: Person, country: str):
    return person.page.locator(".track").filter(has=person.page.get_by_role("heading", name=country))


def test_a_developer_registers_a_pilot_for_two_countries(chromium, site):
    developer = Person(chromium, site.address, "developer")
    developer.go("/pilots/")
    developer.follow("Register a pilot")
    developer.press("Register the draft")
    assert developer.refused()
    developer.fill(title="Measuring wounds from a photograph")
    developer.page.locator("main [name='countries']").first.wait_for()
    for code in ("XA", "XM"):
        developer.choose(countries=code)
    developer.press("Register the draft")
    assert developer.at.endswith("/edit/summary")
    developer.fill(summary="A telephone measures a wound from week to week; a nurse confirms each number.")
    developer.choose(area="imaging")
    developer.press("Save and go on")
    pilot = developer.at.split("/edit/")[0]
    developer.go(pilot)
    assert track(developer, "Arunia").count() == track(developer, "Mekara").count() == 1
    assert developer.reads("Still missing before the next step")
    stranger = Person(chromium, site.address)
    assert stranger.page.goto(site.address + pilot).status == 404


def test_a_regulator_decides_for_her_country_and_everyone_reads_both_tracks(chromium, site):
    visitor = Person(chromium, site.address)
    visitor.go("/pilots/")
    visitor.follow(TITLE)
    assert "Applicant's claim" in track(visitor, "Kalinda").inner_text()
    decide(Person(chromium, site.address, "regulator2"), visitor.at)
    visitor.go(visitor.at)
    assert visitor.reads(NOTICE)
    for country, state in (("Arunia", "Active"), ("Kalinda", "Approved")):
        shown = track(visitor, country).inner_text()
        assert state in shown
        assert "Regulator-attested" in shown
    track(visitor, "Kalinda").get_by_role("link").first.click()
    visitor.look()
    assert visitor.reads("KHPA 2041/7")
    assert visitor.reads(NOTICE)


def decide(regulator: Person, pilot: str) -> None:
    """Only for her own country; what is missing is asked for first."""
    regulator.go(pilot)
    assert not regulator.page.get_by_role("link", name="Record the decision: Arunia").count()
    regulator.follow("Record the decision: Kalinda")
    regulator.press("Record the decision")
    assert regulator.refused()
    regulator.choose(state="approved")
    regulator.fill(reference="KHPA 2041/7", instrument="Health Products Act of Kalinda (invented)")
    regulator.fill(ends_on=day(days=200))
    regulator.press("Record the decision")
    assert regulator.reads("KHPA 2041/7")
