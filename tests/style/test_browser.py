"""The sample pages in Chromium: accessible, within the screen, silent under the strict policy."""

from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.serving import make_server

from tests.style import pages

pytestmark = pytest.mark.browser
ADDRESSES = [f"/sample/{name}" for name in pages.NAMES] + ["/error/404", "/error/500", "/resend"]


@pytest.fixture(scope="module")
def address():
    server = make_server("127.0.0.1", 0, pages.make_app(Path(__file__).parents[2]), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible_and_fit(chromium, address, width, scheme):
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    refused = []
    page.on(
        "console", lambda message: "Content Security Policy" in message.text and refused.append(message.text)
    )
    for path in ADDRESSES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page).response["violations"]
        assert [(path, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    assert refused == []
    page.close()


def test_the_time_zone_is_guessed_under_its_new_name(chromium, address):
    page = chromium.new_page(timezone_id="Asia/Vientiane")
    page.goto(f"{address}/sample/form")
    assert page.input_value("#zone") == "Asia/Vientiane"
    page.close()


def test_a_position_opens_the_fields_it_asks_for(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}/sample/ballot")
    assert page.is_visible("#reservation")
    assert not page.is_visible("#interest")
    page.check("input[value=recuse]")
    assert page.is_visible("#interest")
    assert not page.is_visible("#reservation")
    page.close()


def test_leaving_with_unsaved_words_is_asked_about(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}/sample/ballot")
    page.fill("#reservation", "Half a sentence")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{address}/sample/home")
    assert asked == ["beforeunload"]
    page.close()


def test_everything_is_reached_by_keyboard_first_the_skip_link(chromium, address):
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/sample/thread")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
