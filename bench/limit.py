"""The least a server can do: the bytes of a page from memory, with nothing, or with the session's cookie read.

``/plain/N`` and ``/cookie/N`` answer with the file N of the folder that BENCH_PAGES names.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask.json.tag import TaggedJSONSerializer
from itsdangerous import URLSafeTimedSerializer
from werkzeug.http import parse_cookie

from config import from_environment
from cop import web_server

FOLDER = Path(os.environ["BENCH_PAGES"])
BODIES = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix != ".key"}
SECRET = (FOLDER / "secret.key").read_bytes()
HOW = {"key_derivation": "hmac", "digest_method": hashlib.sha1}  # as Flask signs its sessions
SIGNED = URLSafeTimedSerializer(SECRET, "cookie-session", TaggedJSONSerializer(), signer_kwargs=HOW)


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    _, kind, name = environ["PATH_INFO"].split("/")
    if kind == "cookie":
        SIGNED.loads(parse_cookie(environ["HTTP_COOKIE"])["cop"])
    body = BODIES[name]
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]


if __name__ == "__main__":
    web_server.serve(from_environment(), "bench.limit:app")
