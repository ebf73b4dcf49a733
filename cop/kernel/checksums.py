"""Whether digits can be a national identity number of the region: by its check digit where there is one, else by its
dates and places. Pure; the arguments are bare digits (and letters), without separators."""

from __future__ import annotations

from datetime import date

NRIC_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
NRIC_LETTERS = {
    "S": "JZIHGFEDCBA",
    "T": "JZIHGFEDCBA",
    "F": "XWUTRQPNMLK",
    "G": "XWUTRQPNMLK",
    "M": "KLJNPQRTUWX",
}
NRIC_SHIFT = {"T": 4, "G": 4, "M": 3}
MYKAD_PLACES = frozenset(
    [*range(1, 17), *range(21, 69), *range(71, 73), *range(74, 80), *range(82, 94), 98, 99]
)
NIK_PROVINCES = frozenset(
    [*range(11, 22), *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)]
)
CCCD_PROVINCES = frozenset(range(1, 97))


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day_of_a_century(year: int, month: int, day: int) -> bool:
    return is_day(1900 + year, month, day) or is_day(2000 + year, month, day)


def nric(number: str) -> bool:
    """Singapore, NRIC and FIN: a letter, seven digits, a check letter."""
    first, digits, last = number[0].upper(), number[1:8], number[8].upper()
    total = sum(weight * int(digit) for weight, digit in zip(NRIC_WEIGHTS, digits, strict=True))
    letters = NRIC_LETTERS.get(first, "")
    place = (total + NRIC_SHIFT.get(first, 0)) % 11
    return bool(letters) and letters[10 - place if first == "M" else place] == last


def thai(number: str) -> bool:
    """Thailand: thirteen digits, the last one checks the others."""
    total = sum((13 - place) * int(digit) for place, digit in enumerate(number[:12]))
    return number[0] in "12345678" and (11 - total % 11) % 10 == int(number[12])


def mykad(number: str) -> bool:
    """Malaysia: six digits of the birth date, two of the place of birth, four more."""
    year, month, day = int(number[:2]), int(number[2:4]), int(number[4:6])
    return int(number[6:8]) in MYKAD_PLACES and _day_of_a_century(year, month, day)


def nik(number: str) -> bool:
    """Indonesia: province and district, then the birth date, forty added to a woman's day, then a serial number."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    known = int(number[:2]) in NIK_PROVINCES and number[12:] != "0000"
    return known and _day_of_a_century(year, month, day - 40 if day > 40 else day)


def cccd(number: str) -> bool:
    """Viet Nam: province, a digit for sex and century, two of the birth year, six more."""
    return int(number[:3]) in CCCD_PROVINCES and number[3] in "0123"
