"""What the tests about signing in share: an app that shows codes, and a browser half signed in."""

from datetime import timedelta

import pyotp
import pytest

from cop.access import factor_actions, queries, totp
from cop.kernel import clock
from tests.members.conftest import PASSWORD, demo, letters, path_in, whole_demo, with_password
from tests.people import member

__all__ = ["PASSWORD", "demo", "letters", "path_in", "whole_demo", "with_password"]
ALICE = {"email": "alice@example.org", "password": PASSWORD}


class App:
    """The member's phone."""

    def __init__(self, person) -> None:
        factor_actions.begin_app(person, actor=person)
        self.secret = totp.unseal(queries.app_of(person).sealed, person)
        with clock.at(clock.now()):  # the code is not to run out between being read and being typed
            self.codes = factor_actions.confirm_app(person, self.code(-1), actor=person)

    def code(self, ahead: int = 0) -> str:
        """What it shows now, or so many half minutes ahead."""
        return pyotp.TOTP(self.secret).at(clock.now() + timedelta(seconds=30 * ahead))


@pytest.fixture
def alice(app):
    return with_password(member())


@pytest.fixture
def phone(alice) -> App:
    return App(alice)


def half(client, **typed):
    """A browser in which the password was typed."""
    answer = client.post("/sign-in", data=ALICE | typed)
    assert answer.location.startswith("/sign-in/second")
    return answer


def is_in(client) -> bool:
    return client.get("/account").status_code == 200


def is_proven(client) -> bool:
    return client.get("/account/password").status_code == 200
