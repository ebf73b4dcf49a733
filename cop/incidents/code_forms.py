"""Choosing codes for a report, and bringing codes from a file."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectMultipleField, TextAreaField
from wtforms.validators import Length

from cop.incidents.code_queries import Found
from cop.intake import lists
from cop.kernel import cells
from cop.kernel.errors import N_, Invalid
from cop.kernel.forms import Form

MOST_TEXT = 600_000


class CodesForm(Form):
    """What a file holds is put into ``text``, so that it can be looked at, mended and sent again without the file."""

    file = FileField(_l("File"), description=_l("CSV or XLSX with the columns code and label, or JSON."))
    text = TextAreaField(
        _l("Or the file's content"),
        [Length(max=MOST_TEXT, message=_l("This takes at most %(max)d characters."))],
        description=_l("Such as “A04,Results came too late”, below a first line “code,label”."),
    )
    taken = BooleanField(_l("Take the rows; without this they are only checked"))

    def content(self) -> str:
        """Raises Invalid for a file that is neither."""
        if self.file.data:
            self.text.data = _as_text(self.file.data.read())
        if not (self.text.data or "").strip():
            raise Invalid(N_("Choose a file, or paste what it holds."), field="file")
        return str(self.text.data)


def _as_text(content: bytes) -> str:
    if content.lstrip().startswith(b"["):
        return content.decode("utf-8-sig", "replace")
    table = lists.read(content)
    return cells.as_csv([table.heads, *(row.cells for row in table.rows)])


class GivenForm(Form):
    """``given`` are those that the report carries, ``found`` those that a search offers."""

    given = SelectMultipleField(_l("Codes of this report"), validate_choice=False)
    found = SelectMultipleField(_l("Found"), validate_choice=False)

    def offer(self, given: Sequence[Found], found: Sequence[Found]) -> None:
        carried = {one.code for one in given}
        self.given.choices = [(one.code, one.words) for one in given]
        self.found.choices = [(one.code, one.words) for one in found if one.code not in carried]
        if not self.is_submitted():
            self.given.data = sorted(carried)

    def wished(self) -> set[str]:
        return {*(self.given.data or ()), *(self.found.data or ())}
