"""A community with single sign-on, and a certified provider run by node for the tests marked so."""

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from flask import Flask

HERE = Path(__file__).parent / "provider"
PEOPLE = {
    "u-alice": {"name": "Alice Elsewhere", "email": "alice@example.org", "email_verified": True},
    "u-mallory": {"name": "Mallory", "email": "alice@example.org", "email_verified": False},
}
BASE = "http://127.0.0.1:8000"
SECRET = "a secret of twenty letters"
MOST_STEPS = 12


class Elsewhere:
    """The provider: who signs in next, and the walk of a browser that was sent there."""

    def __init__(self, port: int) -> None:
        self.port, self.issuer = port, f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        if not (HERE / "node_modules").exists():
            pytest.fail("The provider of these tests is not installed: npm ci --prefix tests/sso/provider")
        told = {"port": self.port, "redirect": f"{BASE}/sign-in/sso/return", "people": PEOPLE}
        command = ["node", "provider.js", json.dumps(told | {"client": "cop", "secret": SECRET})]
        self.process = subprocess.Popen(
            command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self.process.stdout.readline() == "ready\n"

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def next(self, account: str = "u-alice", **login) -> None:
        self._post({"login": {"accountId": account, "ts": int(time.time())} | login})

    def decline(self) -> None:
        self._post({"error": "access_denied", "error_description": "not today"})

    def _post(self, result: dict) -> None:
        requests.post(f"{self.issuer}/next", json=result, timeout=20).raise_for_status()

    def walk(self, address: str) -> str:
        """Where a browser ends that follows ``address``: the path at our place, with what the provider says."""
        browser = requests.Session()
        for _ in range(MOST_STEPS):
            if address.startswith(f"{BASE}/"):
                return address.removeprefix(BASE)
            answer = browser.get(address, allow_redirects=False, timeout=20)
            assert answer.is_redirect, answer.text
            address = requests.compat.urljoin(address, answer.headers["Location"])
        raise AssertionError("the provider sends us in circles")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Elsewhere]:
    provider = Elsewhere(free_port())
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
def configure(app: Flask, monkeypatch) -> Callable[..., None]:
    """Sets single sign-on up for a test, with a provider at ``issuer``."""

    def set_up(issuer: str, **more: str) -> None:
        house = app.extensions["cop"]
        told = {
            "sso_issuer": issuer,
            "sso_client_id": "cop",
            "sso_client_secret": SECRET,
            "sso_label": "Ministry",
        }
        monkeypatch.setattr(house, "config", replace(house.config, base_url=BASE, **(told | more)))
        app.extensions.pop("cop.sso", None)

    yield set_up
    app.extensions.pop("cop.sso", None)
