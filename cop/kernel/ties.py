"""Links from a text to things of this site. The text keeps their refs; their titles are put in when it is read.

So a title changes with the thing, and who may not see the thing reads neither its title nor its address, which often
says the same. The name of a person goes the same way: it is gone from all texts when the person leaves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Any

from flask_babel import gettext

from cop.kernel import refs
from cop.kernel.addresses import ref_at
from cop.kernel.pieces import changed, pieces
from cop.kernel.refs import Resolved
from cop.kernel.text import TIE, Written, tied

PERSON = "member"
MOST = 40  # different things that one text links to; what comes after stays as it was typed
HREF = re.compile(r' href="([^"]*)"')
ANCHOR = re.compile(r'<a((?:[^>"]|"[^"]*")*)>(.*?)</a>', re.DOTALL)
NAMED = re.compile(r"(?<![\w@./-])@([a-z0-9][a-z0-9-]{0,79})")
TYPED = re.compile(r"(?<![\w@./:#-])(?:[a-z]+:[1-9][0-9]{0,9}\b|/[a-z]+/[A-Za-z0-9][A-Za-z0-9/_-]*)")

Finder = Callable[[set[str]], Mapping[str, str]]
"""Of the words after an @, the refs of the people whom the writer may name here."""


def tie(written: Written, writer: Any, people: Finder) -> Written:
    """The text with its links to what ``writer`` may see, as refs; anything else stays as it was typed.

    Taken are addresses of this site, with words of the writer's own or without, refs as we print them ("thread:5"),
    and people by "@" and the last part of their page's address.
    """
    wished = list(dict.fromkeys(_wished(written.html)))[:MOST]
    found = {typed: ref for typed in wished if (ref := ref_at(typed, writer))}
    named = people({name for part in _plain_parts(written.html) for name in NAMED.findall(part)})
    html = _with_names(ANCHOR.sub(lambda link: _anchor(link, found), written.html), found, named)
    return replace(written, html=html, refs=tuple(dict.fromkeys(tied(html))))


def _wished(html: str) -> Iterator[str]:
    for attributes, _words in ANCHOR.findall(html):
        yield from map(unescape, HREF.findall(attributes))
    for part in _plain_parts(html):
        yield from TYPED.findall(part)


def _anchor(link: re.Match[str], found: Mapping[str, str]) -> str:
    """The link to a ref, without words where the writer gave none but the address."""
    typed = HREF.search(link[1])
    ref = found.get(unescape(typed[1])) if typed else None
    if ref is None or typed is None:
        return link[0]
    return _tie(ref, ref if link[2] == typed[1] else link[2])


def _tie(ref: str, words: str) -> str:
    return f'<a href="/refs/{ref}">{words}</a>'


def _plain_parts(html: str) -> list[str]:
    return [piece for piece, is_text in pieces(html) if is_text]


def _with_names(html: str, found: Mapping[str, str], named: Mapping[str, str]) -> str:
    def thing(typed: re.Match[str]) -> str:
        return _tie(found[typed[0]], found[typed[0]]) if typed[0] in found else typed[0]

    def person(typed: re.Match[str]) -> str:
        return _tie(named[typed[1]], named[typed[1]]) if typed[1] in named else typed[0]

    return changed(html, lambda piece: NAMED.sub(person, TYPED.sub(thing, piece)))


def shown(texts: Iterable[str], viewer: Any) -> Callable[[str], str]:
    """A function that puts in the titles of what ``viewer`` may see, for the HTML of these texts.

    One query a kind of thing, however many texts; none where nothing is tied.
    """
    found = {ref for html in texts if "/refs/" in html for ref in tied(html)}
    seen = refs.resolve(found, viewer) if found else {}
    return lambda html: TIE.sub(lambda link: _titled(link, seen), html) if found else html


def _titled(link: re.Match[str], seen: Mapping[str, Resolved]) -> str:
    ref, words = link[1], link[2]
    bare, thing = words == ref, seen.get(ref)
    if thing is None:
        return _unknown(ref) if bare else words
    title = f"@{thing.title}" if thing.kind == PERSON else thing.title
    return f'<a href="{escape(thing.address)}">{escape(title) if bare else words}</a>'


def _unknown(ref: str) -> str:
    person = ref.startswith(f"{PERSON}:")
    said = gettext("a member") if person else gettext("something you may not open")
    return f"<i>{escape(said)}</i>"
