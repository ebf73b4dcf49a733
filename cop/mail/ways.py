"""The ways in as one process: the listener, and each minute the mailbox; whichever is set."""

from __future__ import annotations

import imaplib
import logging
import threading

from flask import Flask

from cop.kernel.errors import Refused
from cop.mail import fetching
from cop.mail.listening import Listener

log = logging.getLogger(__name__)


def run(app: Flask, stop: threading.Event) -> None:
    """Until ``stop`` is set."""
    config = app.extensions["cop"].config
    listener = Listener(app, config.mail_listen) if config.mail_listen else None
    if listener:
        listener.start()
        log.info("listening for mail at %s", config.mail_listen)
    try:
        while not stop.wait(fetching.EVERY_SECONDS):
            if config.mail_fetch:
                fetch(app, config.mail_fetch)
    finally:
        if listener:
            listener.stop()


def fetch(app: Flask, url: str) -> None:
    """A mailbox that does not answer is tried again in a minute."""
    with app.app_context():
        try:
            fetching.fetch(url)
        except (OSError, imaplib.IMAP4.error, Refused) as error:
            log.warning("no mail could be fetched: %s", error)
