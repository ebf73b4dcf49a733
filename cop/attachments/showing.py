"""Attached files as pages show them: an image only when somebody opens it, a document as a download."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from markupsafe import Markup

from cop.attachments.rules import ending
from cop.kernel.errors import N_

SHOWS = N_("What the image shows, in words")
LIST = Markup('<ul class="attached">{}</ul>')
IMAGE = Markup(
    '<li><details><summary>{}</summary><a href="{}"><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></a>'
    "</details></li>"
)
DOCUMENT = Markup('<li><a href="{}" download>{}</a> <span class="meta">{}</span></li>')


def size(number: int) -> str:
    """ "240 kB", "1.2 MB", as the reader's language writes numbers."""
    if number < 1_000_000:
        return _("%(number)s kB", number=format_decimal(max(1, round(number / 1000))))
    return _("%(number)s MB", number=format_decimal(round(number / 1_000_000, 1)))


def label(one: Any) -> str:
    """ "Image: scan.jpg (1200 × 800, 240 kB)", "minutes.pdf (PDF, 1.2 MB)"."""
    if one.is_image:
        return _(
            "Image: %(name)s (%(w)d × %(h)d, %(size)s)",
            name=one.name,
            w=one.width,
            h=one.height,
            size=size(one.size),
        )
    return f"{one.name} ({kind_and_size(one)})"


def kind_and_size(one: Any) -> str:
    """ "PDF, 1.2 MB"."""
    return f"{ending(one.name).upper()}, {size(one.size)}"


def listed(files: Sequence[Any]) -> Markup:
    """All files of a text; "" for none."""
    return LIST.format(Markup("").join(map(_shown, files))) if files else Markup("")


def _shown(one: Any) -> Markup:
    here = url_for("attachments.fetch", id=one.id)
    if one.is_image:
        said = _("%(file)s: %(shows)s", file=label(one), shows=one.alt) if one.alt else label(one)
        return IMAGE.format(said, here, here, one.alt or one.name, one.width, one.height)
    return DOCUMENT.format(here, one.name, kind_and_size(one))
