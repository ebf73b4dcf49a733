"""A pilot by clicking: registered for two countries, decided by each country's own regulator, read by everyone."""

from datetime import date
from typing import Any

import pytest

from cop.demo import dossiers
from tests.browser.person import Person, day

pytestmark = pytest.mark.browser
NOTICE = "Taking part in a sandbox is neither an approval nor a way to market."
WOUNDS = "Measuring wounds from a photograph"


def track(person: Person, country: str):
    return person.page.locator(".track").filter(has=person.page.get_by_role("heading", name=country))


def test_each_of_two_countries_decides_for_itself_and_everyone_reads_both(chromium, site):
    developer = Person(chromium, site.address, "developer")
    pilot = register(developer)
    stranger = Person(chromium, site.address)
    assert stranger.page.goto(site.address + pilot).status == 404
    complete(developer, pilot)
    take_into_review(Person(chromium, site.address, "secretariat"), pilot)
    decide(Person(chromium, site.address, "regulator"), pilot, own="Arunia", others="Kalinda")
    decide(Person(chromium, site.address, "regulator2"), pilot, own="Kalinda", others="Arunia")
    everyone_reads(stranger, pilot)


def register(developer: Person) -> str:
    developer.go("/pilots/")
    developer.follow("Register a pilot")
    developer.press("Register the draft")
    assert developer.refused()
    developer.fill(title=WOUNDS)
    for code in ("XA", "XL"):
        developer.choose(countries=code)
    developer.press("Register the draft")
    assert developer.at.endswith("/edit/summary")
    return developer.at.split("/edit/")[0]


def complete(developer: Person, pilot: str) -> None:
    """Stage after stage, then what each country asks for; the page says what is missing until nothing is."""
    today = date.today()  # noqa: DTZ011 - as the person at the keyboard writes it
    for answers in dossiers.dossier(today).values():
        write(developer, answers | ({"title": WOUNDS} if "title" in answers else {}))
    developer.go(pilot)
    assert developer.reads("Still missing before the next step")
    developer.go(f"{pilot}/criteria/new")
    write(developer, dossiers.CRITERIA[0])
    for country in ("XA", "XL"):
        developer.go(f"{pilot}/in/{country}/edit/ethics")
        for answers in dossiers.country(today, country).values():
            write(developer, answers)
        developer.go(f"{pilot}/in/{country}/sites/new")
        write(developer, {k: v for k, v in dossiers.SITES[country][0].items() if v is not None})
    developer.go(pilot)
    developer.follow("Submit")
    developer.press("Submit")


def write(person: Person, answers: dict[str, Any]) -> None:
    """Fills in the form of this page and sends it."""
    for name, given in answers.items():
        field = person.page.locator(f"main [name='{name}']").first
        if (
            field.get_attribute("type") in ("radio", "checkbox")
            or field.evaluate("f => f.tagName") == "SELECT"
        ):
            for one in given if isinstance(given, list) else [given]:
                person.choose(**{name: str(one)})
        else:
            person.fill(**{name: ", ".join(given) if isinstance(given, list) else str(given)})
    person.page.locator("main form:has(textarea, input[type='text'], select) button.filled").first.click()
    person.look()
    assert not person.refused(), person.at


def take_into_review(officer: Person, pilot: str) -> None:
    officer.go(pilot)
    officer.follow("Take into review")
    officer.press("Take into review")


def decide(regulator: Person, pilot: str, own: str, others: str) -> None:
    """Only for her own country; what is missing is asked for first."""
    regulator.go(pilot)
    assert not regulator.page.get_by_role("link", name=f"Record the decision: {others}").count()
    regulator.follow(f"Record the decision: {own}")
    regulator.press("Record the decision")
    assert regulator.refused()
    regulator.choose(state="approved")
    regulator.fill(reference=f"{own} 2041/7", instrument=f"Health Products Act of {own} (invented)")
    regulator.fill(ends_on=day(days=200))
    regulator.press("Record the decision")
    assert regulator.reads(f"{own} 2041/7")


def everyone_reads(visitor: Person, pilot: str) -> None:
    visitor.go("/pilots/")
    visitor.follow(WOUNDS)
    assert visitor.at == pilot
    assert visitor.reads(NOTICE)
    for country in ("Arunia", "Kalinda"):
        shown = track(visitor, country).inner_text()
        assert "Approved" in shown
        assert "Regulator-attested" in shown
    track(visitor, "Kalinda").get_by_role("link").first.click()
    visitor.look()
    assert visitor.reads("Kalinda 2041/7")
    assert visitor.reads(NOTICE)
