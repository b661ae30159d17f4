"""A networkx backend: graphs as sparse rows, and networkx's algorithms on them, each family in a module of its own."""
