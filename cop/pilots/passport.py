"""A pilot's passport: the record as the reader sees it, signed, to be checked offline with the verifier."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from flask import current_app

from cop.ballots import chain
from cop.ballots.record import public_hex, stamp
from cop.kernel import refs
from cop.pilots import export
from cop.pilots.models import Pilot

FORMAT = "cop-pilot-passport/1"


def signed_bytes(said: dict[str, Any]) -> bytes:
    """What the signature is over: the format, and canonical JSON with sorted members and no spaces."""
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{FORMAT}\n{written}".encode()


def of_pilot(viewer: Any, pilot: Pilot, now: datetime) -> dict[str, Any]:
    """``linked``: incidents, statements and talk about the pilot, as far as ``viewer`` sees them."""
    record = export.record_of(viewer, pilot)
    linked = [
        {"kind": one.kind, "title": one.title, "note": one.note}
        for _how, one in refs.linked(pilot.ref, viewer)
    ]
    site = current_app.extensions["cop"].config.base_url
    said = {"record": record | {"linked": linked}, "signed_at": stamp(now), "site": site}
    key = chain.signing_key()
    signature = key.sign(signed_bytes(said)).hex()
    return {"format": FORMAT, "key": public_hex(key), "passport": said, "signature": signature}
