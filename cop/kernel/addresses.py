"""Addresses within the site: ids that print and parse one to one, and what lies at an address somebody pasted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

from cop.kernel import refs
from cop.kernel.errors import Refused

LARGEST = 2**31 - 1  # of an integer column on PostgreSQL


class Id(IntegerConverter):
    """``<int:id>``: no leading zero, no digits of other scripts, nothing larger than a database takes."""

    regex = "[1-9][0-9]{0,9}"

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": LARGEST, **options})


def ref_at(typed: str, viewer: Any) -> str | None:
    """The ref of what lies at an address of this site, or of a ref as we print it; None unless ``viewer`` may see it."""
    found = typed.strip() if _is_ref(typed.strip()) else _lying_at(typed.strip(), viewer)
    return found if found and found in refs.resolve([found], viewer) else None


def _is_ref(typed: str) -> bool:
    try:
        return refs.split(typed)[1] <= LARGEST
    except ValueError:
        return False


def _lying_at(address: str, viewer: Any) -> str:
    """Asks the page at the address for its subject, as if ``viewer`` opened it; "" where there is none."""
    try:
        path = _own_path(address)
        endpoint, values = current_app.url_map.bind("").match(path, "GET")
        view = current_app.view_functions[endpoint]
        load = getattr(view, "load", None)
        subject = load(viewer, **values) if load else None
    except (HTTPException, Refused, ValueError):
        return ""
    ref = getattr(subject, "ref", "")
    return ref if isinstance(ref, str) and _is_ref(ref) else ""


def _own_path(address: str) -> str:
    """Raises ValueError for another site's address."""
    parts, own = urlsplit(address), urlsplit(current_app.extensions["cop"].config.base_url)
    if parts.netloc not in ("", own.netloc):
        raise ValueError(address)
    return parts.path


def outward(endpoint: str, **values: Any) -> str:
    """The full address of a page of ours, below the configured one, whatever host was asked."""
    base: str = current_app.extensions["cop"].config.base_url
    return base.rstrip("/") + url_for(endpoint, **values)
