"""Members as who runs a meeting names them."""

from __future__ import annotations

from cop.kernel.errors import Invalid
from cop.members.models import Member
from cop.spaces.queries import member_called


def called(name: str, field: str) -> Member:
    """The member of that name. Raises Invalid at ``field``."""
    try:
        return member_called(name)
    except Invalid as refused:
        refused.field = field
        raise
