"""Invented narratives in five languages with what points to a person marked by hand, and what is found of it.

``python -m tests.incidents.corpus`` prints the figures that docs/trust.md gives. The patterns were improved with the
first two parts before them, the list of given names came after both; the third part ("fresh") was written last of all and
changed nothing: what it says holds for names that nobody thought of.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from cop.kernel.deidentify import find

FOLDER = Path(__file__).with_name("corpus")
LANGUAGES = {"en": "English", "ms": "Malay", "id": "Indonesian", "th": "Thai", "vi": "Vietnamese"}
PARTS = ("", "held", "fresh")
MARK = re.compile(r"\{(\w+)\|([^}]*)\}")


@dataclass
class Narrative:
    """``marks``: (start, end, kind) of what points to a person, as a reader marked it."""

    text: str
    marks: list[tuple[int, int, str]] = field(default_factory=list)

    def found(self) -> list[tuple[int, int, str]]:
        """The marks that are met: enough of them that nobody saves the report without seeing it."""
        spans = [(f.start, f.end) for f in find(self.text)]
        return [mark for mark in self.marks if any(s < mark[1] and mark[0] < e for s, e in spans)]

    def alarms(self) -> list[str]:
        """What is found where nothing points to anybody."""
        return [
            self.text[f.start : f.end]
            for f in find(self.text)
            if not any(f.start < end and start < f.end for start, end, _kind in self.marks)
        ]


def _read(line: str) -> Narrative:
    one = Narrative("")
    here = 0
    for mark in MARK.finditer(line):
        one.text += line[here : mark.start()]
        one.marks.append((len(one.text), len(one.text) + len(mark[2]), mark[1]))
        one.text += mark[2]
        here = mark.end()
    one.text += line[here:]
    return one


def narratives(language: str, part: str = "") -> list[Narrative]:
    """``part``: "", "held" or "fresh" of those that point to somebody, or "clean"."""
    name = f"{language}_{part}.txt" if part else f"{language}.txt"
    return [_read(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line]


def figures(language: str, part: str = "") -> dict[str, int]:
    """Marks and those found; narratives that point to somebody and those that wait; clean ones and those that wait."""
    marked, clean = narratives(language, part), narratives(language, "clean")
    return {
        "marks": sum(len(one.marks) for one in marked),
        "found": sum(len(one.found()) for one in marked),
        "narratives": len(marked),
        "wait": sum(bool(find(one.text)) for one in marked),
        "clean": len(clean),
        "alarmed": sum(bool(one.alarms()) for one in clean),
    }


def by_kind() -> dict[str, tuple[int, int]]:
    """(found, all) of each kind, over all languages."""
    every = [one for language in LANGUAGES for part in PARTS for one in narratives(language, part)]
    there = Counter(kind for one in every for *_span, kind in one.marks)
    met = Counter(kind for one in every for *_span, kind in one.found())
    return {kind: (met[kind], number) for kind, number in sorted(there.items())}


def report() -> list[str]:
    """The figures as a table, then by kind, then what was missed and what rang for nothing."""
    lines = [
        "| language | found | found, second part | found, fresh | narratives that wait | clean ones that wait |",
        "| --- " * 6 + "|",
    ]
    for code, name in LANGUAGES.items():
        f = {part: figures(code, part) for part in PARTS}
        told = " | ".join(f"{one['found']} of {one['marks']}" for one in f.values())
        waits, there = (sum(one[key] for one in f.values()) for key in ("wait", "narratives"))
        lines.append(f"| {name} | {told} | {waits} of {there} | {f['']['alarmed']} of {f['']['clean']} |")
    lines.append(", ".join(f"{kind} {met} of {number}" for kind, (met, number) in by_kind().items()))
    return lines + [_flaws(code) for code in LANGUAGES]


def _flaws(code: str) -> str:
    every = [one for part in (*PARTS, "clean") for one in narratives(code, part)]
    missed = [one.text[s:e] for one in every for s, e, k in one.marks if (s, e, k) not in one.found()]
    return f"{code}: missed {missed}, alarms {[alarm for one in every for alarm in one.alarms()]}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
