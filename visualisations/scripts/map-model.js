/* The data of the map with its indexes, and what the reader has hidden. */
"use strict";

const MapModel = (() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  class MapModel {
    constructor(data, records) {
      this.records = records;
      this.nodes = data.nodes;
      this.edges = data.edges;
      this.legend = data.legend;
      this.byId = new Map(data.nodes.map((node) => [node.id, node]));
      this.ties = new Map(data.nodes.map((node) => [node.id, []]));
      this.folded = new Map(data.nodes.map((node) => [node.id, fold(node.label)]));
      this.lines = [];
      for (const edge of data.edges) this.tie(edge);
      this.counts = {
        kinds: count(data.nodes, "kind"),
        formalities: count(data.nodes, "formality"),
        ties: count(data.edges, "kind"),
      };
      this.hidden = { kinds: new Set(), formalities: new Set(), ties: new Set() };
      this.shapeOfKind = new Map(data.nodes.map((node) => [node.kind, node.shape]).reverse());
      const labels = (name) => new Map((data.legend[name] || []).map((entry) => [entry.value, entry.label]));
      const [kinds, formalities, ties] = ["kinds", "formalities", "ties"].map(labels);
      this.kindLabel = (value) => kinds.get(value) ?? value;
      this.formalityLabel = (value) => formalities.get(value) ?? value;
      this.tieLabel = (value) => ties.get(value) ?? value;
      this.bySize = [...data.nodes].sort((a, b) => b.size - a.size);
      const language = document.documentElement.lang;
      const compare = new Intl.Collator(language, { numeric: true }).compare;
      this.byName = [...data.nodes].sort((a, b) => compare(a.label, b.label));
      const numbers = new Intl.NumberFormat(language);
      const plurals = new Intl.PluralRules(language);
      this.format = (number) => numbers.format(number || 0);
      this.plural = (forms, number) => forms[plurals.select(number) === "one" ? 0 : 1];
    }

    tie(edge) {
      const from = this.byId.get(edge.from);
      const to = this.byId.get(edge.to);
      if (!from || !to) return;
      this.lines.push({ edge, from, to });
      const directed = edge.arrows === "to";
      this.ties.get(from.id).push({ edge, other: to, direction: directed ? "OUT" : "ANY" });
      this.ties.get(to.id).push({ edge, other: from, direction: directed ? "IN" : "ANY" });
    }

    isVisible(node) {
      return !this.hidden.kinds.has(node.kind) && !this.hidden.formalities.has(node.formality);
    }

    isDrawn({ edge, from, to }) {
      return !this.hidden.ties.has(edge.kind) && this.isVisible(from) && this.isVisible(to);
    }

    tiesOf(id) {
      return this.ties.get(id).filter(({ edge, other }) => !this.hidden.ties.has(edge.kind) && this.isVisible(other));
    }

    matches(query) {
      const part = fold(query.trim());
      return this.byName.filter((node) => this.isVisible(node) && (!part || this.folded.get(node.id).includes(part)));
    }

    /* The page of a record, addressed as web/addresses.py does; "" in a file that stands alone. */
    recordAddress(id) {
      if (!this.records) return "";
      const address = new URL(this.records, location.href);
      address.pathname = `${address.pathname.replace(/\/$/, "")}/${encodeURIComponent(id.replace(/^(~|\.\.?$)/, "~$1"))}`;
      return address.href;
    }
  }

  function count(items, key) {
    const counts = new Map();
    for (const item of items) counts.set(item[key], (counts.get(item[key]) || 0) + 1);
    return counts;
  }

  return MapModel;
})();
