"""Reading a file of people: every encoding and separator that office programs write, and nothing that does harm."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.intake import limits, lists
from cop.kernel.errors import Invalid
from tests.intake.files import HEAD, LEK, as_csv, as_xlsx, person

THAI = ("lek@example.org", "เล็ก สุขใจ", "โรงพยาบาลเชียงใหม่", "ประเทศไทย", "regulators")
FRENCH = ("rene@example.org", "René Lévêque", "Hôpital français", "VN", "regulators")


@pytest.mark.parametrize(
    ("row", "encoding", "named"),
    [
        (THAI, "utf-8", "UTF-8"),
        (THAI, "utf-8-sig", "UTF-8"),
        (THAI, "utf-16", "UTF-16"),
        (THAI, "tis-620", "CP874"),
        (FRENCH, "cp1252", "CP1252"),
        (FRENCH, "utf-16", "UTF-16"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_is_found_out(row, encoding, named, separator):
    table = lists.read(as_csv([row], separator=separator, encoding=encoding))
    assert (tuple(table.heads), [tuple(one.cells) for one in table.rows]) == (HEAD, [row])
    assert table.read_as == f"CSV, {named}, {'TAB' if separator == chr(9) else f'“{separator}”'}"


def test_an_officer_may_say_the_encoding():
    content = as_csv([FRENCH], encoding="cp1252")
    assert lists.read(content, "cp874").rows[0].cells != list(FRENCH)
    with pytest.raises(Invalid) as refused:
        lists.read(content, "utf-8-sig")
    assert refused.value.field == "file"


def test_an_xlsx_is_read_as_shown():
    table = lists.read(as_xlsx([LEK, (None,) * 5, ("x@example.org", 7, 7.0, None, None)]))
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, list(LEK)),
        (4, ["x@example.org", "7", "7"]),
    ]


def test_quoted_cells_hold_separators_and_lines():
    table = lists.read(b'E-mail,Name\r\na@example.org,"Lek, of\nWard 7"\r\n\r\nb@example.org,Noi\r\n')
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["a@example.org", "Lek, of\nWard 7"]),
        (4, ["b@example.org", "Noi"]),
    ]


def test_the_line_by_which_spreadsheets_name_the_separator_is_not_a_row():
    assert lists.read(b"sep=;\r\nE-mail;Name\r\na@example.org;Lek").heads == ["E-mail", "Name"]


def bomb(size: int) -> bytes:
    """An XLSX whose sheet unpacks to ``size`` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return out.getvalue()


def declared() -> bytes:
    """One with a document type, by which a few letters could mean a million."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx([LEK]))) as folder, zipfile.ZipFile(out, "w") as made:
        for name in folder.namelist():
            text = folder.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<!DOCTYPE a [<!ENTITY b "bbb">]>' + text
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"E-mail,Name", "Nothing follows"),
        (b"\xd0\xcf\x11\xe0 and more", "old Excel"),
        (b"PK\x03\x04 and no more", "cannot be read as XLSX"),
        (as_xlsx([LEK])[:-40], "cannot be read as XLSX"),
        (declared(), "cannot be read as XLSX"),
        (bomb(limits.UNPACKED + 2**20), "unpacks to more"),
        (b"x" * (limits.USUAL.largest + 1), "larger than"),
        (b'E-mail,Name\n"a,b\nc,d', "a quotation mark there is not closed"),
        (b"E-mail,Name\n" + b"a," * 200_000, "columns"),
        (("a," * 41 + "\n" + "b," * 41).encode(), "columns"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(content, says):
    with pytest.raises(Invalid) as refused:
        lists.read(content)
    assert says in str(refused.value)
    assert refused.value.field == "file"


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_so_many_rows_and_not_one_more(make):
    few = limits.Limits(rows=20)
    assert len(lists.read(make([person(number) for number in range(20)]), limits=few).rows) == 20
    with pytest.raises(Invalid) as refused:
        lists.read(make([person(number) for number in range(21)]), limits=few)
    assert "more than 20 rows" in str(refused.value)


def test_rows_far_apart_are_not_lost():
    blank = ("",) * 5
    rows = [row for number in range(6) for row in (person(number), *[blank] * 9)]
    for make in (as_csv, as_xlsx):
        assert len(lists.read(make(rows)).rows) == 6


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_no_bytes_are_a_failure(content):
    try:
        lists.read(content)
        lists.read(b"PK\x03\x04" + content)
    except Invalid:
        pass
