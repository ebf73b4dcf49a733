"""What the writer of a mail wrote, apart from what the mail program added: the letter quoted, signature, "sent from".

Pure. Our own mark is looked for first; then what programs put before a quoted letter. Answers between quoted lines stay
with those lines.
"""

from __future__ import annotations

from typing import NamedTuple

from cop.mail.announcing import begin_of_quote
from cop.mail.lines import MARKED, is_quoted, says, spaced
from cop.mail.signing import without_signature


class Parts(NamedTuple):
    """What is kept, and what was cut away."""

    kept: str
    cut: str


def parts(text: str) -> Parts:
    """The writer's own words, and the rest of the mail."""
    lines = [line.rstrip() for line in text.split("\n")]
    end, begin = begin_of_quote([spaced(line) for line in lines])
    own, rest = lines[:end], lines[begin:]
    if not any(map(says, own)) or _answered_below(rest):
        own, rest = _between(own, rest)
    own, signature = without_signature(own)
    kept = "\n".join(own).strip("\n").strip()
    return Parts(kept, "\n".join([*signature, *lines[end:begin], *rest]).strip("\n") if kept != text else "")


def _answered_below(rest: list[str]) -> bool:
    """Whether the writer's words stand under, or between, the quoted lines."""
    quoted = [at for at, line in enumerate(rest) if is_quoted(line)]
    return bool(quoted) and any(map(says, rest[quoted[0] :]))


def _between(own: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """Answers under the whole quotation lose it; those between its lines keep what they answer."""
    blocks = _blocks(rest)
    spoken = [at for at, (quoted, _lines) in enumerate(blocks) if not quoted]
    if not spoken or not any(quoted for quoted, _lines in blocks):
        return own, rest
    last = spoken[-1]
    first = 1 if len(spoken) == 1 and blocks[0][0] and last == 1 and len(blocks[0][1]) > 3 else 0
    kept = [line for _quoted, lines in blocks[first : last + 1] for line in [*lines, ""]]
    cut = [line for _quoted, lines in [*blocks[:first], *blocks[last + 1 :]] for line in lines]
    said = "\n".join(own).rstrip("\n")
    return [*said.split("\n"), "", *kept] if said.strip() else kept, cut


def _blocks(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Runs of lines quoted and not, without empty lines around them; our mark and what it announces left out."""
    made: list[tuple[bool, list[str]]] = []
    for line in lines:
        quoted = is_quoted(line)
        if MARKED.match(line):
            continue
        if made and (made[-1][0] == quoted or not line.strip()):
            made[-1][1].append(line)
        elif line.strip():
            made.append((quoted, [line]))
    return [(quoted, "\n".join(run).strip("\n").split("\n")) for quoted, run in made]
