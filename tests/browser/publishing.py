"""Step 6: numbered, open to everyone, on paper, and recounted by a program that trusts nobody."""

import subprocess
import sys
from pathlib import Path

from tests.browser.drafting import TITLE
from tests.browser.person import Person


def publish(officer: Person, statement: str) -> str:
    officer.go(statement)
    officer.follow("Publish")
    officer.press("Publish")
    return officer.page.locator("main .number").first.inner_text()


def read(visitor: Person, number: str) -> None:
    """A visitor reads how it was decided, and what stood against it."""
    visitor.go("/statements/")
    visitor.follow(TITLE)
    assert visitor.page.locator("main .number").first.inner_text() == number
    for words in (
        "Adopted with dissent",
        "A ward of two cannot.",
        "Patients are not told.",
        "about patients",
    ):
        assert visitor.reads(words), words
    for part in (".strips .strip-row", "table.matrix td .seats", "table.tests tbody tr"):
        assert visitor.page.locator(part).count() >= 3, part
    assert not visitor.reads("Dr Malee Somboun"), "nobody is named who did not sign"


def on_paper(visitor: Person) -> None:
    """As a file, and as the page prints: the text, without what only a screen needs."""
    assert visitor.fetched("PDF").body().startswith(b"%PDF-")
    visitor.page.emulate_media(media="print")
    assert visitor.page.get_by_text("who answers for its tools").first.is_visible()
    for gone in ("nav.places", ".masthead .own", ".foot ul"):
        assert not visitor.page.locator(gone).first.is_visible(), gone
    assert visitor.page.pdf().startswith(b"%PDF-")
    visitor.page.emulate_media(media="screen")


def recount(visitor: Person, folder: Path) -> None:
    """With the record and the verifier that the page offers; any changed byte is refused."""
    record, verifier = visitor.fetched("Record").body(), folder / "verify.py"
    verifier.write_bytes(visitor.fetched("verify.py").body())
    assert verified(record, verifier) == 0
    for place in range(40, len(record), len(record) // 12):
        changed = bytearray(record)
        changed[place] ^= 0x01
        assert verified(bytes(changed), verifier) in (1, 2), place


def verified(record: bytes, verifier: Path) -> int:
    file = verifier.with_name("record.json")
    file.write_bytes(record)
    command = [sys.executable, "-I", str(verifier), str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode
