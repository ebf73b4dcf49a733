"""What a line of a mail is to whoever looks for its writer's words. Pure."""

from __future__ import annotations

import re

MARKED = re.compile(r"^[>\s]*##-.*-##\s*$")
"""Our own line, above which answers are written."""


def is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def says(line: str) -> bool:
    """Whether the writer said it."""
    return bool(line.strip()) and not is_quoted(line)


def spaced(line: str) -> str:
    """Without the breaks that Khmer and Burmese are written with."""
    return line.replace("\u200b", "")
