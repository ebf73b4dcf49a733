"""Mails as programs send them: whose they are, what they say in whatever character set, and what is refused unread."""

import time
import unicodedata
from email.message import EmailMessage

import pytest

from cop.kernel.errors import Invalid
from cop.mail import apart, charsets, html_text, reading


def mail(*headers: str, body: bytes = b"Hello.") -> bytes:
    head = "\r\n".join(["Message-ID: <1@x.example>", *headers])
    return head.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("Dara <dara@moh.example>", "dara@moh.example"),
        ("dara@moh.example", "dara@moh.example"),
        ('"Sok, Dara <boss@moh.example>" <dara@moh.example>', "dara@moh.example"),
        ("=?utf-8?q?boss=40moh=2Eexample?= <dara@moh.example>", "dara@moh.example"),
        ("dara@moh.example (boss@moh.example)", "dara@moh.example"),
        ("Dara <dara@moh.example>, Boss <boss@moh.example>", ""),
        ("", ""),
        ("Dara", ""),
        ("<>", ""),
        ("Dara <dara@moh.example> <boss@moh.example>", ""),
    ],
)
def test_the_sender_is_one_address_or_none(header, address):
    assert reading.read(mail(f"From: {header}")).sender == address


@pytest.mark.parametrize(
    "local",
    ["=?utf-8?q?=62=6f=73=73=40moh=2eexample=3e=00?=foo@evil.example",
     "=?iso-8859-1?q?boss=40moh.example=2c?=foo@evil.example",
     "=?utf-7?q?boss&AEA-moh.example&ACw-?=foo@evil.example",
     "boss@moh.example\x00@evil.example", "boss@moh.example@evil.example", '"boss@moh.example> "@evil.example'],
)  # fmt: skip
def test_an_address_written_in_code_is_none(local):
    """Forem CVE-2026-48780 and its family: encoded words inside an address, decoded into another address."""
    sender = reading.read(mail(f"From: <{local}>")).sender
    assert "moh.example" not in sender


def test_two_senders_are_none():
    assert reading.read(mail("From: a@x.example", "From: b@x.example")).sender == ""


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "X-Autoreply: yes", "Precedence: bulk",
     "Precedence: auto_reply", "List-Id: <x.example>", "Subject: Automatic reply: Answer",
     "Subject: Out of Office: gone", "Subject: Trả lời tự động: vắng mặt", "Subject: ตอบกลับอัตโนมัติ: ลา",
     "Subject: =?utf-8?b?6Ieq5Yqo5Zue5aSN?= x", "\r\n".join(["Received: x"] * 31)],
)  # fmt: skip
def test_what_a_program_sent_is_seen(header):
    assert reading.read(mail("From: a@x.example", header)).automatic


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "Subject: Re: Out of the box", "X-Priority: 1"])
def test_what_a_person_sent_is_not(header):
    assert not reading.read(mail("From: a@x.example", header)).automatic


@pytest.mark.parametrize(
    ("named", "codec", "text"),
    [
        ("TIS-620", "cp874", "ทดสอบ “ภาพ” ของโรงพยาบาล"),
        ("windows-1258", "cp1258", "Chào ba\u0323n, đây là thư"),
        ("GB2312", "gb18030", "我们测试镕基影像"),
        ("gb18030", "gb18030", "我们测试影像㐀"),
        ("ISO-2022-JP", "iso2022_jp", "画像で試験します"),
        ("Big5", "big5", "我們測試影像"),
        ("iso-8859-1", "cp1252", "“données” – €"),
        ("utf-8", "cp874", "เขียนผิดชุดอักขระ"),
        ("us-ascii", "utf-8", "ການດູແລ"),
        ("no-such-set", "utf-8", "សុខភាព"),
        ("utf-7", "utf-8", "+ADw-script+AD4-"),
        ("base64", "utf-8", "words"),
    ],
)
def test_words_arrive_in_every_character_set(named, codec, text):
    raw = mail(f'Content-Type: text/plain; charset="{named}"', "From: a@x.example", body=text.encode(codec))
    assert reading.read(raw).text == unicodedata.normalize("NFC", text)


def test_bytes_of_no_set_are_still_words():
    assert "caf" in charsets.decoded(b"caf\xe9 \xff\x00\x81", "utf-8")
    assert "\x00" not in charsets.decoded(b"a\x00b", "utf-8")


