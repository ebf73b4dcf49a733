"""Text a person wrote: normalised, guarded, rendered and sanitised once, when it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from cop.kernel.errors import N_, Invalid
from cop.kernel.markup import RENDERER, guard, render

# Characters that make text look other than it is: controls and overrides of direction (Unicode TR36);
# and halves of characters, which no database keeps.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# A link to a thing of this site, by its ref: see kernel.ties.
TIE = re.compile(r'<a href="/refs/([a-z_]+:[1-9][0-9]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Written:
    """Source as typed (NFC, LF), its HTML, the version of the renderer that made it, the refs that it is tied to,
    and the ids of its files (None: those it has)."""

    source: str
    html: str
    renderer: int = RENDERER
    refs: tuple[str, ...] = ()
    files: tuple[int, ...] | None = None


def normal(source: str) -> str:
    """NFC, LF, no trailing space. Raises Invalid for characters that cannot be kept or would mislead a reader."""
    text = unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))
    if found := UNSEEN.search(text):
        raise Invalid(
            N_(
                "The text holds an invisible character (U+%(code)s, after “%(before)s”). Delete it and send again."
            ),
            code=f"{ord(found.group()):04X}",
            before=text[max(0, found.start() - 20) : found.start()],
        )
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def line(source: str) -> str:
    """A single line: normal text with its white space folded."""
    return " ".join(normal(source).split())


def write(source: str) -> Written:
    """Normalises, guards and renders. Raises Invalid."""
    text = normal(source)
    guard(text)
    return Written(text, render(text))


def tied(html: str) -> list[str]:
    """The refs that a rendered text is tied to."""
    return [ref for ref, _words in TIE.findall(html)]


def plain(html: str) -> str:
    """A rendered text without markup, on one line. What only its reader's eyes would give a title is left out."""
    untied = TIE.sub(lambda link: "…" if link[1] == link[2] else link[2], html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", untied)).split())


BLOCKS = re.compile(r"</(?:p|h[2-5]|pre|blockquote|ul|ol|tr|dt|dd)>|<hr>")


def lines(html: str) -> str:
    """A rendered text without markup, its paragraphs apart and its list items marked: for letters."""
    marked = re.sub(r"<li[^>]*>\s*(?:<p>)?", "\n\u2022 ", BLOCKS.sub("\n\n", html.replace("\n", " ")))
    bare = unescape(re.sub(r"<[^>]*>", "", marked.replace("<br>", "\n").replace("</td>", " | ")))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in bare.split("\n"))).strip()


def excerpt(html: str, most: int) -> str:
    """The beginning of a rendered text without markup, at most ``most`` characters, cut between words if it can be."""
    words = plain(html)
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut) + "…"


def slug(title: str, fallback: str = "item") -> str:
    """``[a-z0-9-]``, at most 60 characters, never shaped like a number; titles in other scripts get ``fallback``."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return made if re.search(r"[a-z]", made) else f"{fallback}-{made}".strip("-")


def sort_key(name: str) -> str:
    """How both databases order names alike."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))
