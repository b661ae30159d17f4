"""Scopes of small networks, and what sections say."""

from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.figures import compute_figures
from graphsvc.model.records import Area
from graphsvc.reports.document import Fact, Facts, Listing, Paragraph, Table, blocks_of
from graphsvc.reports.scope import scope_of
from tests.records import DAY, view_of


def scoped(records, area=None, *, viewer=ADMIN, language="en", day=DAY):
    """The scope of an area of a network of these records, or of all."""
    view = view_of(records, viewer, day)
    found = view.get(area) if area else None
    assert found is None or isinstance(found, Area)
    return scope_of(view, compute_figures(view), found, language)


def texts(section):
    """The paragraphs and list items of a section and its parts."""
    found = []
    for block in blocks_of(section):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Listing):
            found += [item.text for item in block.items]
    return found


def tables(section):
    """The tables of a section and its parts."""
    return [block for block in blocks_of(section) if isinstance(block, Table)]


def cells(table):
    """The text of each cell of a table."""
    return [[cell.text for cell in row] for row in table.rows]


def facts(section):
    """Name -> value of the facts of a section."""
    items: list[Fact] = [item for block in blocks_of(section) if isinstance(block, Facts) for item in block.items]
    return {item.name: item.value for item in items}
