"""What a file that somebody sent really is; and images made anew, so that nothing is kept but the picture.

The name alone says nothing: what it promises must be what the content is. An image loses its metadata (where and with
which device it was taken) and anything hidden behind it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from cop.attachments.rules import (
    DOCUMENTS,
    IMAGES,
    KINDS,
    PIXELS,
    SIDE,
    TEXTS,
    demand_size,
    ending,
    refuse_kind,
)
from cop.kernel import text
from cop.kernel.errors import N_, Invalid

LONGEST_NAME = 120
BROKEN = (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True)
class Read:
    """What is kept of a file. ``width`` and ``height``, in pixels, are an image's."""

    name: str
    kind: str
    content: bytes
    width: int = 0
    height: int = 0


def read(name: str, content: bytes) -> Read:
    """Raises Invalid (files) for what is not taken or not what its name says."""
    demand_size(len(content))
    called = named(name)
    kind = KINDS.get(ending(called), "")
    if ending(called) in IMAGES and filetype.guess_mime(content) in IMAGES.values():
        return _image(called, content)
    if (ending(called) in DOCUMENTS and filetype.guess_mime(content) == kind) or _is_text(called, content):
        return Read(called, kind, content)
    raise refuse_kind(called)


def named(name: str) -> str:
    """The last part of a file's name, on one line."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        called = text.line(last)
    except Invalid as hidden:
        raise refuse_kind("".join(c for c in last if c.isprintable())) from hidden
    stem, dot, end = called.rpartition(".")
    return (
        f"{stem[: LONGEST_NAME - len(end) - 1]}{dot}{end}" if stem and len(end) < 8 else called[:LONGEST_NAME]
    )


def _is_text(name: str, content: bytes) -> bool:
    if ending(name) not in TEXTS or b"\0" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return filetype.guess_mime(content) is None


def _image(name: str, content: bytes) -> Read:
    """The picture alone: turned upright, at most ``SIDE`` pixels long, its first frame, as JPEG or, if it can be seen
    through, as PNG."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > PIXELS:
                raise Invalid(
                    N_("“%(name)s” has more pixels than can be shown. Make it smaller."),
                    field="files",
                    name=name,
                )
            return _drawn(name, opened)
    except BROKEN as broken:
        raise Invalid(
            N_("“%(name)s” cannot be read as an image. Save it again as JPEG or PNG."),
            field="files",
            name=name,
        ) from broken


def sides(content: bytes) -> tuple[int, int]:
    """Of an image, in pixels, without looking at the picture; (0, 0) of what is none."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            return opened.size
    except BROKEN:
        return 0, 0


def _drawn(name: str, opened: Image.Image) -> Read:
    picture = ImageOps.exif_transpose(opened)
    clear = picture.has_transparency_data
    picture = picture.convert("RGBA" if clear else "RGB")
    picture.thumbnail((SIDE, SIDE))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    made, (form, end) = io.BytesIO(), ("PNG", "png") if clear else ("JPEG", "jpg")
    bare.save(made, form, **({"optimize": True} if clear else {"quality": 85, "progressive": True}))
    called = f"{name.rpartition('.')[0]}.{end}"
    return Read(called, IMAGES[end], made.getvalue(), *bare.size)
