"""A PostgreSQL of the tests' own: made for one session, on a socket of its own, and thrown away after it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROLE = "cop"
# Text sorts as people sort it, not by bytes, and the server's zone is not UTC:
# what leans on either by mistake comes out otherwise than on SQLite.
INITDB = f"""
    --username={ROLE} --auth=trust --encoding=UTF8 --no-sync
    --locale=C.UTF-8 --locale-provider=icu --icu-locale=en
"""
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "synchronous_commit": "off",
    "timezone": "Asia/Bangkok",
}


class Cluster:
    """A server of PostgreSQL 15 or later, reached through a Unix socket in a directory of its own."""

    def __init__(self) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="cop-pg-"))
        self.data = self.directory / "data"

    def start(self) -> None:
        """Raise `FileNotFoundError` where PostgreSQL is missing, `RuntimeError` in its words if it fails."""
        if account := unprivileged():
            os.chown(self.directory, account["user"], account["group"])
        run("initdb", "--pgdata", str(self.data), *INITDB.split())
        settings = {**SETTINGS, "unix_socket_directories": str(self.directory)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(self.directory / "log"), "-o", options)

    def stop(self) -> None:
        """Stop the server if it runs; leave nothing of it."""
        if (self.data / "postmaster.pid").exists():
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.data))
        shutil.rmtree(self.directory)


def create_database(directory: str, name: str) -> str:
    """Make an empty database on the server whose socket lies in `directory`; return its URL."""
    with psycopg.connect(url(directory, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return url(directory, name)


def url(directory: str, name: str) -> str:
    return f"postgresql://{ROLE}@/{name}?host={directory}"


def run(program: str, *arguments: str) -> None:
    command = [find(program), *arguments]
    output: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(command, cwd="/", check=False, **output, **unprivileged())
    if done.returncode:
        raise RuntimeError(f"{program} failed:\n{done.stdout}")


def find(program: str) -> str:
    """Where `program` is: on the path, or where Debian keeps its newest version."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4]))
    found = shutil.which(program) or (str(debian[-1]) if debian else None)
    if found is None:
        raise FileNotFoundError(f"{program} is not installed: these tests need PostgreSQL 15 or later.")
    return found


def unprivileged() -> dict[str, Any]:
    """Choose the account a server runs under when the tests are root: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
