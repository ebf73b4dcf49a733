"""Step 1: asks to join, confirms by the link in the mail, is approved, signs in; another is refused."""

from tests.browser.person import Person
from tests.running import until

NAME, EMAIL, PASSWORD = "Sumalee ทดสอบ", "sumalee@hospital.example.org", "ward seven at night"


def register(cast) -> Person:
    visitor = cast()
    visitor.go("/join")
    visitor.press("Send my request")
    assert visitor.refused()
    visitor.fill(name=NAME, email=EMAIL, organisation="Example Hospital")
    visitor.fill(password=PASSWORD, why="I want to hear how others test their tools.")
    visitor.choose(country="TH", group="professionals", languages="th", zone="Asia/Bangkok")
    visitor.page.get_by_label("I have read the terms").check()
    visitor.press("Send my request")
    visitor.go(link_in_mail(cast("secretariat2"), EMAIL, "/join/confirm/"))
    visitor.fill(password=PASSWORD)
    visitor.press("Confirm")
    approve_and_refuse(cast("secretariat"))
    assert "not enough" in letter(cast("secretariat2"), "rina@hospital.example.org")
    return sign_in(visitor)


def sign_in(person: Person) -> Person:
    person.go("/sign-in")
    person.fill(email=EMAIL, password=PASSWORD)
    person.press("Sign in")
    assert person.at == "/" and person.reads("What is new")
    return person


def approve_and_refuse(officer: Person) -> None:
    officer.go("/secretariat/approvals")
    officer.page.get_by_label(NAME).check()
    officer.press("Approve all that are ticked")
    officer.page.locator("main li, main tr").filter(has_text="Rina Semisal").get_by_role("link").last.click()
    officer.look()
    officer.press("Refuse")
    assert officer.refused()
    officer.fill(reason="A triage tool alone is not enough: write who stands behind the request.")
    officer.press("Refuse")


def letter(reader: Person, to: str, holding: str = "") -> str:
    """The newest letter to that address that holds those words, from the page where the demonstration keeps them."""

    def there() -> bool:
        reader.page.goto(f"{reader.address}/demo/mail")
        return reader.page.locator("main li").filter(has_text=to).count() > 0

    assert until(there), "the letter did not come"
    reader.page.locator("main li").filter(has_text=to).get_by_role("link").first.click()
    reader.look()
    return reader.page.get_by_role("main").inner_text()


def link_in_mail(reader: Person, to: str, kind: str) -> str:
    letter(reader, to)
    return reader.page.locator(f"main a[href*='{kind}']").first.get_attribute("href")
