"""What is typed as minutes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from cop.kernel.forms import Form, Prose, Version


class MinutesForm(Form):
    text = Prose(
        _l("Minutes"),
        needed=_l("Write something first."),
        hint=_l("Markdown works: headings, lists, tables, links."),
    )
    version = Version()
