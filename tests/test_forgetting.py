"""What was erased leaves the memory of the process that serves it, and what others keep of it is emptied."""

from __future__ import annotations

import gc
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

from graphsvc.forgetting import forget_all, when_erased
from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from tests.records import actor, area, link, tie
from tests.remembering import TURNED

OVERWRITING = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0",
}
"""Lets the system write over memory that is let go, as docs/decisions.md says."""


class Cache:
    def __init__(self) -> None:
        self.kept = {"a": 1}
        when_erased(self.forget)

    def forget(self) -> None:
        self.kept.clear()


def test_every_cache_that_asked_for_it_is_emptied() -> None:
    kept = {"a": 1}
    when_erased(kept.clear)
    cache = Cache()
    forget_all()
    assert (kept, cache.kept) == ({}, {})


def test_a_cache_lives_no_longer_for_having_asked() -> None:
    before = len([thing for thing in gc.get_objects() if isinstance(thing, Cache)])
    Cache()
    gc.collect()
    assert len([thing for thing in gc.get_objects() if isinstance(thing, Cache)]) == before
    forget_all()


def test_after_an_erasure_no_value_is_left_in_the_memory_of_the_process(tmp_path: Path) -> None:
    needle = f"Zoek{secrets.token_hex(12)}"
    url = f"sqlite:///{tmp_path}/region.db"
    erased = actor("erased", name=needle, description=f"Over {needle}", visibility="PUBLIC")
    records = [erased, actor("b"), actor("c", "WELFARE"), area("w"), tie("erased", "b", origin=needle)]
    links = [link("erased", "ACTIVE_IN", "w"), link("b", "ACTIVE_IN", "w"), tie("b", "c")]
    with open_store(url, create=True) as store:
        store.commit(ChangeSet(changes=tuple(map(created, [*records, *links])), by="test"), 0)
    found: Any = looked_for(needle, url, "erased")
    assert found["version"] == 2
    assert found["before"]["alive"] > 0
    assert found["before"]["memory"] > 0
    assert found["at once"]["alive"] == []
    assert found["after"] == {"alive": [], "memory": 0}


def looked_for(needle: str, url: str, id: str) -> dict[str, object]:
    turned = needle.encode().translate(TURNED).hex()
    command = [sys.executable, "-m", "tests.remembering", url, id, turned]
    done = subprocess.run(command, env={**os.environ, **OVERWRITING}, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found
