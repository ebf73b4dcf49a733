"""Footnotes and task lists: what Markdown writes as "[^1]" and "[x]", around a renderer that knows neither. Pure.

The notes are taken out of the text, rendered with it as a list at its end, and joined with the marks in the text once
all is sanitised. Their anchors carry a digest of the text, so that those of two posts on a page do not meet.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from cop.kernel.pieces import changed

NOTE = re.compile(r"^ {0,3}\[\^([A-Za-z0-9-]{1,40})\]:[ \t]+(.+)$", re.MULTILINE)
MARK = re.compile(r"\[\^([A-Za-z0-9-]{1,40})\]")
SIGN = "\ue000"  # of private use: begins each note while it is rendered
ITEM = re.compile(rf"<li>\s*(?:<p>)?{SIGN}(.*?)(?:</p>\s*)?</li>", re.DOTALL)
TASK = re.compile(r"(<li>\s*(?:<p>)?)\[([ xX])\] ")
BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}


@dataclass(frozen=True)
class Parted:
    """``source`` with the notes as a list at its end; ``numbers`` of the notes by label, in the order of the text."""

    source: str
    numbers: dict[str, int]
    tag: str


def parted(source: str) -> Parted:
    """A text without its notes, and the notes; those that nothing refers to come last."""
    source = source.replace(SIGN, "")
    notes = dict(reversed(NOTE.findall(source)))
    if not notes:
        return Parted(source, {}, "")
    body = NOTE.sub("", source)
    met = [label for label in MARK.findall(body) if label in notes]
    order = list(dict.fromkeys([*met, *reversed(notes)]))
    listed = "\n".join(f"{number}. {SIGN}{notes[label]}" for number, label in enumerate(order, 1))
    tag = hashlib.sha256(source.encode()).hexdigest()[:8]
    numbers = {label: number for number, label in enumerate(order, 1)}
    return Parted(f"{body.rstrip()}\n\n---\n\n{listed}", numbers, tag)


def joined(html: str, parts: Parted) -> str:
    """The sanitised HTML with its marks led to the notes and back, and its boxes drawn."""
    boxed = TASK.sub(lambda task: task[1] + BOXES[task[2]], html)
    return _with_marks(_with_notes(boxed, parts), parts) if parts.numbers else boxed


def _with_notes(html: str, parts: Parted) -> str:
    numbers = iter(parts.numbers.values())

    def item(found: re.Match[str]) -> str:
        id = f"{parts.tag}-{next(numbers)}"
        return f'<li id="fn-{id}">{found[1].rstrip()} <a href="#fnref-{id}">↩</a></li>'

    return ITEM.sub(item, html)


def _with_marks(html: str, parts: Parted) -> str:
    met: set[int] = set()

    def mark(found: re.Match[str]) -> str:
        number = parts.numbers.get(found[1])
        if number is None:
            return found[0]
        id = f"{parts.tag}-{number}"
        anchor = "" if number in met else f' id="fnref-{id}"'
        met.add(number)
        return f'<sup{anchor}><a href="#fn-{id}">{number}</a></sup>'

    return changed(html, lambda piece: MARK.sub(mark, piece))
