"""The commands: run, worker, mail, mail-in, migrate, backup, restore, index, check and the rest."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from config import Config, WrongSetting, from_environment
from cop import archive, checks, serve, verify
from cop.access import factor_actions
from cop.app import create_app
from cop.demo import story
from cop.kernel import installation, permissions, schema, worker
from cop.kernel.errors import N_, Missing, Refused
from cop.kernel.permits import SYSTEM
from cop.mail import arriving, ways
from cop.mail.apart import LARGEST
from cop.members import addresses, founding, queries
from cop.search import indexing

Command = Callable[[Config, argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; what it cannot do is one sentence on standard error and exit status 1 (2: wrong use)."""
    given = arguments if arguments is not None else sys.argv[1:]
    if given[:1] == ["verify"]:
        return verify.main(given[1:])
    told = _parser().parse_args(given)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        config = from_environment(
            data_dir=told.data and Path(told.data).absolute(),
            port=getattr(told, "port", None),
            demo=getattr(told, "demo", None) or None,
        )
        return COMMANDS[told.command](config, told)
    except (WrongSetting, installation.WrongMode, archive.CannotRestore, Refused) as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cop", description="A community of practice for healthcare AI."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    says = {
        "run": "start the site and its worker",
        "worker": "start the worker alone",
        "mail": "take mail in: listen (COP_MAIL_LISTEN) and fetch (COP_MAIL_FETCH)",
        "mail-in": "take one mail in from standard input, for a mail server's pipe",
        "migrate": "bring the database to this release",
        "backup": "write database, files and signing keys into one file",
        "restore": "bring a backup back into an empty place",
        "index": "make the search index again from what is there",
        "check": "look over configuration, database, ledger seals and kept counts",
        "permissions": "print who may do what, as Markdown",
        "reset-factors": "take a member's second factors away, when no administrator can",
    }
    made = {name: commands.add_parser(name, help=text, description=text) for name, text in says.items()}
    commands.add_parser(
        "verify", help="check a ballot's record: verify FILE [--receipt HASH] [--older FILE] [--key HEX]"
    )
    for command in made.values():
        command.add_argument("--data", metavar="DIR", help="folder of the database file and keys")
    made["run"].add_argument("--port", type=int, metavar="N")
    for name in ("run", "worker"):
        made[name].add_argument("--demo", action="store_true", help="demonstration mode")
    for name in ("backup", "restore"):
        made[name].add_argument("file", metavar="FILE", type=Path)
    made["mail-in"].add_argument(
        "to", metavar="ADDRESS", nargs="*", help="whom it came for; else its headers say"
    )
    made["reset-factors"].add_argument("email", metavar="EMAIL", help="an address of the member's")
    return parser


def _ready(config: Config) -> Flask:
    """The application on a migrated and founded database of the right mode. Raises WrongMode."""
    app = create_app(config)
    with app.app_context():
        schema.migrate()
        installation.demand_mode(config.demo)
        if config.demo:
            print("Preparing the demonstration community (some seconds at the first start) ...", flush=True)
            story.tell()
        elif code := founding.found_community(demo=False):
            print(
                f"An empty community. Make the first account at {config.base_url}/setup with the code {code}"
            )
    return app


def run(config: Config, _told: argparse.Namespace) -> int:
    _ready(config)
    return serve.both(config)


def work(config: Config, _told: argparse.Namespace) -> int:
    app, stop = create_app(config), _stopped_by_signal()
    with app.app_context():
        installation.demand_mode(config.demo)
    worker.run(app, stop)
    return 0


def _stopped_by_signal() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def mail(config: Config, _told: argparse.Namespace) -> int:
    app, stop = create_app(config), _stopped_by_signal()
    with app.app_context():
        installation.demand_mode(config.demo)
    ways.run(app, stop)
    return 0


def mail_in(config: Config, told: argparse.Namespace) -> int:
    """The statuses of sysexits.h that mail servers know: 67 nobody of ours, 75 try again."""
    with create_app(config).app_context():
        try:
            return 0 if arriving.deliver(sys.stdin.buffer.read(LARGEST + 1), told.to) else 67
        except Refused as refused:
            print(refused, file=sys.stderr)
            return 75


def migrate(config: Config, _told: argparse.Namespace) -> int:
    with create_app(config).app_context():
        schema.migrate()
        print(f"The database is at revision {schema.current()}.")
    return 0


def backup(config: Config, told: argparse.Namespace) -> int:
    with create_app(config).app_context():
        archive.backup(config, told.file)
    print(f"Backed up to {told.file}. It holds the signing keys: keep it as safe as the installation itself.")
    return 0


def restore(config: Config, told: argparse.Namespace) -> int:
    archive.restore(config, told.file)
    with create_app(config).app_context():
        schema.migrate()
    print("Restored.")
    return 0


def index(config: Config, _told: argparse.Namespace) -> int:
    with create_app(config).app_context():
        indexing.begin_again()
        for kind, number in indexing.rest():
            print(f"{kind}: {number} more", flush=True)
    print("The search index is whole.")
    return 0


def check(config: Config, _told: argparse.Namespace) -> int:
    with create_app(config).app_context():
        troubles = list(checks.troubles(config))
    for trouble in troubles:
        print(trouble)
    print("Everything holds." if not troubles else f"{len(troubles)} to look at.")
    return int(bool(troubles))


def reset_factors(config: Config, told: argparse.Namespace) -> int:
    """For the last administrator, who has nobody else to ask; whoever holds the server answers for it."""
    with create_app(config).app_context():
        known = queries.address(addresses.key(told.email))
        if known is None:
            raise Missing(N_("No account here has that address."))
        factor_actions.reset_factors(known.member, "", actor=SYSTEM)
        print(f"{known.member.name} has no second factor any more, and is told by mail.")
    return 0


def show_permissions(config: Config, _told: argparse.Namespace) -> int:
    print(permissions.document(create_app(config)), end="")
    return 0


COMMANDS: dict[str, Command] = {
    "run": run,
    "worker": work,
    "mail": mail,
    "mail-in": mail_in,
    "migrate": migrate,
    "backup": backup,
    "restore": restore,
    "index": index,
    "check": check,
    "permissions": show_permissions,
    "reset-factors": reset_factors,
}
