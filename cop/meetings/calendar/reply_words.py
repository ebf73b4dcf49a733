"""How people say by mail whether they come: by the first word, in the region's languages; the rest is a comment. Pure."""

from __future__ import annotations

import re

from cop.meetings.company.rules import Answer

SAID = {
    Answer.yes: "yes ya có vâng oo opo sim sin loos",
    Answer.maybe: "maybe perhaps mungkin barangkali có_thể có_lẽ siguro baka talvez karik",
    Answer.no: "no tidak tak không hindi não nao lae",
}
UNSPACED = {
    Answer.yes: "ใช่ ไป เข้าร่วม ເຈົ້າ ໄປ បាទ ចាស ហើយ ဟုတ်ကဲ့ လာမယ် 是 好 参加 參加",
    Answer.maybe: "อาจ ไม่แน่ ອາດ ບໍ່ແນ່ ប្រហែល ဖြစ်နိုင် 可能 也许 也許 不一定",
    Answer.no: "ไม่ ບໍ່ ទេ មិន မလာ မတက် မဟုတ် 不 否",
}
"""Of scripts that put no space between words: what begins so."""
COMMENT = 500  # characters


def _meant(said: dict[Answer, str]) -> dict[str, Answer]:
    return {word.replace("_", " "): answer for answer, words in said.items() for word in words.split()}


LATIN, OTHERS = _meant(SAID), _meant(UNSPACED)


def _either(words: dict[str, Answer]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


WORD = re.compile(
    rf"\W*(?:rsvp\W+)?(?:(?P<latin>{_either(LATIN)})(?!\w)[\s.,:;!-]*|(?P<other>{_either(OTHERS)}))",
    re.IGNORECASE,
)


def read(text: str) -> tuple[Answer, str | None] | None:
    """The answer, and the comment or None; None where the text begins with no such word."""
    found = WORD.match(text)
    if found is None:
        return None
    if found["latin"]:
        return LATIN[found["latin"].lower()], text[found.end() :].strip()[:COMMENT] or None
    alone = not re.search(r"\w", text[found.end() :])
    return OTHERS[found["other"]], None if alone else text.strip()[:COMMENT]
