"""Compiled execution: a valid document becomes closures once, and each request only calls them.

`compiler` walks the selections of one operation and puts closures together: `(value, state) -> what stands in the answer`.
What a field is and how it is read comes from `definitions`, the one definition of each field; `reading` makes the closure
that reads it, `objects`, `lists` and `abstract` those that write what it holds, `shapes` the dictionaries, `leaves` what
scalars look like.
`conditions` decides @skip and @include before compiling, so that no closure asks; `arguments` and `variables` give values
as graphql-core would. Nothing tracks where in the answer it is: a fault leaves a mark there, and `faults` finds the marks.
`figures` says beforehand whether the figures of analysis are needed. A plan holds nothing of a request or viewer: those are
in the state, so that one plan serves all. graphql-core parses, validates, answers introspection, and is the oracle in tests.
"""
