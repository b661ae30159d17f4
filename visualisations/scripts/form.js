/* What a form does beyond sending: choosing by typing, more rows of ties, and a warning of what is there already. */
"use strict";

(() => {
  const sheet = document.getElementById("sheet");
  const texts = JSON.parse(document.getElementById("form-texts").textContent);
  const address = sheet.dataset.suggest;
  const status = Pick.make("p", { className: "visually-hidden" });
  status.setAttribute("role", "status");
  sheet.append(status);
  const say = (text) => (status.textContent = text);

  const dress = (part) =>
    part.querySelectorAll("input[data-kinds]").forEach((input) => new Pick.Box(input, address, texts, say));
  dress(sheet);

  // A day is typed, pasted, or chosen on the calendar of the device.

  function addCalendar(field) {
    const calendar = Pick.make("input", { type: "date", tabIndex: -1, className: "calendar" });
    calendar.setAttribute("aria-hidden", "true");
    const open = Pick.make("button", { type: "button", className: "quiet", textContent: texts.calendar });
    open.setAttribute("aria-label", `${texts.calendar}: ${field.labels[0].firstChild.textContent.trim()}`);
    open.addEventListener("click", () => {
      const [day, month, year] = field.value.split("-");
      calendar.value = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      if (calendar.value) field.value = calendar.value.split("-").reverse().map(Number).join("-");
      field.focus();
    });
    const frame = Pick.make("div", { className: "day-frame" });
    field.replaceWith(frame);
    frame.append(field, open, calendar);
  }

  if ("showPicker" in HTMLInputElement.prototype) sheet.querySelectorAll("input.day").forEach(addCalendar);

  // Ties

  const ties = document.getElementById("ties");
  const pattern = document.getElementById("tie-pattern");
  const more = document.getElementById("more-ties");

  function count() {
    [...ties.children].forEach((row, place) => {
      row.querySelector("legend").textContent = texts.tie.replace("{n}", place + 1);
    });
  }

  function allowDropping(row) {
    const drop = Pick.make("button", { type: "button", className: "plain", textContent: texts.drop });
    drop.addEventListener("click", () => {
      row.remove();
      count();
      more.focus();
    });
    row.append(drop);
  }

  function addTie() {
    const used = [...ties.querySelectorAll("select[name^='tie.']")].map((field) => Number(field.name.split(".")[1]));
    const place = Math.max(-1, ...used) + 1;
    const holder = document.createElement("div");
    holder.innerHTML = pattern.innerHTML.replaceAll("NUMBER", String(place));
    const row = holder.firstElementChild;
    ties.append(row);
    allowDropping(row);
    dress(row);
    count();
    row.querySelector("input").focus();
  }

  if (ties) {
    more.hidden = false;
    more.addEventListener("click", addTie);
    [...ties.children].forEach(allowDropping);
    count();
  }

  // What is there already

  const name = sheet.elements.namedItem("name");
  const doubles = document.getElementById("doubles");
  if (name && doubles) new Pick.Doubles(name, doubles, sheet.dataset.kind, address, texts);

  // What was typed is not lost by a slip.

  let typed = Boolean(document.getElementById("faults"));
  sheet.addEventListener("input", () => (typed = true));
  sheet.addEventListener("change", () => (typed = true));
  sheet.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());

  // A field with a fault may stand in a part that is folded.
  document.querySelectorAll("#faults a").forEach((fault) =>
    fault.addEventListener("click", (event) => {
      const field = document.querySelector(fault.hash);
      const folded = field.closest("details");
      if (folded) folded.open = true;
      event.preventDefault();
      (field.hidden ? field.closest(".pick").querySelector("button") : field).focus();
    }),
  );
  document.getElementById("faults")?.focus();
})();
