// Version 2: an entry without a mutation id has none, for the constraint on them takes two empty ones for the same.
MATCH (entry:LogEntry {mutationId: ''}) REMOVE entry.mutationId;
