"""The web server: ``python -m cop.web_server wsgi:app``, as ``cop.serve`` starts it.

The application is loaded, and has made its first pages, before the server forks its workers: they share the memory of
all that, and nobody waits for a worker's first page. No connection is left open by then: each worker makes its own.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
from importlib import import_module

from flask import url_for
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from config import Config, from_environment
from cop.kernel.db import db


def serve(config: Config, target: str) -> None:
    """Serves ``target`` ("module:name of the application") until it is told to end."""
    Granian(
        target,
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def load(module: str, name: str) -> None:
    """Loads the application and makes the pages of its menu, as visitors meet them."""
    app = getattr(import_module(module), name)
    with app.test_request_context():
        addresses = [url_for(place.endpoint) for place in app.extensions["cop"].places]
    app.config["KEEP_PAGES"] = False
    for address in addresses:
        app.test_client().get(address)
    app.config["KEEP_PAGES"] = True
    with app.app_context():
        db.engine.dispose()


def main(target: str) -> None:
    if sys.platform == "linux":  # elsewhere forking is not safe, and each worker loads its own
        multiprocessing.set_start_method("fork")
        load(*target.split(":"))
        gc.collect()
        gc.freeze()  # a collection in a worker would touch, and so copy, what is shared
    serve(from_environment(), target)


if __name__ == "__main__":
    main(*sys.argv[1:])