def alternatives(plain: str, html: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Message-ID"] = "a@x.example", "<1@x.example>"
    if plain:
        made.set_content(plain)
        made.add_alternative(html, subtype="html")
    else:
        made.set_content(html, subtype="html")
    return bytes(made)


def test_plain_text_is_preferred_unless_it_says_nothing():
    assert reading.read(alternatives("Plain.", "<p>Rich.</p>")).text.strip() == "Plain."
    offered = alternatives("This message is in HTML format.", "<p>Rich.</p>")
    assert reading.read(offered).text.strip() == "Rich."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b> <i>three</i></p><p>Four</p>", "One **two** *three*\n\nFour"),
        ("<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"),
        ("<ul><li>One</li><li>Two</li></ul><ol><li>A</li><li>B</li></ol>", "- One\n- Two\n\n1. A\n2. B"),
        ('<a href="https://a.example/x_y">here</a>', "[here](https://a.example/x_y)"),
        ('<a href="https://a.example/x_y">https://a.example/x_y</a>', "https://a.example/x_y"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("<script>alert(1)</script><style>p{}</style>Hi<img src=x onerror=alert(1)>", "Hi"),
        ("a_b *c* [d]", r"a\_b \*c\* \[d\]"),
        ("Then<blockquote>Said</blockquote>Mine", "Then\n>\n> Said\n\nMine"),
        ('Mine<br><div class="gmail_quote">On Friday X wrote:<blockquote>Yours</blockquote></div>', "Mine"),
        ('<div>Mine</div><div id="divRplyFwdMsg">From: X</div><div>Yours</div>', "Mine"),
        ('<p>Mine</p><blockquote type="cite">Yours</blockquote>', "Mine"),
    ],
)
def test_html_becomes_markdown(html, text):
    said = html_text.markdown(html).split(html_text.MARK)[0]
    assert (
        "\n".join(line.rstrip() for line in said.split("\n")).strip().strip(">").strip()
        == text.strip(">").strip()
    )


def test_flowed_lines_are_joined():
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed"
    body = b"One line \r\nthat goes on\r\n>quoted \r\n>more\r\n-- \r\nDara\r\n"
    assert reading.read(mail(kind, "From: a@x.example", body=body)).text == (
        "One line that goes on\n>quoted\n>more\n-- \nDara"
    )


def test_files_are_told_from_words():
    made = EmailMessage()
    made["From"] = "a@x.example"
    made.set_content("See the file.")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="ผล.pdf")
    found = reading.read(bytes(made))
    assert (found.text.strip(), [file.name for file in found.files]) == ("See the file.", ["ผล.pdf"])
    assert found.files[0].content == b"%PDF"


def nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\nin"
    for level in range(depth):
        b = f"b{level}"
        body = (
            f'Content-Type: multipart/mixed; boundary="{b}"\r\n\r\n--{b}\r\n'.encode()
            + body
            + f"\r\n--{b}--".encode()
        )
    return b"From: a@x.example\r\n" + body


BOMBS = {
    "too large": b"From: a@x.example\r\n\r\n" + b"x" * (apart.LARGEST + 1),
    "too deep": nested(30),
    "far too deep": nested(3_000),
    "too many parts": b'From: a@x.example\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 5_000,
    "a long header": mail("From: a@x.example", "Subject: " + "x" * 30_000),
    "headers without end": b"X-A: b\r\n" * 100_000,
    "parameters without end": mail("From: a@x.example", "Content-Type: text/plain" + ";a=b" * 20_000),
    "encrypted": mail('Content-Type: multipart/encrypted; boundary="b"', body=b"--b\r\n\r\nx\r\n--b--"),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bombs_are_refused_at_once(name):
    begun = time.perf_counter()
    with pytest.raises(Invalid):
        reading.read(BOMBS[name])
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    "raw",
    [b"", b"\r\n\r\n", b"\x00\xff\xfe", b"From: a@x.example", b"Content-Type: multipart/mixed\r\n\r\nno boundary",
     b'Content-Type: multipart/mixed; boundary=""\r\n\r\nx', b"Content-Type: text/plain; charset=\"\xff\"\r\n\r\n\xff",
     b"Content-Transfer-Encoding: base64\r\n\r\n!!!", b"Content-Type: message/rfc822\r\n\r\nFrom: b@x.example\r\n\r\nin",
     b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b--", b"Subject: =?x?y?z?=\r\n\r\na",
     b"Content-Type: text/html\r\n\r\n<div><p><b>", b"Content-Disposition: attachment; filename*=x'y'%ff\r\n\r\na"],
)  # fmt: skip
def test_broken_mails_are_read_all_the_same(raw):
    assert reading.read(raw).sender in ("", "a@x.example")


@pytest.mark.parametrize("html", ["<b>x" * 19_000, "<a href=x>y" * 13_000, "<i>x</i>" * 5_000, "<blockquote>" * 5_000,
                                  "<!--" * 200_000, "<" * 19_000, "&" * 500_000])  # fmt: skip
def test_heavy_html_takes_no_time(html):
    begun = time.perf_counter()
    if not html_text.is_too_much(html):
        html_text.markdown(html)
    assert time.perf_counter() - begun < 2
