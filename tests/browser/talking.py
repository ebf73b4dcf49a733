"""Step 2: a thread, answers in a tree, an edit that keeps what stood before; one takes part without any script."""

from tests.browser.joining import sign_in
from tests.browser.person import Person


def discuss(cast, plain: Person) -> str:
    asks, answers = cast("clinician"), cast("developer")
    thread = start(asks)
    answers.go(thread)
    answers.fill(text="The one who bought it, I should think.")
    answers.press("Post the answer")
    asks.go(thread)
    asks.follow("Answer", within="main #post-2")
    asks.fill(text="Even when it was given to us?")
    asks.press("Post the answer")
    assert asks.page.locator("#post-2.depth-0, #post-2.depth-1").count() == 1
    deeper = int(asks.page.locator("#post-3").get_attribute("class").rpartition("depth-")[2])
    assert deeper > int(asks.page.locator("#post-2").get_attribute("class").rpartition("depth-")[2])
    edit(answers, thread)
    without_script(plain, thread)
    return thread


def start(asks: Person) -> str:
    asks.go("/discussions/")
    asks.follow("Plenary")
    asks.follow("Start a thread")
    asks.choose(kind="question")
    asks.press("Start the thread")
    assert asks.refused()
    asks.fill(
        title="Who answers for a tool on the ward?", text="We have **three**. <script>alert(1)</script>"
    )
    asks.press("Start the thread")
    assert asks.page.locator("main strong").filter(has_text="three").count() == 1
    assert not asks.page.locator("main script").count()
    return asks.at


def edit(author: Person, thread: str) -> None:
    author.go(thread)
    author.follow("Edit", within="main #post-2")
    author.fill(text="The one who bought it, or was given it.")
    author.press("Save")
    author.follow("edited", within="main #post-2")
    assert author.reads("or was given it.") and author.reads("I should think.")


def without_script(plain: Person, thread: str) -> None:
    sign_in(plain)
    plain.follow("Who answers for a tool on the ward?")
    assert plain.at == thread
    plain.press("Post the answer")
    assert plain.refused()
    plain.fill(text="ใครเซ็นรับเครื่องมือ คนนั้นตอบ")
    plain.press("Post the answer")
    assert plain.reads("ใครเซ็นรับเครื่องมือ")
