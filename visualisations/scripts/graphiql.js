/* Starts GraphiQL with the first example, and puts the one that is chosen in its editor. */
"use strict";

(() => {
  const root = document.getElementById("graphiql");
  const choice = document.getElementById("example");
  const properties = {
    fetcher: GraphiQL.createFetcher({
      url: root.dataset.url,
      subscriptionUrl: new URL(root.dataset.url, location.href).href.replace(/^http/, "ws"),
    }),
    defaultTabs: [{ query: choice.querySelector("optgroup option").value, variables: null, headers: null }],
    shouldPersistHeaders: false,
  };
  // What the address asks for gets a tab of its own, whatever the browser kept.
  if (root.dataset.begin) Object.assign(properties, { query: root.dataset.begin, variables: root.dataset.beginVariables });
  const write = (place, text) => root.querySelector(`${place} .CodeMirror`).CodeMirror.setValue(text);
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    write(".graphiql-editor-tool .graphiql-editor", ""); // the variables, which are of another question
    write(".graphiql-query-editor", choice.value);
  });
  // GraphiQL leaves its text fields without a name for those who hear the page.
  const names = [
    [".graphiql-query-editor", root.dataset.query],
    [".graphiql-response, .result-window", root.dataset.answer],
    [".graphiql-editor ~ .graphiql-editor", root.dataset.headers],
    ["*", root.dataset.variables],
  ];
  const name = (field) => field.setAttribute("aria-label", names.find(([place]) => field.closest(place))[1]);
  const nameAll = () => root.querySelectorAll("textarea:not([aria-label])").forEach(name);
  new MutationObserver(nameAll).observe(root, { childList: true, subtree: true });
  ReactDOM.createRoot(root).render(React.createElement(GraphiQL, properties));
})();
