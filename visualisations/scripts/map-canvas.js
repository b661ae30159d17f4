/* The canvas of the map: vis-network draws the nodes (and the ties of a map that is not large), MapDrawing the rest. */
"use strict";

const MapCanvas = (() => {
  const LARGE = 4000; // ties; above this they are drawn by our own layer
  const NEAR = 14; // pixels around a node that still count as a click on it
  const EDGE = 50; // pixels that a chosen node keeps from the edge

  class MapCanvas {
    constructor(root, model, options) {
      this.root = root;
      this.model = model;
      this.large = model.lines.length > LARGE;
      this.layer = new MapDrawing.TieLayer();
      this.version = 0;
      this.moving = false;
      this.most = Infinity; // the size above which symbols are drawn smaller than they are, at this zoom
      this.state = { chosen: null, lit: [], ties: [] };
      this.palette = MapDrawing.colours();
      this.nodes = new vis.DataSet(model.nodes.map((node) => this.visNode(node)));
      this.edges = new vis.DataSet(this.large ? [] : this.visEdges());
      this.network = new vis.Network(root, { nodes: this.nodes, edges: this.edges }, settings(options));
      // The map itself is the one stop for the Tab key.
      root.querySelector(".vis-network")?.removeAttribute("tabindex");
      this.network.on("beforeDrawing", (context) => this.before(context));
      this.network.on("afterDrawing", (context) => this.after(context));
      this.network.on("dragStart", () => (this.moving = true));
      this.network.on("dragEnd", () => this.settle(0));
      this.network.on("zoom", () => this.settle(180));
      this.network.on("animationFinished", () => this.cap());
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    }

    visNode(node) {
      const line = MapDrawing.border(node.color, this.palette.dark);
      const colour = { background: node.color, border: line };
      const { id, x, y, shape, size, title } = node;
      return { id, x, y, shape, size, title: String(title ?? ""), color: colour, hidden: !this.model.isVisible(node) };
    }

    visEdges() {
      const seen = new Map();
      return this.model.lines.map((tie) => {
        const { edge, from, to } = tie;
        const pair = from.id < to.id ? `${from.id}\n${to.id}` : `${to.id}\n${from.id}`;
        const nth = seen.get(pair) || 0;
        seen.set(pair, nth + 1);
        return {
          id: edge.id,
          from: from.id,
          to: to.id,
          color: { color: edge.color, opacity: 0.7, inherit: false },
          width: edge.width,
          dashes: Boolean(edge.dashes),
          arrows: edge.arrows,
          title: String(edge.title ?? ""),
          hidden: !this.model.isDrawn(tie),
          smooth: bend(nth, from.id < to.id),
        };
      });
    }

    before(context) {
      if (!this.large || this.moving) return;
      const view = this.lens();
      this.drawn ??= this.model.lines.filter((tie) => this.model.isDrawn(tie));
      MapDrawing.onScreen(context, () => this.layer.draw(context, view, this.drawn, this.version));
    }

    after(context) {
      const view = this.lens();
      const { chosen, lit, ties } = this.state;
      MapDrawing.onScreen(context, () => {
        if (lit.length) MapDrawing.focus(context, view, this.palette, chosen, ties, lit);
        const named = lit.length ? lit : this.model.bySize.filter((node) => this.model.isVisible(node));
        MapDrawing.names(context, view, named, this.palette, lit.length ? [3, 1] : view.scale > 0.6 ? [8, 4] : undefined);
      });
    }

    /* Ties of a large map wait until a movement ends. */
    settle(wait) {
      this.moving = wait > 0;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.moving = false;
        this.cap();
        this.network.redraw();
      }, wait);
    }

    /* Keeps symbols from covering each other and their ties far zoomed in. */
    cap() {
      const most = MapDrawing.LARGEST / this.network.getScale();
      const before = this.most;
      this.most = most;
      const changed = this.model.nodes.filter(({ size }) => Math.min(size, most) !== Math.min(size, before));
      if (changed.length) this.nodes.update(changed.map(({ id, size }) => ({ id, size: Math.min(size, most) })));
    }

    show(state) {
      this.state = state;
      this.network.redraw();
    }

    filter() {
      this.version++;
      this.drawn = undefined;
      const changes = (set, items, isHidden) =>
        set.update(items.filter((item) => set.get(item.id).hidden !== isHidden(item)).map((item) => ({ id: item.id, hidden: isHidden(item) })));
      changes(this.nodes, this.model.nodes, (node) => !this.model.isVisible(node));
      if (this.large) return;
      const lines = new Map(this.model.lines.map((tie) => [tie.edge.id, tie]));
      changes(this.edges, this.model.lines.map((tie) => tie.edge), (edge) => !this.model.isDrawn(lines.get(edge.id)));
    }

    recolour() {
      this.palette = MapDrawing.colours();
      this.nodes.update(this.model.nodes.map(({ id, color }) => ({ id, color: { background: color, border: MapDrawing.border(color, this.palette.dark) } })));
      this.version++;
      this.network.redraw();
    }

    /* The actor at a point of the screen, or the nearest within a finger's width. */
    at(point) {
      const view = this.lens();
      let best = null;
      let least = Infinity;
      for (const node of this.model.nodes) {
        const distance = Math.hypot(view.x(node) - point.x, view.y(node) - point.y) - view.r(node);
        if (distance < Math.min(least, NEAR) && this.model.isVisible(node)) [best, least] = [node, distance];
      }
      return best;
    }

    /* Brings a node to the middle; zooms in only when the map is too small to tell nodes apart. */
    centre(node, room) {
      const scale = Math.max(this.network.getScale(), Math.min(1.2, 10 / node.size));
      this.move(node, room, scale);
    }

    /* Moves the map no further than needed to have a node in sight. */
    reveal(node, room) {
      const view = this.lens();
      const [x, y] = [view.x(node), view.y(node)];
      const inside = x > EDGE && y > EDGE && x < room.right - EDGE && y < room.bottom - EDGE;
      if (!inside) this.move(node, room, view.scale);
    }

    move(node, room, scale) {
      const view = this.lens();
      const offset = { x: (room.right - view.width) / 2, y: (room.bottom - view.height) / 2 };
      this.network.moveTo({ position: { x: node.x, y: node.y }, offset, scale, animation: this.motion() });
      this.settle(0);
    }

    lens() {
      return MapDrawing.lens(this.network, this.root.querySelector("canvas"));
    }

    zoom(how) {
      if (how === "all") this.network.fit({ animation: this.motion() });
      else this.network.moveTo({ scale: this.network.getScale() * (how === "in" ? 1.5 : 1 / 1.5), animation: this.motion() });
      this.settle(0);
    }

    motion() {
      const still = this.large || matchMedia("(prefers-reduced-motion: reduce)").matches;
      return still ? false : { duration: 250, easingFunction: "easeInOutQuad" };
    }
  }

  /* What the file with the data may set, and on top of it what this page needs: positions are given, nothing moves. */
  function settings({ nodes, edges, interaction } = {}) {
    const arrows = { to: { scaleFactor: 0.5 } };
    const still = { dragNodes: false, hover: false, keyboard: false, multiselect: false, selectable: false };
    return {
      autoResize: true,
      physics: false,
      layout: { improvedLayout: false },
      nodes: { borderWidth: 1.5, ...nodes, chosen: false },
      edges: { ...edges, smooth: false, chosen: false, arrowStrikethrough: false, arrows },
      interaction: { tooltipDelay: 250, ...interaction, ...still, hideEdgesOnDrag: true, hideEdgesOnZoom: true },
    };
  }

  /* Several ties between the same two actors are drawn side by side. */
  function bend(nth, forward) {
    if (!nth) return false;
    const left = (nth % 2 === 1) === forward;
    return { enabled: true, type: left ? "curvedCW" : "curvedCCW", roundness: 0.12 * Math.ceil(nth / 2) };
  }

  return MapCanvas;
})();
