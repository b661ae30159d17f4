-- Version 3: a row for each change, so that the past of one record is found without reading the whole log, and one version
-- may hold any number of changes: a value in SQLite holds at most a billion bytes.
CREATE TABLE change (
    version INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    record_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO change (version, ordinal, record_id, body)
SELECT
    log.version,
    each.key,
    coalesce(
        json_extract(each.value, '$.erased.id'),
        json_extract(each.value, '$.after.id'),
        json_extract(each.value, '$.before.id')
    ),
    each.value
FROM log, json_each(log.changes) AS each;
CREATE INDEX change_record ON change (record_id);
ALTER TABLE log DROP COLUMN changes;
