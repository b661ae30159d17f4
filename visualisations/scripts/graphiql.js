/* Starts GraphiQL with the examples of the page, one tab each. */
"use strict";

(() => {
  const root = document.getElementById("graphiql");
  const examples = JSON.parse(document.getElementById("graphiql-examples").textContent);
  const tabs = examples.map(({ query, variables }) => ({
    query,
    variables: variables && Object.keys(variables).length ? JSON.stringify(variables, null, 2) : null,
    headers: null,
  }));
  const properties = {
    fetcher: GraphiQL.createFetcher({ url: root.dataset.url }),
    defaultTabs: tabs.length ? tabs : undefined,
    shouldPersistHeaders: false,
  };
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
