"""Who hears of a draft: the reviewer that it waits, the author that it was answered. No letter holds its words."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from cop.clearance import queries
from cop.clearance.models import Clearance
from cop.kernel.errors import N_
from cop.kernel.features import SILENT
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Member


def to_reviewer(entry: Entry) -> Iterable[Letter]:
    if reviewer := entry.facts.get("reviewer"):
        yield Letter("clearance_asked", reviewer, {"draft": split(entry.subject)[1]}, entry.id)


def to_author(entry: Entry) -> Iterable[Letter]:
    yield Letter("clearance_answered", entry.facts["author"], {"draft": split(entry.subject)[1]}, entry.id)


def _asked(reader: Member, letter: Letter) -> Mail | None:
    """None for who is asked no more."""
    draft = queries.draft(reader, letter.about["draft"])
    if draft is None or draft.reviewer_id != reader.id or draft.state != Clearance.WAITING:
        return None
    link = url_for("drafts.draft", id=draft.id, _external=True)
    subject = _("%(name)s asks you to clear a text", name=draft.author.name)
    return write("clearance_asked", subject, author=draft.author, draft=draft.id, link=link)


def _answered(reader: Member, letter: Letter) -> Mail | None:
    draft = queries.draft(reader, letter.about["draft"])
    if draft is None or draft.state == Clearance.WAITING or draft.reviewer is None:
        return None
    cleared = draft.state == Clearance.CLEARED
    subject = _("Your text is cleared") if cleared else _("Your text is not cleared")
    link = url_for("drafts.draft", id=draft.id, _external=True)
    return write("clearance_answered", subject, reviewer=draft.reviewer, cleared=cleared, link=link)


NOTICES = {
    "clearance_asked": to_reviewer,
    "clearance_answered": to_author,
    "draft_published": SILENT,
}
LETTERS = {"clearance_asked": _asked, "clearance_answered": _answered}
VERBS = {
    "clearance_asked": N_("%(who)s kept a text for clearance: %(what)s"),
    "clearance_answered": N_("%(who)s answered about a text to clear: %(what)s"),
    "draft_published": N_("%(who)s published a text that waited for clearance: %(what)s"),
}
