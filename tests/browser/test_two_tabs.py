"""What two tabs do to one form: it is taken once, and a text that somebody else changed is never lost."""

import pytest

from tests.browser.drafting import TEXT
from tests.browser.person import Person

pytestmark = pytest.mark.browser
ASKED = "Who switches the tool off at night?"
MINE, THEIRS = TEXT.replace("wards", "wards and in homes"), TEXT.replace("wards", "small wards")


def test_a_form_sent_again_is_taken_once(chromium, site):
    """Pressed in one tab, and in a second that holds the same form: both lead to the one thread."""
    asks = Person(chromium, site.address, "clinician")
    asks.go("/discussions/plenary/new")
    key = asks.page.locator("main [name='form_key']").input_value()
    write(asks)
    first = asks.at
    asks.go("/discussions/plenary/new")
    asks.page.locator("main [name='form_key']").evaluate("(field, key) => { field.value = key }", key)
    write(asks)
    assert asks.at == first
    asks.go("/discussions/plenary/")
    assert asks.page.locator("main").get_by_role("link", name=ASKED).count() == 1


def write(asks: Person) -> None:
    asks.fill(title=ASKED, text="We have nobody on site.")
    asks.press("Start the thread")


def test_a_text_changed_by_somebody_else_meanwhile_is_shown_and_neither_is_lost(chromium, site):
    editor = Person(chromium, site.address, "regulator")
    editor.go("/statements/new")
    editor.fill(title="Two tabs", source=TEXT)
    editor.choose(space="working-group-on-adverse-events")
    editor.press("Save the first revision")
    statement = editor.at
    other = Person(chromium, site.address, "regulator")
    for one in (editor, other):
        one.go(f"{statement}/revise")
    revise(other, THEIRS)
    revise(editor, MINE)
    assert editor.reads("As it stands now") and editor.reads("Tools are used on small wards.")
    assert editor.page.locator("main [name='source']").input_value() == MINE
    editor.press("Save as the next revision")
    assert editor.at == statement and editor.reads("wards and in homes")
    editor.go(f"{statement}/revisions")
    assert editor.page.locator("main").get_by_text("By the other").count() == 2


def revise(one: Person, source: str) -> None:
    one.fill(source=source, summary="By the other.")
    one.press("Save as the next revision")


def test_what_cannot_be_kept_is_said_at_its_field(chromium, site):
    """What a keyboard, or what was pasted, can bring: marks that turn the reading direction; far too much; no day."""
    asks = Person(chromium, site.address, "clinician")
    asks.go("/discussions/plenary/new")
    long = "ยาว" * 35_000
    asks.fill(title="turned \u202eback", text=long)
    asks.press("Start the thread")
    for name, typed in (("title", "turned \u202eback"), ("text", long)):
        field = asks.page.locator(f"main [name='{name}']")
        assert field.get_attribute("aria-invalid") == "true" and field.input_value() == typed
        assert asks.page.locator(f"#{field.get_attribute('id')}-error").inner_text()
