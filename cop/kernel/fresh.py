"""Answering "you have it already" before anything is rendered.

Whatever changes a word of a page is recorded in the ledger, so that the ledger's end stands for all that a page was
made of. It is named by three figures, since on PostgreSQL an earlier row may be committed after a later one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response, make_response, request, session
from flask_babel import get_locale
from sqlalchemy import func, select

from cop.kernel.db import db
from cop.kernel.ledger import Entry, Seal
from cop.kernel.web import actor
from cop.kernel.words import reader_zone

ROOT = Path(__file__).parents[2]
MADE_OF = ("cop/**/*.py", "cop/translations/**/*.mo", "templates/**/*.*", "static/*.*")
PUBLIC = "public, max-age=300"  # what is the same for everyone may be five minutes old


def page(make: Callable[[], str]) -> Response:
    """The page that ``make`` renders for this reader and no other; 304 where their browser holds it already."""
    if "_flashes" in session:  # a message is shown once
        return make_response(make())
    person = [
        session.get("_user_id", ""),
        session.get("csrf_token", ""),
        sorted(actor().roles),
        reader_zone(),
    ]
    return _answer(_tag("page", *person), make)


def file(make: Callable[[], Response]) -> Response:
    """A file that is the same for everyone who may have it (in one language), kept by caches for a while."""
    made = _answer(_tag("file"), make)
    made.headers["Cache-Control"] = PUBLIC
    return made


def _answer(tag: str, make: Callable[[], Any]) -> Response:
    known = request.if_none_match.contains_weak(tag)
    made = Response(status=304) if known else make_response(make())
    made.set_etag(tag, weak=True)  # compression keeps a weak tag as it is
    return made


def _tag(*parts: object) -> str:
    address = request.full_path, str(get_locale()), release()
    return hashlib.sha256(repr((parts, address, _ledger())).encode()).hexdigest()[:32]


def _ledger() -> tuple[Any, ...]:
    last = select(func.max(Entry.id)).scalar_subquery()
    unsealed = select(func.count()).select_from(Entry).where(Entry.seal.is_(None)).scalar_subquery()
    sealed = select(func.max(Seal.id)).scalar_subquery()
    return tuple(db.session.execute(select(last, unsealed, sealed)).one())


@lru_cache(maxsize=1)
def release() -> str:
    """Names the code, texts and looks that pages are made by."""
    files = sorted(file for pattern in MADE_OF for file in ROOT.glob(pattern))
    facts = [(str(f.relative_to(ROOT)), (s := f.stat()).st_size, s.st_mtime_ns) for f in files]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]
