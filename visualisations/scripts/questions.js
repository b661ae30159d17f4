/* Choosing the records a question is about by typing a part of their name. Without this script names or ids do. */
"use strict";

(() => {
  const form = document.getElementById("question-form");
  const texts = JSON.parse(document.getElementById("question-texts").textContent);
  const status = Pick.make("p", { className: "visually-hidden" });
  status.setAttribute("role", "status");
  form.append(status);
  const say = (text) => (status.textContent = text);
  form.querySelectorAll("input[data-kinds]").forEach((input) => new Pick.Box(input, form.dataset.suggest, texts, say));
})();
