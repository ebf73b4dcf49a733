"""Numbers, addresses and days that can point to a person, as patterns in five languages of the region. Pure.

A pattern runs over the text with every script's digits written 0 to 9, one for one, so that places stay the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex as re

from cop.kernel import checksums


@dataclass(frozen=True)
class Trace:
    """``kind`` of what it finds; ``sure``: it never stands for anything else; ``holds``: a further look at the digits.

    What a group "it" matches is the trace, without the word before it that gives it away.
    """

    kind: str
    pattern: re.Pattern[str]
    sure: bool = True
    holds: Callable[[str], bool] | None = None


def trace(kind: str, pattern: str, holds: Callable[[str], bool] | None = None, *, sure: bool = True) -> Trace:
    return Trace(kind, re.compile(pattern), sure, holds)


def _bare(check: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda found: check(re.sub(r"[\W_]", "", found))


def _phone(found: str) -> bool:
    return 8 <= len(re.sub(r"\D", "", found)) <= 14


EMAIL = r"[\w.+'-]{1,64}(?:@|\s?[\[(](?:at|@)[\])]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
NRIC = r"(?<![A-Za-z0-9])(?i:[STFGM])[ -]?\d{7}[ -]?[A-Za-z](?![A-Za-z0-9])"
THAI = r"(?<!\d)\d[ -]?\d{4}[ -]?\d{5}[ -]?\d{2}[ -]?\d(?!\d)"
MYKAD = r"(?<!\d)\d{6}-\d{2}-\d{4}(?!\d)"
TWELVE = r"(?<![\d.,])\d{12}(?![\d.,]\d|\d)"
NIK = r"(?<!\d)\d{2}\.?\d{2}\.?\d{2}[.\- ]?\d{6}[.\- ]?\d{4}(?!\d)"
NRC = r"(?<!\d)\d{1,2}/[A-Za-z]{3,9}\((?i:[NPETF]|naing)\)\d{6}(?!\d)"
ID_LABELS = (
    r"(?i:\b(?:nric|fin|i/?c|kad pengenalan|mykad|nik|ktp|cccd|cmnd|căn cước(?: công dân)?|passport|pasport|paspor"
    r"|hộ chiếu|id card)\b|เลขบัตรประชาชน|บัตรประชาชน|เลขประจำตัวประชาชน|หนังสือเดินทาง)"
)
NUMBER = r"(?:\s*(?i:no|number|nombor|nomor|số|เลขที่))?[\s.:#]{0,4}"
LABELLED_ID = rf"{ID_LABELS}{NUMBER}(?P<it>[A-Za-z]{{0,2}}\d[\d -]{{4,18}}\d[A-Za-z]?)"
RECORD = (
    r"(?i:\b(?:mrn|hn|rn|r/n|(?:no\.?\s*)?rm|rekam medis|rekod perubatan|hospital (?:number|no)|patient (?:id|number|no)"
    r"|record (?:number|no)|nombor pendaftaran|no\.? pendaftaran|số hồ sơ|mã (?:số )?bệnh nhân|mã bn|số bệnh án)"
    r"|เลขที่โรงพยาบาล|เลขประจำตัวผู้ป่วย|เวชระเบียน)(?:\s*(?i:no|nombor|nomor|number|เลขที่|is|ialah|adalah|là))?"
    r"[\s.:#]{0,4}(?P<it>[A-Za-z]{0,3}[ -]?\d[\d/.-]{2,13}\d)"
)
PLUS_PHONE = r"(?<![\w+])\+\d{1,3}(?:[ .\-]?\(?\d{1,4}\)?){2,5}(?!\d)"
PHONE_LABELS = (
    r"(?i:\b(?:tel|phone|mobile|call(?:ed)?(?: (?:her|him|them))?(?: (?:on|at))?|hp|h/p|telefon|telepon|tel bimbit"
    r"|whatsapp|wa|zalo|sđt|điện thoại|số)\b|โทรศัพท์|โทร|เบอร์|มือถือ)"
)
LABELLED_PHONE = rf"{PHONE_LABELS}[\s.:]{{0,4}}(?P<it>\(?\d{{2,4}}\)?(?:[ .\-]?\d{{2,5}}){{1,4}})(?!\d)"
LOCAL_PHONE = r"(?<![\w./,-])\(?0\d{1,3}\)?[ .\-]\d{3,4}[ .\-]?\d{3,5}(?![\d/]|[.,]\d)"
BARE_PHONE = r"(?<![\w./,-])(?:0[1-9]\d{8,9}|[89]\d{3} \d{4})(?![\d/]|[.,]\d)"

MONTHS = (
    r"(?i:jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch|et)?|mac|apr(?:il)?|may|mei|june?|juni|july?|juli|julai"
    r"|aug(?:ust)?|ogos|agustus|agt|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|disember|dis|des(?:ember)?)"
)
THAI_MONTHS = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\."
)
YEAR = r"(?:19|20|24|25)\d{2}"
DATE = "|".join(
    (
        rf"(?<!\d){YEAR}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])(?P<sep>[/.\-])(?:0?[1-9]|1[0-2])(?P=sep)(?:{YEAR}|\d{{2}})(?![\d/]|\.\d)",
        rf"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s(?:of\s)?{MONTHS}\b\.?(?:,?\s{YEAR})?(?!\d)",
        rf"\b{MONTHS}\.?\s(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?:,?\s{YEAR})?(?![\d.,]\d)",
        rf"(?<!\d)(?:0?[1-9]|[12]\d|3[01])\s?(?:{THAI_MONTHS})(?:\s?(?:พ\.ศ\.\s?)?(?:{YEAR}|\d{{2}}))?(?!\d)",
        rf"(?i:ngày|mồng|mùng)\s(?:0?[1-9]|[12]\d|3[01])\s?(?:/|(?i:tháng)\s?)(?:0?[1-9]|1[0-2])(?:\s?(?:/|(?i:năm)\s?){YEAR})?(?!\d)",
    )
)
BORN = (
    r"(?i:\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth|birth ?date|tarikh lahir|tanggal lahir|tgl\.? lahir"
    r"|lahir(?: pada)?|ngày sinh|sinh(?: ngày)?)\b|วันเกิด|เกิดวันที่|เกิดเมื่อ|เกิด)"
)
BIRTH = rf"{BORN}[\s.:]{{0,4}}(?P<it>(?:{DATE.replace('?P<sep>', '?P<born>').replace('?P=sep', '?P=born')}))"
ON_DAY = (
    r"(?i:\b(?:on|pada|tanggal|tgl|tarikh|hari|ngày|hôm)\b|วันที่)\s"
    r"(?P<it>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?![\d/])"
)

NUMBERS = (
    trace("email", EMAIL),
    trace("national_id", NRIC, _bare(checksums.nric)),
    trace("national_id", NRIC, sure=False),
    trace("national_id", THAI, _bare(checksums.thai)),
    trace("national_id", MYKAD, _bare(checksums.mykad)),
    trace("national_id", NIK, _bare(checksums.nik)),
    trace("national_id", NRC),
    trace("national_id", LABELLED_ID),
    trace("national_id", TWELVE, lambda found: checksums.mykad(found) or checksums.cccd(found), sure=False),
    trace("record", RECORD),
    trace("phone", PLUS_PHONE, _phone),
    trace("phone", LABELLED_PHONE, _phone),
    trace("phone", LOCAL_PHONE, _phone),
    trace("phone", BARE_PHONE, _phone, sure=False),
    trace("birth", BIRTH),
    trace("date", DATE, sure=False),
    trace("date", ON_DAY, sure=False),
)
