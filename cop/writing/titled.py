"""Texts as readers see them: what they link to under its title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from cop.kernel import ties

Row = dict[str, Any]


def read(html: str, viewer: Any) -> Markup:
    """One text."""
    return Markup(ties.shown([html], viewer)(html))  # noqa: S704 - sanitised when it was written


def titled(rows: Sequence[Row], viewer: Any) -> list[Row]:
    """The rows with what their ``html`` links to as ``viewer`` may see it; one query a kind of thing in all."""
    shown = ties.shown((row["html"] for row in rows), viewer)
    return [row | {"html": Markup(shown(row["html"]))} for row in rows]  # noqa: S704 - sanitised when it was written
