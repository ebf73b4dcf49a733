"""Lists of people as bytes, for the tests."""

import io
from importlib import import_module

HEAD = ("E-mail", "Full name", "Organisation", "Country", "Group")
LEK = ("lek@hospital.example.org", "Lek Suksai", "Ward 7", "Thailand", "Healthcare professionals")


def person(number: int) -> tuple[str, ...]:
    return (f"person{number}@example.org", f"Person {number}", f"House {number}", "TH", "regulators")


def as_csv(rows, head=HEAD, separator=",", encoding="utf-8") -> bytes:
    return "\r\n".join(separator.join(row) for row in (head, *rows)).encode(encoding)


def as_xlsx(rows, head=HEAD) -> bytes:
    book = import_module("openpyxl").Workbook()
    for row in (head, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
