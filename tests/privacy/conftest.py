"""What the tests about privacy share."""

from tests.ballots.conftest import paper

__all__ = ["paper"]
