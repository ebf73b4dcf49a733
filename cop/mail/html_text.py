"""A mail's HTML as Markdown: its words, links, lists and quotes. Where it quotes the letter it answers, a mark is set."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

MARK = "##- -##"  # as a letter's own: what follows is not the writer's
LONGEST = 1_000_000
MOST_TAGS = 20_000
DEEPEST = 5  # quotes within quotes
BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}
INLINE = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
TAGS = BLOCKS | set(INLINE) | {"a", "br", "img", "li", "blockquote", "td", "th"}
KEPT = {
    "a": {"href"},
    "img": {"src"},
    "div": {"class", "id"},
    "blockquote": {"type", "class"},
    "span": {"class"},
}
QUOTES = re.compile(
    r"gmail_(?:quote|attr)|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|mail-?quote"
    r"|appendonsend|divRplyFwdMsg|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION"
)
SPECIAL = re.compile(r"([\\`*_\[\]])")


def is_too_much(html: str) -> bool:
    return len(html) > LONGEST or html.count("<") > MOST_TAGS


def markdown(html: str) -> str:
    """Markdown of ``html``, which must not be too much. Other programs' tags and styles are left out."""
    clean = nh3.clean(
        html, tags=TAGS, attributes=KEPT, clean_content_tags={"script", "style", "head", "title"}, link_rel=None,
        url_schemes={"http", "https", "mailto", "cid"},
    )  # fmt: skip
    writer = _Writer()
    writer.feed(clean)
    writer.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(writer.out)).strip()


class _Writer(HTMLParser):
    """Of cleaned HTML alone: every tag closed, every attribute quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.lists: list[int] = []  # the next number of each list we are in, -1 for one of points
        self.quotes = 0
        self.link: list[tuple[str, int]] = []
        self.marks: list[int] = []  # where those still open stand
        self.plain = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if QUOTES.search(f"{said.get('class', '')} {said.get('id', '')}") or said.get("type") == "cite":
            self._line(f"\n{MARK}\n")
        if tag == "a":
            self.link.append((said.get("href", ""), len(self.out)))
        elif tag == "img":
            self._picture(said.get("src", ""))
        elif tag in INLINE:
            self.marks.append(len(self.out))
            self.out.append(INLINE[tag])
        else:
            self._begin(tag)

    def _picture(self, source: str) -> None:
        """Where a picture that came with the mail stands; no other is fetched."""
        if source.startswith("cid:"):
            self.out.append(f"[{source}]")

    def _begin(self, tag: str) -> None:
        if tag == "br":
            self._line("\n")
        elif tag == "hr":
            self._line("\n\n---\n\n")
        elif tag == "blockquote":
            self.quotes += 1
            self._line("\n\n")
        elif tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else -1)
            self._line("\n")
        elif tag == "li":
            self._item()
        elif tag in ("td", "th"):
            self.out.append(" ")
        elif tag in BLOCKS:
            self.plain += tag == "pre"
            self._block(tag)

    def _block(self, tag: str) -> None:
        """A line in a mail is a ``div`` of its own, and one within another is still one line."""
        if tag not in ("div", "tr"):
            self._line("\n\n")
        elif self.out and not self.out[-1].endswith(("\n", "> ")):
            self._line("\n")

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else -1
        if number > 0:
            self.lists[-1] += 1
        self._line("\n" + "  " * max(0, len(self.lists) - 1) + (f"{number}. " if number > 0 else "- "))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link:
            self._close_link(*self.link.pop())
        elif tag in INLINE:
            self._close_mark(INLINE[tag])
        elif tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
            self._line("\n\n")
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self._line("\n")
        elif tag in BLOCKS:
            self.plain -= tag == "pre"
            self._block(tag)

    def _close_link(self, address: str, since: int) -> None:
        words = "".join(self.out[since:]).strip()
        if not address or not words or address.startswith("cid:"):
            return
        same = words.replace("\\", "") in (address, address.removeprefix("mailto:"))
        self.out[since:] = [address if same else f"[{words}]({address})"]

    def _close_mark(self, mark: str) -> None:
        """Nothing between two marks is nothing marked; white space belongs outside of them."""
        if not self.marks:
            return
        since = self.marks.pop()
        words = "".join(self.out[since + 1 :])
        inner = words.strip()
        lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        self.out[since:] = [f"{lead}{mark}{inner}{mark}{trail}" if inner and not self.marks else words]

    def handle_data(self, data: str) -> None:
        if self.plain:
            self.out.append(data)
            return
        words = re.sub(r"[ \t\n\xa0]+", " ", data)
        at_start = not self.out or self.out[-1].endswith(("\n", "> ", "- ", ". "))
        self.out.append(SPECIAL.sub(r"\\\1", words.lstrip() if at_start else words))

    def _line(self, breaks: str) -> None:
        self.out.append(
            breaks.replace("\n", "\n" + "> " * min(self.quotes, DEEPEST)) if self.quotes else breaks
        )
