/* The map page: reads its data from the page, draws it with vis-network, and keeps what the reader chose in the
   address, so that a link shows the same. */
"use strict";

(() => {
  const ARROWS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

  const byId = (id) => document.getElementById(id);
  const root = byId("map");
  const read = (id) => JSON.parse(byId(id).textContent);

  /* The reader's choices, in the address of the page. */
  const address = {
    read() {
      const query = new URLSearchParams(location.search);
      const list = (name) => (query.get(name) || "").split(",").filter(Boolean);
      return { q: query.get("q") || "", selected: query.get("selected"), kinds: list("hide"), formalities: list("hide-forms"), ties: list("hide-ties") };
    },
    write({ q, selected, hidden }) {
      // A file or a closed-off frame has no address of its own to write in.
      if (self.origin === "null") return;
      const here = new URL(location.href);
      const set = (name, value) => (value ? here.searchParams.set(name, value) : here.searchParams.delete(name));
      set("q", q.trim());
      set("selected", selected);
      set("hide", [...hidden.kinds].join());
      set("hide-forms", [...hidden.formalities].join());
      set("hide-ties", [...hidden.ties].join());
      history.replaceState(null, "", here);
      for (const link of document.querySelectorAll("a[data-keeps-state]")) {
        const target = new URL(link.href);
        for (const name of ["q", "selected", "hide", "hide-forms", "hide-ties"]) {
          const value = here.searchParams.get(name);
          value ? target.searchParams.set(name, value) : target.searchParams.delete(name);
        }
        link.href = target;
      }
    },
  };

  function start() {
    const data = read("map-data");
    const texts = { ...read("map-texts"), ...data.texts };
    const model = new MapModel(data, root.dataset.records);
    const search = byId("map-q");
    const panel = byId("map-record");
    const status = byId("map-status");
    const begin = address.read();
    let selected = null;
    let found = [];

    for (const name of ["kinds", "formalities", "ties"]) {
      for (const value of begin[name]) if (model.counts[name].has(value)) model.hidden[name].add(value);
    }
    search.value = begin.q;

    const canvas = draw();
    const table = new MapLists.Table(byId("map-table"), byId("map-table-note"), byId("map-more"), model, texts, (id) => {
      choose(id, { centre: true });
      root.scrollIntoView({ block: "nearest" });
      byId("map-record-name").focus({ preventScroll: true });
    });
    const showAll = MapLists.legend(byId("map-legend"), model, texts, () => {
      canvas?.filter();
      if (selected && !model.isVisible(model.byId.get(selected))) selected = null;
      if (selected) showRecord();
      else panel.hidden = true;
      find();
    });
    byId("map-legend").open = matchMedia("(min-width: 64rem)").matches && root.dataset.embed !== "true";

    function draw() {
      try {
        const made = new MapCanvas(root, model, data.options);
        made.network.once("afterDrawing", () => {
          byId("map-wait").hidden = true;
          root.dataset.ready = "true";
        });
        return made;
      } catch (error) {
        console.error(error);
        byId("map-wait").textContent = texts.broken;
        return null;
      }
    }

    /* Browsers refuse an address that changes many times a second. */
    let later;
    function remember() {
      clearTimeout(later);
      later = setTimeout(() => address.write({ q: search.value, selected, hidden: model.hidden }), 150);
    }

    function refresh() {
      const node = selected ? model.byId.get(selected) : null;
      const ties = node ? model.tiesOf(selected) : [];
      const lit = node ? [node, ...new Set(ties.map((tie) => tie.other))] : search.value.trim() ? found : [];
      const lines = ties.map(({ edge }) => ({ edge, from: model.byId.get(edge.from), to: model.byId.get(edge.to) }));
      canvas?.show({ chosen: node, lit, ties: lines });
      if (node) root.dataset.selected = selected;
      else delete root.dataset.selected;
      remember();
    }

    function find() {
      found = model.matches(search.value);
      table.show(found);
      const n = found.length;
      const hint = n ? MapLists.fill(model.plural(texts.found, n), { n: model.format(n) }) : texts.found_none;
      const hidden = model.nodes.filter((node) => !model.isVisible(node)).length;
      const off = hidden ? MapLists.fill(model.plural(texts.hidden, hidden), { n: model.format(hidden) }) : "";
      if (hidden && hidden === model.nodes.length) byId("map-hint").replaceChildren(texts.all_hidden, " ", allButton());
      else byId("map-hint").textContent = [search.value.trim() ? hint : "", off].filter(Boolean).join(" ");
      refresh();
    }

    /* The way back for a reader who switched everything off. */
    function allButton() {
      const button = MapLists.make("button", { type: "button", className: "plain", textContent: texts.show_all });
      button.addEventListener("click", () => {
        showAll();
        root.focus({ preventScroll: true });
      });
      return button;
    }

    function showRecord() {
      const node = model.byId.get(selected);
      MapLists.record(panel, node, model, texts, { choose: (id) => follow(id), close: clear });
    }

    function choose(id, { centre = false } = {}) {
      if (!model.byId.has(id)) return;
      selected = id;
      const node = model.byId.get(id);
      showRecord();
      bringMap();
      if (centre) canvas?.centre(node, room());
      else canvas?.reveal(node, room());
      const n = model.tiesOf(id).length;
      const ties = MapLists.fill(model.plural(texts.tie_count, n), { n: model.format(n) });
      status.textContent = MapLists.fill(texts.chosen, { name: node.label, kind: model.kindLabel(node.kind), ties });
      refresh();
    }

    /* The part of the map that the record does not cover. */
    function room() {
      const map = root.getBoundingClientRect();
      const over = panel.getBoundingClientRect();
      const beside = over.left > map.left + 100;
      return { right: beside ? over.left - map.left : map.width, bottom: beside ? map.height : Math.min(map.height, over.top - map.top) };
    }

    /* On a small screen the record covers the lower half: brings the map to the top, unless it is there. */
    function bringMap() {
      const { top } = root.getBoundingClientRect();
      if (getComputedStyle(panel).position === "fixed" && (top < 0 || top > innerHeight * 0.2)) root.scrollIntoView({ block: "start" });
    }

    function follow(id) {
      choose(id);
      byId("map-record-name").focus({ preventScroll: true });
    }

    function clear() {
      const inside = panel.contains(document.activeElement);
      selected = null;
      panel.hidden = true;
      status.textContent = texts.cleared;
      if (inside) root.focus({ preventScroll: true });
      refresh();
    }

    /* The neighbour that lies most in the direction of the key; a tie can always be walked back. */
    function walk(angle) {
      if (!selected) return choose((found[0] && search.value.trim() ? found[0] : central())?.id);
      const here = model.byId.get(selected);
      let best = null;
      let least = Infinity;
      for (const { other } of model.tiesOf(selected)) {
        const towards = Math.atan2(other.y - here.y, other.x - here.x);
        const turn = Math.abs(Math.atan2(Math.sin(towards - angle), Math.cos(towards - angle)));
        if (turn < least) [best, least] = [other, turn];
      }
      if (best) choose(best.id);
    }

    function central() {
      return model.bySize.find((node) => model.isVisible(node));
    }

    root.addEventListener("keydown", (event) => {
      if (event.target !== root || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key in ARROWS) walk(ARROWS[event.key]);
      else if (event.key === "Enter" && selected) byId("map-record-name").focus({ preventScroll: true });
      else if (event.key === "Enter") choose(central()?.id);
      else if (event.key === "+" || event.key === "=") canvas?.zoom("in");
      else if (event.key === "-") canvas?.zoom("out");
      else if (event.key === "0") canvas?.zoom("all");
      else if (event.key === "Escape") escape();
      else return;
      event.preventDefault();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clear();
    });

    function escape() {
      if (selected) return clear();
      search.value = "";
      find();
    }

    let pause;
    search.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        selected = null;
        panel.hidden = true;
        find();
      }, 150);
    });
    byId("map-search").addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      find();
      if (!search.value.trim() || !found.length) return;
      const at = found.findIndex((node) => node.id === selected);
      choose(found[(at + 1) % found.length].id, { centre: true });
    });
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => canvas?.zoom(button.dataset.zoom));
    }
    canvas?.network.on("click", ({ pointer }) => {
      root.focus({ preventScroll: true });
      const node = canvas.at(pointer.DOM);
      node ? choose(node.id) : clear();
    });
    // On a partner's page the wheel scrolls that page, until the reader is in the map.
    root.addEventListener(
      "wheel",
      (event) => {
        if (root.dataset.embed === "true" && document.activeElement !== root) event.stopImmediatePropagation();
      },
      { capture: true, passive: true },
    );

    find();
    if (begin.selected && model.byId.has(begin.selected)) choose(begin.selected, { centre: true });
  }

  start();
})();
