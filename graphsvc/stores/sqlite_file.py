"""The file of a store in SQLite: where it is, whether it can be used, and connections to it."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphsvc.errors import SettingError, StoreMissing, StoreUnavailable

BUSY_SECONDS = 5.0
"""How long to wait for another writer."""
MOUNTS = Path("/proc/self/mountinfo")
NETWORK = ("nfs", "cifs", "smb", "fuse.", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs", "ncpfs", "beegfs")
"""How the types of file system start on which locks of SQLite do not hold, or may not."""


def path_of(url: str) -> Path:
    """The file of a URL: sqlite:///region.db is relative, sqlite:////var/region.db absolute. Raises SettingError."""
    name = url.removeprefix("sqlite:///")
    if name == url or not name:
        raise SettingError(f"{url!r} names no file. Write sqlite:///region.db, or sqlite:////full/path/region.db.")
    return Path(name)


def require_usable(path: Path, *, create: bool) -> None:
    """Raises StoreMissing when there is no file and none may be made, StoreUnavailable when it cannot be used."""
    there = os.path.exists(path)
    if not there and not create:
        raise StoreMissing(f"There is no store at {path}. Correct the address, or make one with: graphsvc load")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StoreUnavailable(f"There is no folder {folder} for the store {path.name}. Make the folder first.")
    if there and not path.is_file():
        raise StoreUnavailable(f"{path} is not a file. Name the file that the store is in.")
    if not os.access(path if there else folder, os.W_OK) or not os.access(folder, os.W_OK):
        raise StoreUnavailable(f"{path} cannot be written. Give this user the right to write the file and its folder.")
    if kind := network_share(path):
        raise StoreUnavailable(
            f"{path} is on a network share ({kind}), where SQLite cannot keep it safe. "
            "Put it on a disk of this machine, or use Neo4j."
        )


def network_share(path: Path) -> str:
    """The type of the file system when it is one of a network, else ""; "" also where the system does not tell."""
    mounts = MOUNTS.read_text().splitlines() if MOUNTS.exists() else []
    kind = file_system(path, mounts)
    return kind if kind.startswith(NETWORK) else ""


def file_system(path: Path, mounts: list[str]) -> str:
    """The type of file system of a path, by the lines of /proc/self/mountinfo (see proc(5)); "" when none covers it."""
    place = os.path.realpath(path)
    best, kind = -1, ""
    for line in mounts:
        before, _, after = line.partition(" - ")
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])  # a space is \040
        covers = place == point or place.startswith(point.rstrip("/") + "/")
        if covers and len(point) >= best:  # of two on one point, the later lies over the earlier
            best, kind = len(point), after.split(" ")[0]
    return kind


def connect(path: Path) -> sqlite3.Connection:
    """A connection on which every commit is on disk before it returns, usable from any one thread at a time."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in ("synchronous=FULL", "secure_delete=ON", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of SQLite become StoreUnavailable, in one sentence with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreUnavailable(_sentence(path, error)) from error


def _sentence(path: Path, error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"The store {path} is locked by another program. Close that program, or try again later."
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return f"{path} is no store of graphsvc, or it is damaged. Name another file, or put back a backup."
    if name.startswith("SQLITE_FULL"):
        return f"The disk with the store {path} is full. Make room and try again; nothing was written."
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return f"{path} cannot be opened or written. Give this user the right to write the file and its folder."
    return f"The store {path} does not work: {error}. Look at the disk it is on, and try again."
