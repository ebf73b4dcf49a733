"""Passkeys in Chromium, with a device that exists in the browser alone (the protocol's WebAuthn domain)."""

import re
from contextlib import contextmanager

import pytest

from tests import running
from tests.browser.person import Person
from tests.members.conftest import PASSWORD

pytestmark = pytest.mark.browser
EMAIL = "ines@example.org"
ABOUT = {"name": "Ines", "email": EMAIL, "password": PASSWORD, "organisation": "Secretariat"}
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def community(tmp_path_factory, pytestconfig, new_database):
    """A real one, under a name: browsers offer no passkey to an address of numbers."""
    on_postgresql = pytestconfig.getoption("--database") == "postgresql"
    settings = {"COP_DATABASE_URL": new_database()} if on_postgresql else {}
    folder = tmp_path_factory.mktemp("passkeys")
    with running.run(folder, COP_BASE_URL="http://localhost:{port}", **settings) as site:
        yield site


def someone(chromium, site) -> tuple[Person, object, str]:
    """A browser with a device of its own."""
    person = Person(chromium, f"http://localhost:{site.port}")
    tools = person.page.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    device = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    return person, tools, device


def code(site) -> str:
    return re.search(r"\b[0-9a-f]{16}\b", site.output.read_text())[0]


def set_up(person: Person, site) -> None:
    person.go("/setup")
    person.fill(**ABOUT, code=code(site))
    person.choose(country="SG", group="observers", zone="Asia/Singapore")
    person.page.get_by_label("I have read the terms").check()
    person.press("Begin")


def pressed(person: Person, label: str, then: str) -> None:
    """The device answers by itself; the form goes when it has."""
    with person.page.expect_navigation(url=re.compile(then)):
        person.page.locator("main").get_by_role("button", name=label).first.click()
    person.look()


def out(person: Person) -> None:
    person.page.context.clear_cookies()


def test_a_passkey_signs_in_with_and_without_a_password_and_a_copy_of_it_does_not(chromium, community):
    ines, tools, device = someone(chromium, community)
    set_up(ines, community)
    ines.go("/account/security/passkeys/new")
    ines.fill(name="My laptop")
    pressed(ines, "Make the passkey", "passkeys/new")
    assert ines.page.locator(".codes li").count() == 10
    ines.go("/account/security")
    assert ines.reads("My laptop") and ines.reads("not used yet")
    (kept,) = tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert kept["rpId"] == "localhost"

    out(ines)
    sign_in_with_password(ines)
    assert ines.at == "/sign-in/second"
    pressed(ines, "Use a passkey", "/$")
    ines.go("/account/security")
    assert ines.reads("last used")

    out(ines)
    alone(ines)
    ines.go("/account/security")

    with turned_back(tools, device, kept):
        out(ines)
        ines.go("/sign-in/passkey?next=/people/")
        pressed(ines, "Sign in", "/sign-in/passkey")
        assert ines.reads("The passkey was not accepted")

    tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    ines.go("/sign-in/passkey")
    ines.page.locator("main").get_by_role("button", name="Sign in").click()
    ines.page.locator("main [role=alert]:not([hidden])").wait_for()


def sign_in_with_password(person: Person) -> None:
    person.go("/sign-in")
    person.fill(email=EMAIL, password=PASSWORD)
    person.press("Sign in")


def alone(person: Person) -> None:
    """No password: the device verifies who holds it."""
    person.go("/sign-in/passkey?next=/people/")
    pressed(person, "Sign in", "/people/$")


@contextmanager
def turned_back(tools, device, kept):
    """The same key with a counter that has gone back, as a copy's would."""
    now = tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"][0]
    tools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    tools.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": now | {"signCount": 0}})
    yield
    tools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    tools.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": now})
