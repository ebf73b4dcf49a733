"""A thread that two have open: answers in place, what others wrote meanwhile, and all that helps at a text."""

import base64
import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.person import PHONE, Person

pytestmark = pytest.mark.browser
THREAD = "Who signs off a chatbot that gives dosing reminders?"
SOON = 15_000  # milliseconds
HALF_A_MINUTE = 31_000  # after which a page asks again
PUT = """async ([how, name, kind, data]) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const dt = new DataTransfer();
    dt.items.add(new File([bytes], name, {type: kind}));
    const area = document.querySelector("textarea[name=text]");
    const more = {bubbles: true, cancelable: true};
    area.dispatchEvent(how === "paste" ? new ClipboardEvent("paste", {clipboardData: dt, ...more})
                                       : new DragEvent("drop", {dataTransfer: dt, ...more}));
}"""
WATCHED = """() => {
    window.seen = [];
    new MutationObserver((all) => all.forEach((one) => seen.push(one.target.value)))
        .observe(document.querySelector("[data-upload]"), {subtree: true, attributes: true, attributeFilter: ["value"]});
}"""


@pytest.fixture(scope="module")
def two(chromium, site):
    """A clinician at a desk and a regulator on a phone, both before the same thread; their clocks can be set."""
    return [opened(chromium, site, *who) for who in (("clinician", 1280), ("regulator", PHONE))]


def opened(chromium, site, persona: str, width: int) -> Person:
    one = Person(chromium, site.address, persona, width=width)
    one.page.clock.install()
    one.page.goto(f"{site.address}/discussions/plenary/")
    one.page.get_by_role("link", name=THREAD).click()
    one.page.wait_for_load_state()
    one.page.evaluate("window.same = true")
    return one


def never_left(one: Person) -> bool:
    return one.page.evaluate("window.same === true")


def test_an_answer_stands_where_it_was_written_and_others_hear_of_it(two):
    desk, phone = two
    page = desk.page
    page.locator("#post-2").get_by_role("link", name="Answer").click()
    page.get_by_role("button", name="Post the answer").click()
    expect(page.locator("#post-2 #reply .errors")).to_be_focused(timeout=SOON)
    desk.fill(text="And who signs **off** the pharmacist?")
    page.get_by_role("button", name="Post the answer").dblclick()
    said = page.locator(".post", has_text="And who signs off the pharmacist?")
    expect(said).to_be_focused(timeout=SOON)
    expect(page.get_by_role("status").filter(has_text="Your answer is posted.")).to_have_count(1)
    assert said.count() == 1
    assert page.locator("#post-2 + .post, #post-3 + .post").filter(has_text="And who signs off").count() == 1
    assert page.input_value("textarea[name=text]") == ""
    expect(page.locator("#letters")).to_contain_text("because you wrote in the thread")
    assert never_left(desk)
    desk.look()
    phone.page.clock.fast_forward(HALF_A_MINUTE)
    phone.page.get_by_role("link", name="1 new answer").click()
    expect(phone.page.locator(".post", has_text="And who signs off the pharmacist?")).to_be_focused(
        timeout=SOON
    )
    assert never_left(phone)
    phone.look()


def test_a_text_is_seen_named_in_and_kept_before_it_is_said(two, chromium, site):
    desk, _phone = two
    page = desk.page
    area = page.locator("textarea[name=text]")
    area.fill("As **said** by ")
    area.press_sequentially("@dr-male")
    expect(page.get_by_role("option").first).to_be_visible(timeout=SOON)
    area.press("Enter")
    expect(area).to_have_value("As **said** by @dr-malee-somboun ")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("said", timeout=SOON)
    expect(page.locator("#preview a")).to_have_text("@Dr Malee Somboun")
    page.clock.fast_forward(4_000)
    expect(page.locator("[data-draft]")).to_contain_text("Kept on the server", timeout=SOON)
    other = opened(chromium, site, "clinician", PHONE)
    assert other.page.input_value("textarea[name=text]") == "As **said** by @dr-malee-somboun"
    other.page.get_by_role("button", name="Post the answer").click()
    expect(other.page.locator(".post", has_text="As said by @Dr Malee Somboun")).to_be_focused(timeout=SOON)
    assert "This is your draft" not in other.page.reload().text()
    area.fill("")


def test_files_come_by_paste_and_drop_with_a_bar_that_moves(two):
    desk, _phone = two
    page = desk.page
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.evaluate(WATCHED)
    page.evaluate(PUT, ["drop", "notes.txt", "text/plain", encoded(b"What we saw.\n" * 20_000)])
    expect(page.get_by_label("notes.txt (TXT, 260 kB)")).to_be_checked(timeout=SOON)
    seen = page.evaluate("seen")
    assert len(set(seen)) > 1 and seen == sorted(seen) and 0 < seen[0] < 1
    page.evaluate(PUT, ["paste", "scan.png", "image/png", encoded(picture())])
    expect(page.get_by_label("Image: scan.jpg")).to_be_checked(timeout=SOON)
    page.evaluate(PUT, ["paste", "run.exe", "application/octet-stream", encoded(b"MZ")])
    expect(page.get_by_role("alert")).to_contain_text("not what is taken here")
    desk.look()
    desk.fill(text="With what we saw.")
    page.get_by_role("button", name="Post the answer").click()
    said = page.locator(".post", has_text="With what we saw.")
    expect(said.locator(".attached li")).to_have_count(2, timeout=SOON)
    assert never_left(desk)
    desk.look()


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "PNG")
    return made.getvalue()
