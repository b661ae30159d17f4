"""Planning imports over a graph in memory, and taking them in."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from graphsvc.access.viewer import ADMIN
from graphsvc.exchange.draft import ImportOptions, InputFile, read_files
from graphsvc.exchange.plan import ImportPlan, plan_import
from graphsvc.exchange.summary import summarise
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import Actor, Link, Tie


def view_of(graph: Graph) -> View:
    """All there is in a graph, of all times."""
    return View(graph, ADMIN, None)


def plan_of(graph: Graph, files: Mapping[str, str | bytes] | Sequence[Path], **options: object) -> ImportPlan:
    """The plan of importing files, given as name -> content or as paths."""
    given = (
        [InputFile(name, body.encode() if isinstance(body, str) else body) for name, body in files.items()]
        if isinstance(files, Mapping)
        else read_files(files)
    )
    plan = plan_import(given, view_of(graph), ImportOptions(**options))  # type: ignore[arg-type]
    summarise(plan, "nl")  # fails where a sentence has no Dutch
    return plan


def take_in(graph: Graph, plan: ImportPlan) -> None:
    """Apply the changes of a plan."""
    if plan.changes:
        graph.apply(Entry(version=graph.version + 1, changes=ChangeSet(changes=plan.changes, by="test")))


def imported(files: Mapping[str, str | bytes] | Sequence[Path], **options: object) -> Graph:
    """A new graph with files imported into it; fails when the plan has faults."""
    graph = Graph()
    plan = plan_of(graph, files, **options)
    assert plan.ready, [str(fault) for fault in plan.faults]
    take_in(graph, plan)
    return graph


def graph_of(*records: tuple[RecordKind, dict[str, object]]) -> Graph:
    return Graph.of(make(kind, values) for kind, values in records)


def actors(graph: Graph) -> list[Actor]:
    return view_of(graph).actors()


def ties(graph: Graph) -> list[Tie]:
    return list(view_of(graph).ties())


def links(graph: Graph) -> list[Link]:
    return list(view_of(graph).links())


def actor_named(graph: Graph, name: str) -> Actor:
    (found,) = [actor for actor in actors(graph) if actor.name == name]
    return found


def places(plan: ImportPlan) -> list[tuple[str, str]]:
    """The code and place of each fault."""
    return [(fault.code, fault.place) for fault in plan.faults]


def notices(plan: ImportPlan, code: str) -> list[tuple[dict[str, str | int], int]]:
    return [(notice.values, notice.count) for notice in plan.notices if notice.code == code]


def tallies(plan: ImportPlan) -> dict[str, tuple[int, int, int, int]]:
    """Created, updated, unchanged and left out, by kind."""
    return {
        kind.value: (tally.created, tally.updated, tally.unchanged, tally.left_out)
        for kind, tally in plan.counts.items()
    }


def workbook(**sheets: Iterable[Iterable[object]]) -> bytes:
    """A real .xlsx file with these sheets; texts are written as texts."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(
        body, {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd hh:mm"}
    ) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return body.getvalue()


def with_member(body: bytes, member: str, content: bytes) -> bytes:
    """A workbook with the content of one member replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return made.getvalue()
