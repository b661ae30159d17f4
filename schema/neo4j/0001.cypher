// The layout of a store in Neo4j, version 1. A constraint on the id of each kind of tie and link is added from the model
// when it is opened.

// Every record is a node with this label and its own; ids are unique over all of them.
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (record:Record) REQUIRE record.id IS UNIQUE;
CREATE INDEX record_name IF NOT EXISTS FOR (record:Record) ON (record.name);

// The one node that says at which version the graph is. Every write of the service takes its lock first.
CREATE CONSTRAINT head_one IF NOT EXISTS FOR (head:Head) REQUIRE head.one IS UNIQUE;

// One entry a version: who changed what, when and why. Entries are only added.
CREATE CONSTRAINT log_entry_version IF NOT EXISTS FOR (entry:LogEntry) REQUIRE entry.version IS UNIQUE;
CREATE CONSTRAINT log_entry_mutation IF NOT EXISTS FOR (entry:LogEntry) REQUIRE (entry.by, entry.mutationId) IS UNIQUE;

// Small documents outside the versions of the graph; expires is in seconds since 1970, or absent.
CREATE CONSTRAINT side_key IF NOT EXISTS FOR (side:Side) REQUIRE (side.group, side.key) IS UNIQUE;
