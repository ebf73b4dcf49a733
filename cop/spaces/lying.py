"""What lies in a space, as far as a viewer may see it: each feature names its newest things, and resolves them.

A manifest's hook ``lies_in:<kind>`` gives, for a space's id, the ids of things of that kind in it, the newest first.
"""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from cop.kernel import refs
from cop.kernel.errors import N_
from cop.kernel.refs import Resolved
from cop.spaces.models import Space

NAMES = {"meeting": N_("Meetings"), "statement": N_("Statements")}


def in_space(space: Space, viewer: Any) -> list[tuple[str, list[Resolved]]]:
    """(name, things) of each kind that the viewer sees any of."""
    hooks = current_app.extensions["cop"].hooks
    named = {kind: hooks[f"lies_in:{kind}"](space.id) for kind in NAMES}
    seen = refs.resolve((refs.ref(kind, id) for kind, ids in named.items() for id in ids), viewer)
    found = [
        (kind, [one for id in ids if (one := seen.get(refs.ref(kind, id)))]) for kind, ids in named.items()
    ]
    return [(_(NAMES[kind]), things) for kind, things in found if things]
