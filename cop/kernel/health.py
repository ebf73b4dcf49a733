"""For whatever watches the installation: is it alive, and is it ready."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from cop.kernel import clock, outbox
from cop.kernel.db import db
from cop.kernel.features import Feature
from cop.kernel.permits import public
from cop.kernel.web import Pages

LONGEST_LAG_SECONDS = 300
pages = Pages("health")
feature = Feature("health", blueprints=(pages,))


@pages.get("/healthz", public)
def healthz() -> Any:
    """The process answers."""
    return jsonify(status="ok")


@pages.get("/readyz", public)
def readyz() -> Any:
    """The database answers and the worker keeps up: the oldest due item has waited at most five minutes."""
    try:
        db.session.execute(select(1))
        lag = outbox.lag_seconds(clock.now())
    except SQLAlchemyError:
        db.session.rollback()
        return jsonify(status="unavailable", database="unreachable"), 503
    late = lag > LONGEST_LAG_SECONDS
    return jsonify(
        status="late" if late else "ok", database="ok", outbox_lag_seconds=lag
    ), 503 if late else 200
