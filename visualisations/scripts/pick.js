/* Choosing records by typing a part of their name: a combobox as WAI-ARIA describes it. Without this script the field
   takes names or ids as text. Text from the data goes into the page as text only, never as markup. */
"use strict";

const Pick = (() => {
  const WAIT = 120;
  const DOUBLES = 3;
  let number = 0;

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  class Box {
    constructor(input, address, texts, say) {
      Object.assign(this, { input, address, texts, say, found: [], at: -1, asked: 0 });
      this.many = input.dataset.many === "true";
      this.name = input.name;
      this.list = make("ul", { className: "listbox", id: `listbox-${number++}`, hidden: true });
      this.list.setAttribute("role", "listbox");
      this.chosen = make("ul", { className: "chosen" });
      this.dress();
      JSON.parse(input.dataset.chosen).forEach((record) => this.add(record));
      input.value = input.dataset.left;
      if (this.folded) this.newcomers = new Newcomers(this, this.folded);
      this.listen();
    }

    dress() {
      const { input, list } = this;
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
      Object.entries(attributes).forEach(([key, value]) => input.setAttribute(key, value));
      list.setAttribute("aria-label", this.texts.suggestions);
      input.placeholder = this.texts.type;
      const frame = make("div", { className: "pick" });
      [this.label] = input.labels;
      this.label.id = `${input.id}-label`;
      this.chosen.setAttribute("aria-labelledby", this.label.id);
      this.folded = input.parentElement.querySelector(".newcomers");
      input.replaceWith(frame);
      frame.append(this.chosen, input, list);
      this.frame = frame;
    }

    listen() {
      const { input, list } = this;
      input.addEventListener("input", () => this.ask());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      list.addEventListener("pointerdown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(Number(option.dataset.place));
      });
    }

    ask() {
      clearTimeout(this.waiting);
      const text = this.input.value.trim();
      if (!text) return this.close();
      this.waiting = setTimeout(() => this.look(text), WAIT);
    }

    async look(text) {
      const mine = ++this.asked;
      const found = await suggestions(this.address, text, this.input.dataset.kinds.split(" "));
      // A slower answer to an earlier question is late.
      if (mine !== this.asked || this.input.value.trim() !== text) return;
      const taken = new Set(this.ids());
      this.show(found.filter((record) => !taken.has(record.id)));
    }

    show(found) {
      const offered = this.newcomers && this.newcomers.offer(this.input.value.trim());
      this.found = offered ? [...found, offered] : found;
      this.list.replaceChildren(...this.found.map((record, place) => this.option(record, place)));
      if (!found.length) this.list.prepend(make("li", { className: "none", textContent: this.texts.none }));
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      this.point(-1);
      this.say(found.length ? this.texts.found[found.length === 1 ? 0 : 1].replace("{n}", found.length) : this.texts.none);
    }

    option(record, place) {
      const option = make("li", { id: `${this.list.id}-${place}` }, make("span", { className: "name", textContent: record.name }));
      if (record.fresh) option.className = "fresh";
      if (record.note) option.append(make("span", { className: "muted", textContent: record.note }));
      option.dataset.place = place;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }

    key(event) {
      const open = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return this.ask();
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.point((this.at + step + this.found.length + (this.at < 0 && step < 0 ? 1 : 0)) % (this.found.length || 1));
      } else if (event.key === "Enter" && this.input.value.trim()) {
        // Enter chooses; it does not send a form that holds half a name.
        event.preventDefault();
        if (!open) this.ask();
        else if (this.at >= 0) this.choose(this.at);
        else if (this.found.length) this.likeliest();
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        this.close();
      } else if (event.key === "Backspace" && !this.input.value && this.chosen.lastChild) {
        this.remove(this.chosen.lastChild);
      }
    }

    point(place) {
      this.at = this.found.length ? place : -1;
      this.list.querySelectorAll("[role=option]").forEach((option, here) => {
        option.setAttribute("aria-selected", String(here === this.at));
        if (here === this.at) option.scrollIntoView({ block: "nearest" });
      });
      if (this.at < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    }

    /* What is meant without pointing at it: what goes on as typed. A name that is only alike has to be pointed at. */
    likeliest() {
      const begun = this.found[0];
      if (begun.alike) this.point(0);
      else this.choose(0);
    }

    choose(place) {
      const record = this.found[place];
      if (record.fresh) return this.newcomers.add(record.fresh);
      this.add(record);
      this.input.value = "";
      this.close();
      this.say(this.texts.chosen.replace("{name}", record.name));
      if (this.many) this.input.focus();
      else this.next().focus();
    }

    /* The control after this one, since a button to take the choice away is no place to land on. */
    next() {
      const controls = [...this.input.form.querySelectorAll("input, select, textarea, button")];
      const after = controls.slice(controls.indexOf(this.input) + 1);
      return after.find((control) => control.type !== "hidden" && control.getClientRects().length) || this.input;
    }

    add(record) {
      const remove = make("button", { type: "button", textContent: "×" });
      remove.setAttribute("aria-label", this.texts.remove.replace("{name}", record.name));
      const item = make("li", {}, make("span", { className: "name", textContent: record.name, title: record.note }), remove);
      item.dataset.id = record.id;
      item.append(make("input", { type: "hidden", name: this.name, value: record.id }));
      remove.addEventListener("click", () => this.remove(item));
      this.chosen.append(item);
      this.fit();
    }

    /* A field for one record is hidden while it has it. */
    fit() {
      const taken = this.chosen.children.length + (this.newcomers ? this.newcomers.count : 0);
      this.input.hidden = !this.many && taken > 0;
      // Then its label is a heading of what was chosen: a click on it leads nowhere.
      this.label.htmlFor = this.input.hidden ? "" : this.input.id;
    }

    remove(item) {
      const name = item.querySelector(".name").textContent;
      item.remove();
      this.fit();
      this.input.focus();
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.say(this.texts.removed.replace("{name}", name));
    }

    close() {
      this.list.hidden = true;
      this.found = [];
      this.input.setAttribute("aria-expanded", "false");
      this.point(-1);
    }

    ids() {
      return [...this.chosen.children].map((item) => item.dataset.id);
    }
  }

  /* The records that a text may mean; none when the service cannot be reached. */
  async function suggestions(address, text, kinds, alike = false) {
    const url = new URL(address, location.href);
    url.searchParams.set("q", text);
    kinds.forEach((kind) => url.searchParams.append("kind", kind));
    if (alike) url.searchParams.set("alike", "1");
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      return answer.ok ? (await answer.json()).records : [];
    } catch {
      return [];
    }
  }

  /* The records that a new name may be already, shown where `place` is. `use`: takes one of them instead. */
  class Doubles {
    constructor(name, place, kind, address, texts, use = null) {
      Object.assign(this, { name, place, kind, address, texts, use, asked: 0 });
      name.addEventListener("input", () => {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.look(), 250);
      });
    }

    async look() {
      const mine = ++this.asked;
      const text = this.name.value.trim();
      const found = text.length < 3 ? [] : await suggestions(this.address, text, [this.kind], true);
      if (mine !== this.asked) return;
      const title = make("p", {}, make("strong", { textContent: this.use ? this.texts.choose_that : this.texts.double }));
      const list = make("ul", {}, ...found.slice(0, DOUBLES).map((record) => this.entry(record)));
      this.place.replaceChildren(...(found.length ? [title, list] : []));
    }

    /* One of them: to be taken instead, or to be looked at. What has ended can have no tie any more. */
    entry(record) {
      const usable = this.use && !record.ended;
      const shown = usable
        ? make("button", { type: "button", className: "plain", textContent: record.name })
        : make("a", { href: record.url, target: "_blank", textContent: record.name });
      if (usable) shown.addEventListener("click", () => this.use(record));
      const item = make("li", {}, shown);
      if (record.note) item.append(make("span", { className: "muted", textContent: ` – ${record.note}` }));
      return item;
    }
  }

  /* The actors that are added along with a choice: what was typed and is not there yet gets a name and a kind. */
  class Newcomers {
    constructor(box, folded) {
      this.box = box;
      const blocks = [...folded.querySelectorAll(".newcomer")];
      this.pattern = blocks.pop();
      this.place = make("div", { className: "newcomers" });
      folded.remove();
      box.frame.append(this.place);
      blocks.forEach((block) => this.dress(block).look());
      box.fit.call(Object.assign(box, { newcomers: this }));
    }

    get count() {
      return this.place.children.length;
    }

    offer(name) {
      return name ? { fresh: name, name: this.box.texts.new.replace("{name}", name), note: "" } : null;
    }

    dress(block) {
      const { box } = this;
      const drop = make("button", { type: "button", className: "plain", textContent: box.texts.drop_new });
      drop.addEventListener("click", () => this.remove(block));
      block.append(drop);
      this.place.append(block);
      const use = (record) => {
        this.remove(block);
        box.add(record);
      };
      const [name, kind] = block.querySelectorAll("input[type=text], select");
      name.id = `${box.input.id}-new-${++number}`;
      kind.id = `${name.id}-kind`;
      block.querySelectorAll(":scope > .control > label").forEach((label, at) => (label.htmlFor = [name, kind][at].id));
      return new Doubles(name, block.querySelector(".doubles"), "ACTOR", box.address, box.texts, use);
    }

    add(text) {
      const block = this.pattern.cloneNode(true);
      const doubles = this.dress(block);
      doubles.name.value = text;
      doubles.look();
      this.box.input.value = "";
      this.box.close();
      this.box.fit();
      this.box.say(this.box.texts.new_asked.replace("{name}", text));
      block.querySelector("select").focus();
    }

    remove(block) {
      block.remove();
      this.box.fit();
      this.box.input.focus();
      this.box.input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  return { Box, Doubles, make, suggestions };
})();
