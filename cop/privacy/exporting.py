"""The worker's part of an export, and what takes its files away."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select

from cop.kernel.db import db
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.members.models import Member
from cop.privacy import export_actions, gathering
from cop.privacy.export_models import GONE, MAKING, READY, Export

STEP = 5  # percent: progress is written down so often


def make(payload: dict[str, Any], now: datetime) -> None:
    """Task ``export``: gathers what was asked for, unless the person has left since."""
    export = db.session.get(Export, payload["export"])
    if export is None or export.state != MAKING:
        return
    name = f"{export.id}-{secrets.token_hex(16)}.zip"
    path = gathering.folder() / name
    try:
        _write(path, export, now)
        export_actions.finish_export(export, name, path.stat().st_size, actor=SYSTEM, now=now)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write(path: Path, export: Export, now: datetime) -> None:
    member = db.session.get_one(Member, export.member_id)

    def step(percent: int) -> None:
        if percent >= export.progress + STEP:
            export_actions.note_progress(export, percent, actor=SYSTEM, now=now)

    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, force_locale(member.language):
        gathering.write(file, member, now, step)


def forget(before: datetime, most: int) -> int:
    """Deletes the files that were ready before then; that they were asked for stays to be seen."""
    old = (
        select(Export).where(Export.state == READY, Export.ready_at < before).order_by(Export.id).limit(most)
    )
    found = list(db.session.scalars(old))
    for export in found:
        _delete_file(export)
        export.state, export.name = GONE, ""
    return len(found)


def _delete_file(export: Export) -> None:
    if export.name:
        (gathering.folder() / export.name).unlink(missing_ok=True)


def forget_all(member: Member, _words: bool, _now: datetime) -> None:
    """When the member leaves."""
    for export in db.session.scalars(select(Export).where(Export.member_id == member.id)):
        _delete_file(export)
    db.session.execute(delete(Export).where(Export.member_id == member.id))


def ready(member: Member, letter: Letter) -> Mail | None:
    export = db.session.get(Export, letter.about["export"])
    if export is None or export.state != READY or not member.is_member:
        return None
    return write("export_ready", _("Your data is ready"), link=url_for("privacy.exports", _external=True))
