"""What a list of people calls its columns, countries and groups, in several spellings and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from babel import Locale

from cop.kernel import words
from cop.kernel.errors import N_
from cop.kernel.text import sort_key
from cop.members.groups import BUILT_IN

FIELDS = {
    "email": N_("E-mail"),
    "name": N_("Name"),
    "given": N_("Given name"),
    "family": N_("Family name"),
    "organisation": N_("Organisation"),
    "country": N_("Country"),
    "group": N_("Group"),
}
HEADS = {
    "email": "email mail emailaddress mailaddress address correo emel surel อีเมล อีเมล์ diachiemail thudientu",
    "name": "name fullname person member participant nama namalengkap namapenuh pangalan hoten hovaten nome "
    "ชื่อ ชื่อสกุล ชื่อนามสกุล",
    "given": "givenname firstname forename namadepan ten",
    "family": "familyname lastname surname namabelakang ho นามสกุล",
    "organisation": "organisation organization institution affiliation company employer agency organisasi instansi "
    "tochuc coquan organisasaun หน่วยงาน องค์กร",
    "country": "country nation countryregion negara bansa quocgia nuoc nasaun ประเทศ",
    "group": "group stakeholdergroup stakeholder category kelompok kumpulan grupo nhom กลุ่ม",
}
OTHER_NAMES = {
    "laos": "LA", "lao": "LA", "laopdr": "LA", "laopeoplesdemocraticrepublic": "LA", "burma": "MM",
    "vietnam": "VN", "brunei": "BN", "bruneidarussalam": "BN", "easttimor": "TL", "timorleste": "TL",
    "thephilippines": "PH", "southkorea": "KR", "uk": "GB", "usa": "US",
}  # fmt: skip
OTHER_GROUPS = {
    "regulator": "regulators", "policymaker": "regulators", "government": "regulators", "ministry": "regulators",
    "institution": "institutions", "hospital": "institutions",
    "professional": "professionals", "clinician": "professionals", "doctor": "professionals", "nurse": "professionals",
    "developer": "developers", "researcher": "developers", "academia": "developers", "industry": "developers",
    "civilsociety": "civil_society", "patient": "civil_society", "patientadvocate": "civil_society",
    "ngo": "civil_society",
    "observer": "observers", "partner": "observers", "funder": "observers",
}  # fmt: skip


def bare(written: str) -> str:
    """Letters and digits alone, without case, accents and signs."""
    return re.sub(r"[\W_]+", "", sort_key(written.replace("đ", "d").replace("Đ", "D")))


@lru_cache(maxsize=1)
def _columns() -> dict[str, str]:
    return {bare(spelling): field for field, spellings in HEADS.items() for spelling in spellings.split()}


def guess(heads: Sequence[str]) -> dict[str, int]:
    """For each of FIELDS that one of ``heads`` names, the column's number from 0; the first where several do."""
    known = _columns()
    found: dict[str, int] = {}
    for number, head in enumerate(heads):
        if field := known.get(bare(head)):
            found.setdefault(field, number)
    return found


@lru_cache(maxsize=8)
def _countries(codes: frozenset[str], locale: str) -> dict[str, str]:
    named = {bare(words.country(code)): code for code in codes}
    for language in ("en", locale):
        territories = Locale.parse(language).territories
        named |= {bare(str(territories[code])): code for code in codes if code in territories}
    own = {name: code for name, code in OTHER_NAMES.items() if code in codes}
    return named | own | {code.casefold(): code for code in codes}


def country(written: str, codes: Iterable[str], locale: str = "en") -> str:
    """The code, of ``codes``, that ``written`` means, as a code or a name; "" for none."""
    return _countries(frozenset(codes), locale).get(bare(written), "")


@lru_cache(maxsize=8)
def _groups(named: tuple[tuple[str, str], ...]) -> dict[str, str]:
    keys = {bare(name): key for key, name in named} | {bare(one.name): one.key for one in BUILT_IN}
    return keys | {bare(one.key): one.key for one in BUILT_IN} | OTHER_GROUPS


def group(written: str, named: Iterable[tuple[str, str]]) -> str:
    """The key of the group that ``written`` means, by key or name, or one of its members; "" for none."""
    said, keys = bare(written), _groups(tuple(named))
    return keys.get(said) or keys.get(said.removesuffix("s"), "")
