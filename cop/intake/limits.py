"""How much of a list is taken at once."""

from __future__ import annotations

from dataclasses import dataclass

UNPACKED = 80 * 2**20  # bytes of a packed file when unpacked
PARTS = 500  # files within a packed one
BATCH = 500  # rows that the worker deals with in one transaction


@dataclass(frozen=True)
class Limits:
    """``cell`` in characters, ``largest`` in bytes of the file."""

    rows: int = 20_000
    columns: int = 40
    cell: int = 2_000
    largest: int = 8 * 2**20


USUAL = Limits()
