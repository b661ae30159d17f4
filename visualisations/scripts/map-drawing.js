/* What the map draws on its canvas besides the nodes: names, the chosen actor with its ties, and, on a large map, all
   ties. Everything here is in pixels of the screen, so that text keeps its size at every zoom. */
"use strict";

const MapDrawing = (() => {
  const NAME_SIZE = 14;
  const NAMES_AT_MOST = 60;
  const AROUND = [18, 9]; // pixels kept free beside and above a name, so that nodes stay in sight
  const NAME_LENGTH = 34;
  const LARGEST = 36; // pixels: the most that a symbol takes from its middle, however far the reader zooms in
  const widths = new Map();

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    return {
      ground: read("--map-ground"),
      ink: read("--map-ink"),
      focus: read("--map-focus"),
      veil: Number(read("--map-veil")),
      dark: matchMedia("(prefers-color-scheme: dark)").matches,
      font: `${NAME_SIZE}px ${getComputedStyle(document.body).fontFamily}`,
    };
  }

  /* The edge of a shape: darker than its fill on a light ground, lighter on a dark one, so that pale and dark fills
     both stand out. */
  function border(colour, dark) {
    const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) || 0);
    const mixed = channels.map((value) => Math.round(dark ? value + (255 - value) * 0.6 : value * 0.5));
    return `rgb(${mixed.join(",")})`;
  }

  /* The path of a shape, with the same proportions as vis-network's. */
  function shape(path, kind, x, y, r) {
    const corner = (angle, radius) => [x + radius * Math.sin(angle), y - radius * Math.cos(angle)];
    const polygon = (sides, radius, turn = 0) => {
      for (let i = 0; i < sides; i++) path.lineTo(...corner(turn + (i * 2 * Math.PI) / sides, radius));
      path.closePath();
    };
    if (kind === "square") path.rect(x - r, y - r, 2 * r, 2 * r);
    else if (kind === "diamond") polygon(4, r);
    else if (kind === "hexagon") polygon(6, r, Math.PI / 6);
    else if (kind === "triangle") {
      y += 0.316 * r;
      polygon(3, 1.328 * r);
    } else if (kind === "star") {
      y += 0.082 * r;
      for (let i = 0; i < 10; i++) path.lineTo(...corner((i * Math.PI) / 5, (i % 2 ? 0.41 : 1.066) * r));
      path.closePath();
    } else {
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
    }
  }

  function shorten(text) {
    const clean = text.replace(/\s+/g, " ").trim();
    return clean.length > NAME_LENGTH ? clean.slice(0, NAME_LENGTH - 1).trimEnd() + "…" : clean;
  }

  /* Where things are on the screen now. */
  function lens(network, canvas) {
    const scale = network.getScale();
    const centre = network.getViewPosition();
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    return {
      scale,
      width,
      height,
      x: (node) => (node.x - centre.x) * scale + width / 2,
      y: (node) => (node.y - centre.y) * scale + height / 2,
      r: (node) => Math.min(Math.max(node.size * scale, 1.5), LARGEST),
    };
  }

  /* Draws in pixels of the screen, whatever the zoom of the map. */
  function onScreen(context, draw) {
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context);
    context.restore();
  }

  /* Writes names, most important first, each only where it covers no earlier one. */
  function names(context, view, nodes, palette, [beside, above] = AROUND) {
    const placed = [];
    context.font = palette.font;
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = palette.ground;
    context.fillStyle = palette.ink;
    for (const node of nodes) {
      if (placed.length >= NAMES_AT_MOST) break;
      let x = view.x(node);
      const y = view.y(node) + view.r(node) + 3;
      if (x < 0 || x > view.width || y < 0 || y > view.height) continue;
      const text = shorten(node.label);
      let width = widths.get(text);
      if (width === undefined) widths.set(text, (width = context.measureText(text).width));
      x = Math.min(Math.max(x, width / 2 + 4), Math.max(view.width - width / 2 - 4, width / 2 + 4));
      const box = [x - width / 2 - beside, y - above, x + width / 2 + beside, y + NAME_SIZE + above];
      if (placed.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      placed.push(box);
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }

  /* Lays a veil over the map and draws the chosen actor, its ties and its neighbours on top of it. */
  function focus(context, view, palette, chosen, ties, lit) {
    context.globalAlpha = palette.veil;
    context.fillStyle = palette.ground;
    context.fillRect(0, 0, view.width, view.height);
    context.globalAlpha = 1;
    for (const { edge, from, to } of ties) line(context, view, palette, edge, from, to);
    for (const node of lit) {
      context.beginPath();
      shape(context, node.shape, view.x(node), view.y(node), Math.max(view.r(node), 4));
      context.fillStyle = node.color;
      context.fill();
      context.lineWidth = 1.5;
      context.strokeStyle = border(node.color, palette.dark);
      context.stroke();
    }
    if (!chosen) return;
    context.beginPath();
    context.arc(view.x(chosen), view.y(chosen), Math.max(view.r(chosen), 4) * 1.35 + 5, 0, 2 * Math.PI);
    context.lineWidth = 3.5;
    context.strokeStyle = palette.focus;
    context.stroke();
  }

  function line(context, view, palette, edge, from, to) {
    const [x1, y1, x2, y2] = [view.x(from), view.y(from), view.x(to), view.y(to)];
    const width = Math.max(1.5, (edge.width || 1) * 1.2);
    context.lineWidth = width;
    context.strokeStyle = context.fillStyle = edge.color;
    context.setLineDash(edge.dashes ? [6, 5] : []);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
    context.setLineDash([]);
    const length = Math.hypot(x2 - x1, y2 - y1);
    const gap = Math.max(view.r(to), 4) + 3;
    if (edge.arrows !== "to" || length < gap + 12) return;
    const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
    const [tipX, tipY] = [x2 - dx * gap, y2 - dy * gap];
    const size = 5 + width;
    context.beginPath();
    context.moveTo(tipX, tipY);
    context.lineTo(tipX - dx * size - dy * size * 0.55, tipY - dy * size + dx * size * 0.55);
    context.lineTo(tipX - dx * size + dy * size * 0.55, tipY - dy * size - dx * size * 0.55);
    context.closePath();
    context.fill();
  }

  /* All ties of a large map as a few long paths, kept as a picture until the view or the filters change.
     vis-network draws tie by tie, which takes a second at 60,000. */
  class TieLayer {
    constructor() {
      this.picture = document.createElement("canvas");
      this.key = "";
    }

    draw(context, view, ties, version) {
      const { canvas } = context;
      const key = [view.scale, view.x({ x: 0 }), view.y({ y: 0 }), canvas.width, canvas.height, version].join();
      if (key !== this.key) this.paint(canvas, view, ties);
      this.key = key;
      context.drawImage(this.picture, 0, 0, view.width, view.height);
    }

    paint(canvas, view, ties) {
      this.picture.width = canvas.width;
      this.picture.height = canvas.height;
      const context = this.picture.getContext("2d");
      context.scale(canvas.width / view.width, canvas.height / view.height);
      context.globalAlpha = Math.min(0.5, 0.12 + view.scale * 0.4);
      const paths = new Map();
      for (const { edge, from, to } of ties) {
        const [x1, y1, x2, y2] = [view.x(from), view.y(from), view.x(to), view.y(to)];
        if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > view.width) continue;
        if (Math.max(y1, y2) < 0 || Math.min(y1, y2) > view.height) continue;
        let path = paths.get(edge.color);
        if (!path) paths.set(edge.color, (path = new Path2D()));
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
      }
      for (const [colour, path] of paths) {
        context.strokeStyle = colour;
        context.stroke(path);
      }
    }
  }

  return { LARGEST, colours, border, shape, lens, onScreen, names, focus, TieLayer };
})();
