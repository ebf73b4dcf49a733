"""Backup and restore: database, files and signing keys in one file that only its owner may read."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from config import Config
from cop.kernel import schema

FORMAT = 1
KEPT = ("keys", "files")


class CannotRestore(Exception):
    """The sentence says why."""


def backup(config: Config, target: Path) -> None:
    """Writes ``target`` (mode 0600): a gzipped tar of manifest, database and the kept folders.

    The database is copied as of one moment, while the site may be running.
    """
    url = make_url(config.database_url)
    draft = target.with_name(target.name + ".part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with tempfile.TemporaryDirectory() as folder, os.fdopen(handle, "wb") as raw:
        copy = Path(folder) / "database"
        _dump(url, copy)
        with tarfile.open(fileobj=raw, mode="w:gz") as tar:
            manifest = {"format": FORMAT, "kind": url.get_backend_name(), "revision": schema.current()}
            _add(tar, "manifest.json", json.dumps(manifest).encode())
            tar.add(copy, "database")
            for name in KEPT:
                if (config.data_dir / name).exists():
                    tar.add(config.data_dir / name, name)
        raw.flush()
        os.fsync(raw.fileno())
    draft.replace(target)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _dump(url: URL, copy: Path) -> None:
    if url.get_backend_name() == "sqlite":
        source, target = sqlite3.connect(str(url.database)), sqlite3.connect(copy)
        with source, target:
            source.backup(target)
        source.close()
        target.close()
    else:
        _postgresql("pg_dump", "--format=custom", f"--file={copy}", _libpq(url))


def _libpq(url: URL) -> str:
    return "--dbname=" + url.set(drivername="postgresql").render_as_string(hide_password=False)


def _postgresql(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError as missing:
        raise CannotRestore(f"{command[0]} is not installed: add PostgreSQL's client programs.") from missing
    except subprocess.CalledProcessError as failed:
        raise CannotRestore(f"{command[0]} failed: {failed.stderr.strip()}") from failed


def restore(config: Config, source: Path) -> None:
    """Brings a backup back. Raises CannotRestore for a target that holds anything, or a file that is no backup."""
    url = make_url(config.database_url)
    _refuse_filled(config, url)
    try:
        with tempfile.TemporaryDirectory() as folder, tarfile.open(source, "r:gz") as tar:
            _unpack(tar, Path(folder))
            _bring_back(config, url, Path(folder))
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as error:
        raise CannotRestore(f"{source} is not a backup of this program that can be read: {error}") from error


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files below ``folder`` only: a doctored archive must not write elsewhere."""
    for member in tar:
        target = (folder / member.name).resolve()
        content = tar.extractfile(member) if member.isfile() and target.is_relative_to(folder) else None
        if content is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("wb") as file:
                shutil.copyfileobj(content, file)


def _refuse_filled(config: Config, url: URL) -> None:
    if (config.data_dir / "keys").exists() and any((config.data_dir / "keys").iterdir()):
        raise CannotRestore(
            f"{config.data_dir} holds keys already. Restore into an empty folder (--data DIR)."
        )
    if url.get_backend_name() == "sqlite":
        filled = Path(url.database or "").exists()
    else:
        engine = create_engine(url)
        filled = bool(inspect(engine).get_table_names())
        engine.dispose()
    if filled:
        raise CannotRestore(
            "The database to restore into is not empty. Name an empty one in COP_DATABASE_URL."
        )


def _bring_back(config: Config, url: URL, folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    if manifest["kind"] != url.get_backend_name():
        raise CannotRestore(
            f"The backup is of a {manifest['kind']} database; COP_DATABASE_URL names another kind."
        )
    config.data_dir.mkdir(parents=True, exist_ok=True)
    if manifest["kind"] == "sqlite":
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / "database", url.database or "")
    else:
        _postgresql("pg_restore", "--no-owner", "--exit-on-error", _libpq(url), str(folder / "database"))
    for name in KEPT:
        if (folder / name).exists():
            shutil.copytree(folder / name, config.data_dir / name)
            _only_for_owner(config.data_dir / name)


def _only_for_owner(folder: Path) -> None:
    folder.chmod(0o700)
    for file in folder.rglob("*"):
        file.chmod(0o700 if file.is_dir() else 0o600)
