"""Files that are the same for everyone who may have them: caches on the way may keep them for a while."""

from __future__ import annotations

import hashlib

from flask import Response, request

FOR = "public, max-age=300"


def shared(made: Response, tag: str = "") -> Response:
    """The file with its tag, by default of its content; 304 where the reader holds it already."""
    made.headers["Cache-Control"] = FOR
    made.set_etag(tag or hashlib.sha256(made.get_data()).hexdigest()[:32], weak=True)
    made.make_conditional(request)
    return made
