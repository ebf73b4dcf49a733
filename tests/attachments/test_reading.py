"""What a file really is; what of an image is kept."""

import io

import pytest
from PIL import Image

from cop.attachments import reading, rules
from cop.kernel.errors import Invalid
from tests.attachments import files


def test_an_image_keeps_the_picture_and_nothing_else():
    kept = reading.read("Ward 7.JPG", files.jpeg())
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert (kept.width, kept.height) == picture.size == (48, 64)
        assert not picture.getexif() and "comment" not in picture.info
    assert kept.name == "Ward 7.jpg" and kept.kind == "image/jpeg"
    for gone in (files.PLACE, b"Ward camera", b"<script>"):
        assert gone not in kept.content


def test_what_can_be_seen_through_stays_so():
    kept = reading.read("scheme.png", files.png())
    assert kept.kind == "image/png" and files.PLACE not in kept.content
    assert Image.open(io.BytesIO(kept.content)).mode == "RGBA"
    assert reading.read("moving.gif", files.gif()).kind in ("image/jpeg", "image/png")


def test_a_large_image_is_made_smaller_and_a_bomb_is_refused(monkeypatch):
    assert reading.read("a.png", files.png("L", (4_000, 10))).width == rules.SIDE
    monkeypatch.setattr(reading, "PIXELS", 500)
    with pytest.raises(Invalid, match="more pixels"):
        reading.read("a.png", files.png())


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("minutes.pdf", files.PDF, "application/pdf"),
        ("plan.docx", files.docx(), rules.DOCUMENTS["docx"]),
        ("data.csv", "ชื่อ,n\n".encode(), "text/csv"),
        ("C:\\ward\\notes.txt", b"x", "text/plain"),
    ],
)
def test_documents_are_taken_as_they_are(name, content, kind):
    kept = reading.read(name, content)
    assert (kept.kind, kept.content, kept.width) == (kind, content, 0)
    assert "\\" not in kept.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.svg", files.SVG),
        ("evil.html", files.HTML),
        ("evil.png", files.SVG),
        ("evil.jpg", files.PDF),
        ("evil.pdf", files.HTML),
        ("evil.docx", b"PK\x03\x04 no archive"),
        ("evil.xlsx", files.docx()),
        ("evil.txt", b"a\0b"),
        ("evil.csv", b"\xff\xfe"),
        ("evil.txt", files.PDF),
        ("evil.pdf\u202egnp.exe", files.PDF),
        ("evil", files.PDF),
        ("evil.exe", b"MZ"),
        ("broken.png", files.png()[:40]),
        ("empty.pdf", b""),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, content):
    with pytest.raises(Invalid) as refused:
        reading.read(name, content)
    assert refused.value.field == "files"


def test_the_size_has_a_limit():
    with pytest.raises(Invalid, match="10 MB"):
        reading.read("a.pdf", files.PDF + b"x" * rules.LARGEST)


def test_a_name_is_one_short_line():
    assert reading.named("a/b/../" + "n" * 300 + ".pdf") == "n" * 116 + ".pdf"
    assert reading.named("x\ny.pdf") == "x y.pdf"
