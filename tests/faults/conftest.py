"""Disks that are small, and programs that watch."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

AS_ROOT = [] if os.getuid() == 0 else ["sudo", "--non-interactive"]


def mount(*arguments: str | Path) -> None:
    done = subprocess.run([*AS_ROOT, "mount", *arguments], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"needs the right to mount a file system: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a disk of a size such as 2m, which is gone after the test."""
    made: list[Path] = []

    def make(size: str) -> Path:
        if not shutil.which("mount") or (AS_ROOT and not shutil.which("sudo")):
            pytest.skip("needs mount, as root or by sudo")
        place = tmp_path / f"disk-{len(made)}"
        place.mkdir()
        mount("-t", "tmpfs", "-o", f"size={size},uid={os.getuid()},mode=700", "tmpfs", place)
        made.append(place)
        return place

    yield make
    for place in made:
        subprocess.run([*AS_ROOT, "umount", "--lazy", place], check=True)


@pytest.fixture
def immutable() -> Iterator[Callable[..., None]]:
    """Makes files read-only for all, also for root and for whoever has them open, and writable again after the test."""
    made: set[Path] = set()

    def make(*files: Path, on: bool = True) -> None:
        done = subprocess.run([*AS_ROOT, "chattr", "+i" if on else "-i", *files], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"needs the right to make files immutable: {done.stderr.strip()}")
        (made.update if on else made.difference_update)(files)

    yield make
    if made:
        make(*made, on=False)


@pytest.fixture
def strace() -> str:
    """The program that shows what a process asks of the system."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("needs strace")
    return found
