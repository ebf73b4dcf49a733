"""A browser for the tests."""

from typing import Any

from flask import g, has_app_context
from flask.testing import FlaskClient


class Browser(FlaskClient):
    """Begins each request afresh: a test holds an application context, in which one request's ``g`` would meet the next.

    Without this the first visitor of a test would stay signed in (or out) for all that come after.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():
            for name in list(g):
                g.pop(name)
        return super().open(*args, **kwargs)
