"""What was published or has moved, as an Atom feed (RFC 4287). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True)
class Item:
    """An entry: ``id`` never changes, ``state`` is a code, ``says`` how it stands in a sentence.

    ``language`` is "" where it is not known.
    """

    id: str
    title: str
    language: str
    published: datetime
    updated: datetime
    state: str
    says: str


def atom(home: str, here: str, title: str, author: str, items: Iterable[Item]) -> bytes:
    """The feed of ``items``, the latest change first; ``here`` is its own address, ``home`` the page it is of."""
    items = list(items)
    feed = ET.Element("feed", {"xmlns": ATOM})
    _add(feed, "id", here)
    _add(feed, "title", title)
    _add(
        feed,
        "updated",
        _moment(max((item.updated for item in items), default=datetime(2026, 1, 1, tzinfo=UTC))),
    )
    _add(feed, "link", rel="self", type="application/atom+xml", href=here)
    _add(feed, "link", rel="alternate", type="text/html", href=home)
    _add(_add(feed, "author"), "name", author)
    for item in items:
        _entry(feed, item)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ET.Element, item: Item) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", item.id)
    titled = _add(entry, "title", item.title)
    spoken = {"hreflang": item.language} if item.language else {}
    if item.language:
        titled.set(f"{XML}lang", item.language)
    _add(entry, "published", _moment(item.published))
    _add(entry, "updated", _moment(item.updated))
    _add(entry, "link", rel="alternate", type="text/html", href=item.id, **spoken)
    _add(entry, "category", term=item.state)
    _add(entry, "summary", item.says)


def _add(to: ET.Element, name: str, words: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(to, name, attributes)
    made.text = words or None
    return made


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
