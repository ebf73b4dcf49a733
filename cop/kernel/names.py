"""Names of people in a report, as patterns: behind a title or a word that gives them away, or from a list. Pure.

No name is sure: whoever writes may say that it points to nobody.
"""

from __future__ import annotations

from pathlib import Path

import regex as re

from cop.kernel.traces import Trace, trace

DATA = Path(__file__).parents[1] / "data"


def _listed(name: str) -> list[str]:
    """The lines of a list, without what explains it."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


GIVEN_NAMES = [name for line in _listed("given_names.txt") for name in line.split()]
PLACES = _listed("capitalised_in_vietnamese.txt")
TH = "\u0e01-\u0e39\u0e40-\u0e4e"
UP, LOW = r"\p{Lu}", r"[\p{L}\p{M}]"
WORD = rf"{UP}{LOW}{{1,20}}"
NAME = rf"{WORD}(?:[ -]{WORD}){{0,3}}"


def _given(pattern: str, *, thai: bool) -> Trace:
    """A name that stands in the list, with no word before it that gives it away."""
    names = [name for name in GIVEN_NAMES if (name >= "\u0e01") is thai]
    return Trace("name", re.compile(pattern, given=names), sure=False)


TITLES = (
    r"(?i:\b(?:mr|mrs|ms|mdm|madam|miss|auntie|uncle|encik|en|puan|pn|cik|tuan|haji|hajah|bapak|bpk|pak|bu|ibu|tn|ny|nyonya|nn"
    r"|sdr|sdri|saudara|saudari|adik|ông|bà(?!\sRịa)|anh|chị|cô|chú|bác|cháu|em|bé)\b\.?)"
)
TITLED = rf"{TITLES}\s(?P<it>{NAME})"
PATIENT = (
    r"(?i:\b(?:patient|pesakit|pasien|bệnh nhân|bn|named|called|name is|bernama|atas nama|a\.n\."
    r"|nama(?:nya)?|tên(?: là)?)\b)"
    rf"\s?[:,]?\s?(?P<it>{WORD}(?:[ -]{WORD}){{1,3}})"
)
CHILD_OF = rf"\b(?P<it>{NAME}\s(?i:bin|binti|bte|a/l|a/p)\s{NAME})"
VIET_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi"
    r"|Đỗ|Hồ(?!\sChí\sMinh)|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Lương|Cao|Tạ|Hà(?!\s(?:Nội|Tĩnh|Giang|Nam|Tiên)\b)"
)
VIET_NAME = rf"\b(?P<it>(?:{VIET_FAMILIES})(?:\s{WORD}){{1,3}})"
SYLLABLE = rf"{UP}{LOW}{{1,6}}"
OF_A_PLACE = r"(?i:viện|tỉnh|huyện|quận|phố|phường|xã|trường|học|công ty|hãng|tp\.?)"
INSTITUTION = r"(?:Khoa|Viện|Bệnh|Sở|Bộ|Phòng|Trung|Trường|Đại|Công|Tổng|Cục|Hội|Ban|Chi|Trạm)"
VIET_PAIR = (
    rf"(?<!{LOW})(?<!{OF_A_PLACE} )(?!{INSTITUTION} )(?!\L<places>(?!{LOW}))(?=\S* ?{LOW}*[à-ỹ])"
    rf"(?P<it>{SYLLABLE} {SYLLABLE}(?: {SYLLABLE})?)(?!{LOW})"
)
GIVEN = rf"(?<![\p{{L}}\p{{M}}.@-])(?P<it>\L<given>(?:[ -]{WORD}){{0,3}})(?![\p{{L}}\p{{M}}@])"
GIVEN_IN_THAI = r"(?P<it>\L<given>)"
CHINESE_NAME = (
    r"\b(?P<it>(?:Tan|Lim|Lee|Wong|Ong|Goh|Chua|Koh|Teo|Chan|Cheong|Yap|Low|Ng|Ang|Teh|Liew|Foo|Kwan)"
    r"(?:\s[A-Z][a-z]+){2})"
)
NOT_KHUN = "ภาพ|สมบัติ|ค่า|ลักษณะ|ประโยชน์|หมอ|ธรรม|วุฒิ"
THAI_NAME = (
    rf"(?:นางสาว|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|(?<!เจ้า)(?<!ขุน)นาย(?!แพทย์|จ้าง|ทะเบียน|ก)|(?<!ขุน)นาง(?!พยาบาล|สาว|แบบ)"
    rf"|(?<!ขอบ)(?<!บุญ)(?<!พระ)(?<!สรรพ)คุณ(?!{NOT_KHUN})"
    r"|(?:สามี|ภรรยา|บุตร|มารดา|บิดา|ญาติ|ผู้ป่วย|คนไข้|เขา|เธอ)ชื่อ)"
    rf"\s?(?P<it>[{TH}]{{2,20}}(?:\s[{TH}]{{2,20}})?)"
)

NAMES = (
    trace("name", TITLED, sure=False),
    trace("name", PATIENT, sure=False),
    trace("name", CHILD_OF, sure=False),
    trace("name", VIET_NAME, sure=False),
    trace("name", CHINESE_NAME, sure=False),
    trace("name", THAI_NAME, sure=False),
    Trace("name", re.compile(VIET_PAIR, places=PLACES), sure=False),
    _given(GIVEN, thai=False),
    _given(GIVEN_IN_THAI, thai=True),
)
