"""Every setting, typed, from the environment. A wrong value stops the start with a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cop.kernel.network import is_loopback


class WrongSetting(ValueError):
    """A setting that cannot be used; the message is a sentence for the operator."""


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        if not raw.isdigit() or not least <= int(raw) <= most:
            raise ValueError(f"needs a whole number from {least} to {most}")
        return int(raw)

    return read


def _yes(raw: str) -> bool:
    if raw.lower() not in ("yes", "no"):
        raise ValueError("needs yes or no")
    return raw.lower() == "yes"


def _address(*schemes: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw and urlsplit(raw).scheme not in schemes:
            raise ValueError(
                f"needs an address that begins with one of: {', '.join(s + ':' for s in schemes)}"
            )
        return raw.rstrip("/")

    return read


def _setting(default: Any, read: Callable[[str], Any], says: str) -> Any:
    return field(default=default, metadata={"read": read, "says": says})


def _issuer(raw: str) -> str:
    """As the provider writes it, to the letter. Secrets pass on the way, so HTTPS alone is good enough elsewhere."""
    parts = urlsplit(raw)
    if raw and not (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    ):
        raise ValueError("needs an address that begins with https:")
    return raw


def _mailbox(raw: str) -> str:
    if raw and not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,15}@[a-z0-9.-]+", raw):
        raise ValueError(
            "needs a mail address in small letters, with no + and at most 16 characters before the @"
        )
    return raw


DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
SSO_LIBRARIES = ("authlib", "joserfc", "requests")  # the extra "sso"


@dataclass(frozen=True)
class Config:
    """The settings; each is read from ``COP_`` and its name in capitals."""

    data_dir: Path = _setting(
        Path("instance"), lambda raw: Path(raw).absolute(), "Folder of the database file and keys."
    )
    database_url: str = _setting("", _address(*DATABASES), "Database; by default SQLite in the data folder.")
    base_url: str = _setting(
        "", _address("http", "https"), "Address in links and mail. Empty: this machine, at the port."
    )
    mail_url: str = _setting(
        "",
        _address("smtp", "smtp+starttls", "smtps", "page"),
        "smtp+starttls://user:password@host:587, smtps://…:465, smtp://… (TLS where offered), or page: to keep mail on "
        "a page. "
        "Empty: page: in demonstration mode, else mail waits in the outbox.",
    )
    mail_from: str = _setting("cop@localhost", str, "Sender of all mail.")
    mail_replies: str = _setting(
        "",
        _mailbox,
        "Address that answers by mail go to; its server passes on what comes to it with a + and more before the @. "
        "Empty: letters are not answered by mail.",
    )
    mail_listen: str = _setting(
        "",
        _address("lmtp", "smtp"),
        "lmtp://127.0.0.1:8024 or smtp://…: take mail there from your mail server. Empty: no listener.",
    )
    mail_fetch: str = _setting(
        "",
        _address("imaps", "imap+starttls", "imap"),
        "imaps://user:password@host/INBOX: fetch mail from there each minute. Empty: none is fetched.",
    )
    gather_minutes: int = _setting(
        5,
        _whole(0, 120),
        "Minutes in which answers in one thread become one letter to each reader (demonstration: 0).",
    )
    wake_url: str = _setting(
        "",
        _address("redis", "rediss", "postgresql"),
        "What wakes the worker where the site runs on another machine: redis://host:6379/0 or postgresql://…. Empty: a "
        "file in the data folder.",
    )
    site_name: str = _setting("Healthcare AI Community of Practice", str, "Name shown on every page.")
    demo: bool = _setting(False, _yes, "yes: demonstration mode, personas sign in with one click.")
    demo_anywhere: bool = _setting(
        False, _yes, "yes: allow demonstration mode on an address others can reach."
    )
    host: str = _setting("127.0.0.1", str, "Address the server listens on.")
    port: int = _setting(8000, _whole(1, 65535), "Port the server listens on.")
    workers: int = _setting(2, _whole(1, 64), "Server processes; one a core.")
    proxies: int = _setting(
        0, _whole(0, 9), "Reverse proxies in front whose X-Forwarded headers are believed."
    )
    ballot_minutes: int = _setting(
        72 * 60, _whole(1, 525600), "Shortest ballot, in minutes (demonstration: 1)."
    )
    second_factor_days: int = _setting(
        14,
        _whole(0, 3650),
        "Days in which officers, administrators and verified regulators may do without a second factor.",
    )
    consultation_days: int = _setting(14, _whole(1, 365), "Consultation time proposed, in days.")

    clamav: str = _setting(
        "",
        _address("unix", "tcp"),
        "Socket of ClamAV's daemon, by which every file that is brought is checked: unix:/run/clamav/clamd.ctl or "
        "tcp://host:3310. Empty: files are not scanned.",
    )
    sso_issuer: str = _setting(
        "",
        _issuer,
        "Single sign-on by OpenID Connect: the provider's issuer address, exactly as it writes it.",
    )
    sso_client_id: str = _setting("", str, "Our name at the provider (client id).")
    sso_client_secret: str = _setting("", str, "Our secret at the provider (client secret).")
    sso_label: str = _setting("", str, "The provider's name on the button, as in: Ministry of Health.")
    sso_second_factor: str = _setting(
        "",
        str,
        "Empty: our own second factor is asked for after single sign-on too. amr: not when the provider's amr "
        "names mfa. Anything else: not when its acr is this.",
    )

    def __post_init__(self) -> None:
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.data_dir.absolute() / 'cop.sqlite3'}")
        if not self.base_url:
            object.__setattr__(self, "base_url", f"http://127.0.0.1:{self.port}")
        self._refuse_half_a_sign_on()
        if self.wake_url.startswith("redis") and find_spec("redis") is None:
            raise WrongSetting(
                "COP_WAKE_URL names a Redis, but its library is not installed: pip install '.[redis]', with "
                "constraints.txt."
            )
        if self.demo:
            object.__setattr__(self, "ballot_minutes", 1)
            object.__setattr__(self, "gather_minutes", 0)
            object.__setattr__(self, "mail_url", self.mail_url or "page:")
            self._refuse_demo_in_public()

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https:")

    def _refuse_half_a_sign_on(self) -> None:
        needed = {
            f"COP_{name.upper()}": getattr(self, name)
            for name in ("sso_issuer", "sso_client_id", "sso_client_secret", "sso_label")
        }
        missing = [name for name, value in needed.items() if not value]
        if len(missing) not in (0, len(needed)) or (self.sso_second_factor and missing):
            raise WrongSetting(
                f"Single sign-on needs {', '.join(needed)} together, and {', '.join(missing)} is not set. "
                "Set all of them, or none."
            )
        if not missing and any(find_spec(name) is None for name in SSO_LIBRARIES):
            raise WrongSetting(
                "Single sign-on is set, but its libraries are not installed: pip install '.[sso]', with "
                "constraints.txt."
            )

    def _refuse_demo_in_public(self) -> None:
        if self.demo_anywhere:
            return
        for name, host in (("COP_HOST", self.host), ("COP_BASE_URL", urlsplit(self.base_url).hostname or "")):
            if not is_loopback(host):
                raise WrongSetting(
                    f"Demonstration mode lets anyone sign in as anyone, and {name} is {host}, which others may reach. "
                    "Use 127.0.0.1, or set COP_DEMO_ANYWHERE=yes if that is what you want."
                )


def from_environment(environment: Mapping[str, str] = os.environ, **told: Any) -> Config:
    """The configuration of ``environment``; ``told`` (command-line options) wins. Raises WrongSetting."""
    values = {}
    for setting in fields(Config):
        name = f"COP_{setting.name.upper()}"
        if name in environment:
            values[setting.name] = _read(name, environment[name], setting.metadata["read"])
    unknown = {n for n in environment if n.startswith("COP_")} - {
        f"COP_{s.name.upper()}" for s in fields(Config)
    }
    if unknown:
        raise WrongSetting(
            f"There is no setting {', '.join(sorted(unknown))}. See docs/operators/settings.md."
        )
    return Config(**values | {k: v for k, v in told.items() if v is not None})


def _read(name: str, raw: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(raw)
    except ValueError as error:
        raise WrongSetting(f"{name} is {raw!r} but {error}.") from error
