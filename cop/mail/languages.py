"""In which language somebody wrote: what the mail says or its writer reads, unless its letters say otherwise. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

UNKNOWN = "und"  # BCP 47: a language that is not told
SCRIPTS = {
    "Thai": ("th",), "Lao": ("lo",), "Khmer": ("km",), "Myanmar": ("my",), "Tamil": ("ta",),
    "Hangul": ("ko",), "Cyrillic": ("ru",), "Arabic": ("ar", "ms", "fa", "ur"), "Devanagari": ("hi", "ne", "mr"),
    "Bengali": ("bn",), "Sinhala": ("si",),
}  # fmt: skip
KANA, HAN = "[\\p{Hiragana}\\p{Katakana}]", "\\p{Han}"
VIETNAMESE = regex.compile("[ơưđăƠƯĐĂạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
LETTERS = regex.compile(
    "|".join(f"(?P<{name}>\\p{{{name}}})" for name in SCRIPTS)
    + f"|(?P<Kana>{KANA})|(?P<Han>{HAN})|(?P<Latin>\\p{{Latin}})"
)
OTHERS = frozenset(code for codes in SCRIPTS.values() for code in codes) - {"ms"} | {"zh", "ja"}
"""Languages that are not written in Latin letters."""
ENOUGH = 4_000  # characters that tell


def language_of(text: str, named: str, own: Iterable[str]) -> str:
    """The first of ``named`` and the writer's ``own`` that can be written so, else the one that alone is; or UNKNOWN."""
    possible = _written_so(text[:ENOUGH])
    wished = [code for code in (named, *own) if code and code != UNKNOWN]
    if possible is None:
        return next((code for code in wished if code not in OTHERS and code != "vi"), UNKNOWN)
    if not possible:
        return wished[0] if wished else UNKNOWN
    return next((code for code in wished if code in possible), possible[0] if len(possible) == 1 else UNKNOWN)


def _written_so(text: str) -> tuple[str, ...] | None:
    """Languages that use the letters most of it is in; None for Latin ones of no language in particular, () for none."""
    counted = Counter(found.lastgroup or "" for found in LETTERS.finditer(text))
    if not counted:
        return ()
    script = counted.most_common(1)[0][0]
    if script in ("Han", "Kana"):
        return ("ja",) if counted["Kana"] else ("zh",)
    if script == "Latin":
        return ("vi",) if len(VIETNAMESE.findall(text)) * 20 > counted["Latin"] else None
    return SCRIPTS[script]
