"""The demonstration community's story, told by the application's own actions."""

from __future__ import annotations

from config import Config


def tell(config: Config) -> None:
    """Tells the story once, in a demonstration's empty database."""
