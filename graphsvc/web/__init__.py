"""The web application: pages, the GraphQL endpoint, and who may come in."""
