"""The files of a mail on their way in, as if they were sent with a form: counted, read, scanned, kept for their owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cop.attachments import reading as files
from cop.attachments import taking
from cop.attachments.rules import demand_few
from cop.kernel.errors import N_, IllegalMove, Refused, Unavailable
from cop.kernel.refs import split
from cop.mail import enclosures, quoting, reading
from cop.mail.enclosures import Enclosure

WITH_FILES = ("post", "space")
"""Kinds of what may be answered with files."""
SMALL = 100  # pixels of the shorter side of a picture among the words, that are a signature's
NONE_TAKEN = N_("“%(name)s” was left out: an answer like this takes no files. Add it on the page.")
A_SIGNATURES = N_("“%(name)s” was left out: it is as small as the picture of a signature.")


@dataclass
class Taken:
    """``ids`` of what is kept; ``left``: what is not, by name, with the sentence that says why and whether to tell it."""

    ids: list[int] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)

    def leave(self, file: Enclosure, refused: Refused, told: bool = True) -> None:
        values = {
            name: value if isinstance(value, int) else str(value) for name, value in refused.values.items()
        }
        self.left.append({"name": file.name, "message": refused.message, "values": values, "told": told})


def take(raw: bytes, about: str, owner: Any) -> Taken:
    """What a mail encloses that belongs to its words. Raises Unavailable where a scanner is set up and away."""
    if not raw:
        return Taken()
    read = reading.read(raw)
    said = quoting.parts(read.text)
    return _each(enclosures.belonging(read.files, said.kept, said.cut), split(about)[0] in WITH_FILES, owner)


def _each(enclosed: Iterable[Enclosure], wanted: bool, owner: Any) -> Taken:
    taken = Taken()
    for file in enclosed:
        try:
            if not wanted:
                raise IllegalMove(NONE_TAKEN, name=file.name)
            if file.inline and max(min(files.sides(file.content)), 0) < SMALL:
                taken.leave(file, IllegalMove(A_SIGNATURES, name=file.name), told=False)
                continue
            demand_few(len(taken.ids) + 1)
            taken.ids.append(taking.keep(file.name, file.content, owner).id)
        except Unavailable:
            raise  # the worker tries again
        except Refused as refused:
            taken.leave(file, refused)
    return taken
