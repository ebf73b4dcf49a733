"""Forms as a browser finds them in a page: what they hold, what they offer, and the sentences beside their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

TYPED = ("text", "textarea", "email", "search", "url", "tel", "number", "date", "datetime-local", "password")
Attributes = list[tuple[str, str | None]]


@dataclass
class Field:
    """A control, or all boxes of one name. ``says``: the sentence beside it."""

    name: str
    kind: str
    id: str = ""
    value: str = ""
    chosen: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    invalid: bool = False
    says: str = ""


@dataclass
class Form:
    """A form that posts to ``action``."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def typed(self) -> list[Field]:
        return [one for one in self.fields.values() if one.kind in TYPED]

    @property
    def offering(self) -> list[Field]:
        return [one for one in self.fields.values() if one.offered]

    def filled(self, turn: int = 0) -> dict[str, Any]:
        """What a browser would send; of each choice that is open, or always after the first turn, option ``turn``."""
        return {one.name: _sent(one, turn) for one in self.fields.values()}


def _sent(one: Field, turn: int) -> Any:
    if not one.offered:
        return one.value
    offered = [value for value in one.offered if value] or one.offered
    return [offered[turn % len(offered)]] if turn or not any(one.chosen) else one.chosen


def forms(html: str, at: str) -> list[Form]:
    """The forms that post of the page at the address ``at``."""
    reader = _Reader(at)
    reader.feed(html)
    reader.close()
    for one in (one for form in reader.forms for one in form.fields.values()):
        one.says = reader.sentences.get(one.id, "").strip()
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.forms, self.sentences = at, [], {}
        self.form: Form | None = None
        self.inside: Field | None = None
        self.beside = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form" and has.get("method", "").lower() == "post":
            self.form = Form(urljoin(self.at, has.get("action", "")))
            self.forms.append(self.form)
        elif has.get("id", "").endswith("-error"):
            self.beside = has["id"].removesuffix("-error")
        elif tag == "option" and self.inside:
            _offer(self.inside, has, "selected")
        elif self.form and tag in ("input", "select", "textarea"):
            self._control(tag, has)

    def _control(self, tag: str, has: dict[str, str]) -> None:
        kind = has.get("type", "text") if tag == "input" else tag
        if "name" not in has or kind == "submit":
            return
        several = kind in ("radio", "checkbox")
        id = has.get("id", "").rpartition("-")[0] if kind == "radio" else has.get("id", "")
        one = self.form.fields.setdefault(has["name"], Field(has["name"], kind, id))
        one.invalid |= "aria-invalid" in has
        if several:
            _offer(one, has, "checked")
        else:
            one.value = has.get("value", "")
        self.inside = one if tag in ("select", "textarea") else None

    def handle_data(self, data: str) -> None:
        if self.beside:
            self.sentences[self.beside] = self.sentences.get(self.beside, "") + data
        elif self.inside and self.inside.kind == "textarea":
            self.inside.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "p":
            self.beside = ""
        elif tag in ("select", "textarea") and self.inside:
            self.inside.value = self.inside.value.replace("\r\n", "\n").removeprefix("\n")
            self.inside = None


def _offer(one: Field, has: dict[str, str], mark: str) -> None:
    value = has.get("value", "on")
    one.offered.append(value)
    one.chosen += [value] if mark in has else []
