"""Bytes of a mail to text: by the character set it names, by the one it evidently is, never by an error.

Names are read as what senders mean by them: Thai servers write TIS-620 and send Windows-874, Chinese ones write GB2312
and send GB18030, and many write ISO-8859-1 for Windows-1252.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from email.header import decode_header

from cop.kernel.text import UNSEEN

MEANT = {
    "tis-620": "cp874", "tis620": "cp874", "windows-874": "cp874", "iso-8859-11": "cp874", "x-windows-874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "iso-2022-jp": "iso2022_jp_ext", "shift_jis": "cp932", "x-sjis": "cp932",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "": "utf-8",
    "unknown-8bit": "utf-8", "utf8": "utf-8", "utf-8": "utf-8", "windows-1258": "cp1258", "iso-8859-9": "cp1254",
}  # fmt: skip
THAI = re.compile(rb"[\xa1-\xda\xdf-\xfb]{3}")


def decoded(raw: bytes, named: str) -> str:
    """Composed (Windows-1258 writes tones apart), without the characters that no text of ours may hold."""
    text = _decoded(raw, _codec(named)).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


def _codec(named: str) -> str:
    name = named.strip().strip("'\"").lower()
    name = MEANT.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return "utf-8"
    return info.name if info._is_text_encoding and info.name != "utf-7" else "utf-8"


def _decoded(raw: bytes, codec: str) -> str:
    for attempt in dict.fromkeys((codec, "utf-8", "cp874" if THAI.search(raw) else "cp1252")):
        try:
            return raw.decode(attempt)
        except UnicodeError:
            continue
    return raw.decode(codec, "replace")


def header(raw: str) -> str:
    """A header as people read it, on one line; what is wrongly encoded stays as it stands."""
    try:
        parts = decode_header(raw)
    except ValueError:
        parts = [(raw, None)]
    text = "".join(_part(part, named or "") for part, named in parts)
    return " ".join(UNSEEN.sub("", text).split())


def _part(part: bytes | str, named: str) -> str:
    raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
    return decoded(raw, named)
