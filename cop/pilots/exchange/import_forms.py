"""What is chosen to bring pilots from a file."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField
from wtforms.validators import InputRequired

from cop.kernel.forms import Form
from cop.pilots.exchange.entries import Mode

MODES = {
    Mode.DRAFTS.value: _l("Drafts that you go on with or hand over"),
    Mode.RECORDED.value: _l("Pilots as they stand elsewhere, recorded from a public document"),
}
MODE_HINTS = {
    Mode.DRAFTS.value: _l(
        "Dossier, criteria, countries and sites are taken; decisions and results stay behind."
    ),
    Mode.RECORDED.value: _l("Decisions are shown as told by a document, never as attested by a regulator."),
}


class BringForm(Form):
    file = FileField(
        _l("File of pilots"),
        [FileRequired(_l("Choose the file with the pilots."))],
        description=_l("CSV, XLSX or JSON as this registry's own lists are, at most 16 MB; or a passport."),
    )
    mode = RadioField(
        _l("They become"), [InputRequired(_l("Choose what they become."))], choices=list(MODES.items())
    )
