"""The picture of a map as SVG: numbers, known shapes and checked colours only, so no text of the data can get in."""

from __future__ import annotations

import re

from graphsvc.reports.document import Key, MapPicture, Node

WIDTH, HEIGHT, MARGIN = 640.0, 420.0, 12.0
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_OTHER_COLOR = "#8c8c8c"


def draw(picture: MapPicture) -> str:
    """The whole drawing, as one SVG element without text; its description belongs beside it."""
    nodes = _fitted(picture.nodes)
    lines = " ".join(_path(nodes[line.start], nodes[line.end]) for line in picture.lines)
    shapes = "".join(map(_shape, nodes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<path d="{lines or "M0 0"}" fill="none" stroke="#8b949a" stroke-width="0.6" stroke-opacity="0.55"/>'
        f"{shapes}</svg>"
    )


def draw_key(key: Key) -> str:
    """The sign of one entry of the legend."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12">{_shape(Node(6, 6, key.color, key.shape))}</svg>'
    )


def _fitted(nodes: tuple[Node, ...]) -> list[Node]:
    """The nodes moved and scaled into the picture, both ways by the same factor; y runs down, as on a screen."""
    if not nodes:
        return []
    left, right = min(node.x for node in nodes), max(node.x for node in nodes)
    top, bottom = min(node.y for node in nodes), max(node.y for node in nodes)
    scale = min((WIDTH - 2 * MARGIN) / max(right - left, 1e-9), (HEIGHT - 2 * MARGIN) / max(bottom - top, 1e-9))
    return [
        Node(
            WIDTH / 2 + (node.x - (left + right) / 2) * scale,
            HEIGHT / 2 + (node.y - (top + bottom) / 2) * scale,
            node.color,
            node.shape,
            node.size,
        )
        for node in nodes
    ]


def _path(start: Node, end: Node) -> str:
    return f"M{start.x:.1f} {start.y:.1f}L{end.x:.1f} {end.y:.1f}"


def _shape(node: Node) -> str:
    color = node.color if _COLOR.fullmatch(node.color) else _OTHER_COLOR
    radius, x, y = 4.0 * node.size, node.x, node.y
    outline = f'fill="{color}" stroke="#ffffff" stroke-width="0.7"'
    if node.shape == "square":
        side = radius * 1.8
        return f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" {outline}/>'
    if node.shape == "triangle":
        wide, high = radius * 1.15, radius * 1.2
        return f'<path d="M{x:.1f} {y - high:.1f}l{wide:.1f} {high * 1.8:.1f}h{-2 * wide:.1f}z" {outline}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {outline}/>'
