"""The GraphQL API: its schema from one definition a field, its limits, and how a request becomes an answer."""
