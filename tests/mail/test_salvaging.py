"""What cannot be taken apart is given back: the writer's words, found without taking it apart."""

import time
from email.message import EmailMessage

import pytest

from cop.mail import salvaging
from tests.mail.corpus import QUOTED
from tests.mail.test_reading import BOMBS, nested

HEAD = "From: bob@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"


def mixed(kind: str, words: str | bytes, after: bytes = b"") -> bytes:
    body = words.encode() if isinstance(words, str) else words
    return f"{HEAD}--b\r\n{kind}\r\n\r\n".encode() + body + b"\r\n" + after + b"\r\n--b--\r\n"


PART = b"--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n"
PLAIN = "Content-Type: text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (mixed(PLAIN, "My words.", PART * 5_000), "My words."),
        (mixed(PLAIN, f"My words.\n\nOn 20/11/2026 09:15, Community wrote:\n{QUOTED}", PART), "My words."),
        (mixed("Content-Type: text/plain;\r\n charset=TIS-620", "ทดสอบภาพ".encode("cp874"), PART), "ทดสอบภาพ"),
        (mixed(f"{PLAIN}\r\nContent-Transfer-Encoding: base64", "TXkgd29yZHMu", PART), "My words."),
        (mixed("Content-Type: text/html", "<p>My <b>words</b>.</p>", PART), "My **words**."),
        (nested(3_000), "in"),
        (b"From: bob@example.org\r\n\r\nMy words.", "My words."),
        (b"X-A: b\r\n" * 100_000 + b"\r\nMy words.", ""),
        (mixed("Content-Type: application/pdf", "%PDF"), ""),
        (BOMBS["encrypted"], ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_the_words_are_found(raw, words):
    begun = time.perf_counter()
    found = salvaging.text_of(raw)
    assert time.perf_counter() - begun < 2
    assert found == words


def test_a_mail_with_a_large_file_gives_its_words_back():
    made = EmailMessage()
    made["From"] = "bob@example.org"
    made.set_content("Xin chào, đây là thư.")
    made.add_attachment(b"x" * 1_000_000, maintype="application", subtype="pdf", filename="a.pdf")
    assert salvaging.text_of(bytes(made)[:1_200_000]) == "Xin chào, đây là thư."
