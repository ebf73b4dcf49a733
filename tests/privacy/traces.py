"""Looking for a person in every column of every table."""

from typing import Any

from sqlalchemy import select, text

from cop.kernel.db import Base, db


def traces(*words: str) -> list[str]:
    """The columns ("table.column") in which one of the words stands, whatever its case."""
    low = [word.casefold() for word in words]
    found: list[Any] = [("search_words", db.session.execute(text("SELECT * FROM search_words")))]
    found += [(table.name, db.session.execute(select(table))) for table in Base.metadata.tables.values()]
    return sorted(
        f"{table}.{name}"
        for table, rows in found
        for row in rows.mappings().all()
        for name, value in row.items()
        if any(word in str(value).casefold() for word in low)
    )
