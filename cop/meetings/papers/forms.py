"""What is typed to lay a paper."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FileField

from cop.attachments.rules import ACCEPTED
from cop.kernel.forms import Line
from cop.meetings.outcomes.forms import FromItemForm


class PaperForm(FromItemForm):
    files = FileField(
        _l("File"),
        description=_l("PDF, office documents, images, text; 10 MB. Shown to whoever may see the meeting."),
    )
    at = Line(
        _l("Or where it lies"),
        most=500,
        hint=_l(
            "Address of a thread, statement or pilot of this site, shown to whoever may see it; "
            "or a web address, shown to members."
        ),
    )
    title = Line(
        _l("Title"), most=160, hint=_l("Empty: the name of the file, or the title of what lies there.")
    )
    accepted = ACCEPTED
