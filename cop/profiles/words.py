"""Labels of the fields of a profile and of who sees them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from cop.profiles.rules import Level

FIELDS = {
    "name": _l("Name"),
    "organisation": _l("Organisation"),
    "position": _l("Position"),
    "expertise": _l("Expertise"),
    "languages": _l("Languages read"),
    "zone": _l("Time zone"),
    "about": _l("About"),
}
LEVELS = {
    Level.NOBODY: _l("Nobody"),
    Level.MEMBERS: _l("Members"),
    Level.PUBLIC: _l("Everyone"),
}
