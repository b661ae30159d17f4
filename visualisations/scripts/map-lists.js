/* The parts of the map page outside the canvas: legend, record and table. Text from the data goes into the page as text
   only, never as markup. */
"use strict";

const MapLists = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const TIES_SHOWN = 50;
  const ROWS_AT_ONCE = 200;

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function drawing(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* Collects what a canvas path would draw as the text of an SVG path. */
  class PathText {
    constructor() {
      this.text = "";
    }
    moveTo(x, y) {
      this.text += `M${x} ${y}`;
    }
    lineTo(x, y) {
      this.text += `${this.text ? "L" : "M"}${x} ${y}`;
    }
    closePath() {
      this.text += "Z";
    }
    rect(x, y, width, height) {
      this.text += `M${x} ${y}h${width}v${height}h${-width}Z`;
    }
    arc(x, y, r) {
      this.text += `A${r} ${r} 0 1 1 ${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}Z`;
    }
  }

  function shapeIcon(kind, colour) {
    const path = new PathText();
    MapDrawing.shape(path, kind, 10, 10, 7);
    const attributes = colour ? { class: "fill", fill: colour } : { class: "neutral" };
    return drawing("svg", { class: "shape", viewBox: "0 0 20 20", "aria-hidden": "true" }, drawing("path", { d: path.text, ...attributes }));
  }

  function tieIcon(tie) {
    const line = { d: "M1 10h18", stroke: tie.color, "stroke-width": 3, ...(tie.dashes ? { "stroke-dasharray": "4 3" } : {}) };
    return drawing("svg", { class: "shape", viewBox: "0 0 20 20", "aria-hidden": "true" }, drawing("path", line));
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  }

  /* The legend: a box per kind, form and kind of tie that occurs, each of which can be switched off. Returns what
     switches all of them on. */
  function legend(root, model, texts, changed) {
    const restore = [];
    const group = (title, name, entries, icon) => {
      const fieldset = make("fieldset", {}, make("legend", { textContent: title }));
      const hidden = model.hidden[name];
      const boxes = entries.map((entry) => {
        const box = make("input", { type: "checkbox", checked: !hidden.has(entry.value), value: entry.value });
        box.addEventListener("change", () => {
          box.checked ? hidden.delete(entry.value) : hidden.add(entry.value);
          changed();
        });
        const label = make("label", {}, box, icon(entry), make("span", { textContent: entry.label }));
        label.append(make("span", { className: "count", textContent: model.format(model.counts[name].get(entry.value)) }));
        fieldset.append(label);
        return box;
      });
      const all = make("button", { type: "button", className: "plain", textContent: texts.none });
      const switchText = () => (all.textContent = boxes.some((box) => box.checked) ? texts.none : texts.all);
      all.addEventListener("click", () => {
        const off = boxes.some((box) => box.checked);
        for (const box of boxes) {
          box.checked = !off;
          off ? hidden.add(box.value) : hidden.delete(box.value);
        }
        switchText();
        changed();
      });
      restore.push(() => {
        for (const box of boxes) box.checked = true;
        hidden.clear();
        switchText();
      });
      fieldset.addEventListener("change", switchText);
      switchText();
      if (boxes.length > 2) fieldset.append(all);
      if (boxes.length) root.append(fieldset);
    };
    const present = (name) => (model.legend[name] || []).filter((entry) => model.counts[name].get(entry.value));
    group(texts.kinds, "kinds", present("kinds"), (entry) => shapeIcon(model.shapeOfKind.get(entry.value), entry.color));
    group(texts.formalities, "formalities", present("formalities"), (entry) => shapeIcon(entry.shape));
    group(texts.ties, "ties", present("ties"), tieIcon);
    return () => {
      for (const one of restore) one();
      changed();
    };
  }

  /* A value of a record; only a web address becomes a link. */
  function value(text) {
    return /^https?:\/\//i.test(text) ? make("a", { href: text, rel: "noopener noreferrer nofollow", textContent: text }) : text;
  }

  /* The record of one actor with its fields and ties. */
  function record(root, node, model, texts, { choose, close }) {
    const closeButton = make("button", { type: "button", className: "close", textContent: "×" });
    closeButton.setAttribute("aria-label", texts.close);
    closeButton.addEventListener("click", close);
    const title = make("h2", { id: "map-record-name", className: "name", textContent: node.label, tabIndex: -1 });
    const kind = make("p", { className: "kind" }, shapeIcon(node.shape, node.color), make("span", { textContent: model.kindLabel(node.kind) }));
    const fields = make("dl");
    for (const [label, text] of node.record?.fields || []) {
      fields.append(make("dt", { textContent: label }), make("dd", {}, value(String(text))));
    }
    root.replaceChildren(closeButton, title, kind, fields);
    const address = model.recordAddress(node.id);
    if (address) root.append(make("p", {}, make("a", { href: address, textContent: texts.whole_record })));
    root.append(...tieList(node, model, texts, choose, address));
    root.hidden = false;
    root.scrollTop = 0;
  }

  function tieList(node, model, texts, choose, address) {
    const ties = model.tiesOf(node.id);
    const heading = make("h3", { textContent: `${texts.ties_of_actor} (${model.format(ties.length)})` });
    if (!ties.length) return [heading, make("p", { textContent: texts.no_ties })];
    const list = make("ul");
    for (const { edge, other, direction } of ties.slice(0, TIES_SHOWN)) {
      const button = make("button", { type: "button", className: "plain name", textContent: other.label });
      button.addEventListener("click", () => choose(other.id));
      const word = { OUT: texts.outgoing, IN: texts.incoming, ANY: texts.mutual }[direction];
      list.append(make("li", {}, make("span", { className: "tie", textContent: `${model.tieLabel(edge.kind)} (${word})` }), button));
    }
    const rest = ties.length - TIES_SHOWN;
    if (rest <= 0) return [heading, list];
    const more = fill(address ? texts.more_ties : texts.more_ties_here, { n: model.format(rest) });
    return [heading, list, make("p", { className: "muted", textContent: more })];
  }

  const label = (text) => make("span", { className: "label", textContent: text });

  /* The table of the same actors; long lists are shown in parts. */
  class Table {
    constructor(table, note, more, model, texts, choose) {
      Object.assign(this, { body: table.tBodies[0], note, more, model, texts, choose, nodes: [] });
      more.addEventListener("click", () => {
        const next = this.body.rows.length;
        this.extend();
        this.body.rows[next]?.querySelector("button").focus();
      });
    }

    show(nodes) {
      this.nodes = nodes;
      this.body.replaceChildren();
      this.extend();
    }

    extend() {
      const from = this.body.rows.length;
      this.body.append(...this.nodes.slice(from, from + ROWS_AT_ONCE).map((node) => this.row(node)));
      const shown = this.body.rows.length;
      const n = this.nodes.length;
      const { format, plural } = this.model;
      const values = { n: format(n), shown: format(shown) };
      this.note.textContent = fill(shown < n ? this.texts.rows_some : plural(this.texts.rows, n), values);
      this.more.hidden = shown >= n;
    }

    row(node) {
      const button = make("button", { type: "button", className: "plain name", textContent: node.label });
      button.addEventListener("click", () => this.choose(node.id));
      const row = make("tr", {}, make("td", {}, button));
      row.append(make("td", { className: "kind-cell" }, shapeIcon(node.shape, node.color), label(this.model.kindLabel(node.kind))));
      row.append(make("td", {}, label(this.model.formalityLabel(node.formality))));
      row.append(make("td", { className: "number", textContent: this.model.format(this.model.tiesOf(node.id).length) }));
      return row;
    }
  }

  return { make, legend, record, Table, fill };
})();
