"""The form of a stage, made from the declaration of its fields; and forms over one row that others may save too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from wtforms import HiddenField

from cop.kernel.forms import Form
from cop.pilots import country_dossier, dossier
from cop.pilots.controls import CONTROLS
from cop.pilots.fields import NEEDED_WORDS, SEEN_WORDS, Kind, Stage


class StageForm(Form):
    """A stage's questions. ``version``: how often it was saved when the page was made."""

    stage: Stage
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.stage.fields:
            field = self[one.key]
            field.flags.required = one.needed != ""
            said = (one.hint, NEEDED_WORDS[one.needed], SEEN_WORDS[one.seen])
            field.description = " ".join(gettext(sentence) for sentence in said if sentence)

    def answers(self) -> dict[str, Any]:
        """By key, as they are kept: dates as ISO 8601."""
        given = {one.key: self[one.key].data for one in self.stage.fields}
        return {key: v.isoformat() if isinstance(v, date) else v for key, v in given.items()}


def _made(stage: Stage) -> type[StageForm]:
    return type(
        f"{stage.key}_form",
        (StageForm,),
        {"stage": stage} | {f.key: CONTROLS[f.kind](f) for f in stage.fields},
    )


FORMS = {stage.key: _made(stage) for stage in (*dossier.STAGES.values(), *country_dossier.STAGES.values())}


def filled(stage: Stage, have: Mapping[str, Any], version: int) -> StageForm:
    """The stage's form, as posted or with what is answered so far."""
    dates = {f.key for f in stage.fields if f.kind is Kind.DATE}
    data = {key: date.fromisoformat(v) if key in dates else v for key, v in have.items()}
    return FORMS[stage.key](data=data | {"version": version})


class VersionedForm(Form):
    """A form over one row; ``version``: its version when the page was made."""

    version = HiddenField(default="1")


def seen_version(form: Any) -> int:
    """The version a form was made from; -1, which is never current, for what is no number."""
    typed = str(form.version.data or "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def show_theirs(form: Any, current: Iterable[tuple[str, Any]]) -> None:
    """After a save that came too late: what stands now, beside what was typed; the next save goes on top of it."""
    if form.stale is not None:
        form.stale.theirs = "\n".join(f"{label}: {told}" for label, told in current)
        form.version.data = str(form.stale.version)
