-- The layout of a store in SQLite, version 1. A view for each kind of record is added from the model when it is opened.

-- Every record, tie and link as JSON; one table, so that ids are unique over all of them.
CREATE TABLE record (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- One line a version: who changed what, when and why. Lines are only added.
CREATE TABLE log (
    version INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    reason TEXT NOT NULL,
    mutation_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    changes TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_mutation ON log ("by", mutation_id) WHERE mutation_id <> '';

-- One row: the version of the graph, and the fingerprint of the views that are there.
CREATE TABLE head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    views TEXT NOT NULL
) STRICT;
INSERT INTO head (one, version, views) VALUES (1, 0, '');

-- Small documents outside the versions of the graph; expires is in seconds since 1970, or null.
CREATE TABLE side (
    "group" TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    expires REAL,
    PRIMARY KEY ("group", key)
) STRICT, WITHOUT ROWID;
