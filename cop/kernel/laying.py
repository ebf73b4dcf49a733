"""Documents on paper: laid out at once when they are short, by the worker when they are long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import force_locale, get_locale

from cop.kernel import clock, outbox, paper
from cop.kernel.actions import transaction
from cop.kernel.errors import N_, Missing

NO_MEANS = N_("This installation makes no PDF. Print the page instead: it is laid out for paper.")
TOO_LONG = N_(
    "This text is too long for a PDF. Print the page, or take it in another form where there is one."
)


def folder() -> Path:
    return Path(current_app.extensions["cop"].config.data_dir) / "paper"


def pdf(document: str, task: str, about: dict[str, Any]) -> tuple[str, bytes | None]:
    """The name of the document (HTML) and its PDF; None while the worker makes it by ``task``, from ``about``.

    Raises Missing where none can be made.
    """
    if not paper.available():
        raise Missing(NO_MEANS)
    if len(document) > paper.LONGEST:
        raise Missing(TOO_LONG)
    name = paper.name(document)
    made = paper.kept(folder(), name)
    if made is None and len(document) <= paper.LONGEST_AT_ONCE:
        made = paper.keep(folder(), document)
    elif made is None:
        _ask_for(name, task, about)
    return name, made


def _ask_for(name: str, task: str, about: dict[str, Any]) -> None:
    payload = about | {"language": str(get_locale())}
    now = clock.now()
    with transaction():  # once a minute: what was made and given up again is made again
        outbox.put(task, payload, key=f"{task}:{name}:{now:%Y%m%d%H%M}", due=now)


def make(payload: dict[str, Any], html: Callable[[], str]) -> None:
    """In the worker: lays out what was asked for, in its language, as it stands now."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    base = app.extensions["cop"].config.base_url
    with app.test_request_context(base_url=base), force_locale(payload["language"]):
        paper.keep(folder(), html())
