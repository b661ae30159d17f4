"""Figures of analysis as properties of actors in Neo4j, for Bloom and Cypher; nothing here reads them back.

A commit leaves alone what is no property of the model, so figures stay until the next are written; `figuresVersion` says
of which version of the graph they are.
"""

from __future__ import annotations

from collections.abc import Iterable

import neo4j

from graphsvc.stores.contract import FigureRow
from graphsvc.stores.neo4j_server import run

BATCH = 5_000
"""Actors a transaction: commits wait for it."""

_SET = """
UNWIND $rows AS row MATCH (actor:Actor {id: row.id}) SET actor += row.figures, actor.figuresVersion = $version
"""
_FORGET = "MATCH (actor:Actor) WHERE actor.figuresVersion IS NOT NULL AND NOT actor.id IN $kept SET actor += $nothing"


def set_figures(transaction: neo4j.ManagedTransaction, version: int, rows: Iterable[tuple[str, FigureRow]]) -> None:
    """Sets the figures of these actors, given by id."""
    figures = [{"id": id, "figures": dict(row)} for id, row in rows]
    run(transaction, _SET, rows=figures, version=version).consume()


def forget_others(transaction: neo4j.ManagedTransaction, kept: Iterable[str], names: Iterable[str]) -> None:
    """Takes the figures away from all other actors: they are in the graph of figures no more."""
    nothing = dict.fromkeys([*names, "figuresVersion"])
    run(transaction, _FORGET, kept=list(kept), nothing=nothing).consume()
