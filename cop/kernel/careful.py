"""Forms whose texts are looked through for what points to people before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field

from cop.kernel.deidentify import find, marked, sentence
from cop.kernel.forms import Form


class CarefulForm(Form):
    """``shown``: of each text that waits, its pieces with the kind of what each points to.

    ``names`` surely point to somebody, too. ``unread``: fields that are no texts.
    """

    confirmed = BooleanField(_l("I have looked: what is marked points to nobody"))
    unread: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown: dict[str, list[tuple[str, str]]] = {}
        self.names: Sequence[str] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        waits = [one for one in self if self._is_read(one) and not one.errors and not self._is_clean(one)]
        return right and not waits

    def _is_read(self, one: Field) -> bool:
        return one.type in ("StringField", "TextAreaField") and one.name not in self.unread

    def _is_clean(self, one: Field) -> bool:
        found = find(one.data or "", self.names)
        waits = [f for f in found if f.sure or not self.confirmed.data]
        if waits:
            self.shown[one.name] = marked(one.data, found)
            message, kinds = sentence(waits)
            one.errors = [*one.errors, gettext(message, what=", ".join(gettext(kind) for kind in kinds))]
        return not waits
