"""Drafts in a real browser: kept while one types, found from a phone, never overwritten unseen."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser
SOON = 20_000


def kept(person: Person) -> None:
    expect(person.page.locator("[data-draft]")).to_contain_text("Kept on the server", timeout=SOON)


def test_two_devices_of_one_person_lose_nothing(chromium, site):
    desk, phone = (Person(chromium, site.address, "regulator", width=width) for width in (1280, 360))
    desk.go("/statements/new")
    desk.fill(source="Typed at the desk, unfinished")
    kept(desk)
    phone.go("/statements/new")
    assert phone.page.input_value("textarea[name='source']") == "Typed at the desk, unfinished"
    phone.fill(source="Typed on the phone")
    kept(phone)
    desk.fill(source="Typed at the desk, more")
    expect(desk.page.locator("main .theirs")).to_have_text("Typed on the phone", timeout=SOON)
    assert desk.page.input_value("textarea[name='source']") == "Typed at the desk, more"
    desk.look()
    desk.press("Keep as a draft")
    phone.go("/statements/new")
    assert phone.page.input_value("textarea[name='source']") == "Typed at the desk, more"
    phone.press("Drop the draft")
    assert phone.page.input_value("textarea[name='source']") == ""


def test_without_script_the_button_keeps(chromium, site):
    person = Person(chromium, site.address, "clinician")
    bare = chromium.new_context(java_script_enabled=False)
    bare.add_cookies(person.page.context.cookies())
    person.page = bare.new_page()
    person.page.goto(f"{site.address}/statements/new")
    person.fill(source="No script here")
    person.page.get_by_role("button", name="Keep as a draft").click()
    person.page.goto(f"{site.address}/statements/new")
    assert person.page.input_value("textarea[name='source']") == "No script here"
    assert person.reads("This is your draft")
