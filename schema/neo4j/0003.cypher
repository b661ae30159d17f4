// Version 3: the changes of an entry stand in slices, found by the ids of the records, so that the past of one record is
// read without the whole log. What stood in the entries themselves is carried over from Python, for it may be packed.
CREATE INDEX log_slice_key IF NOT EXISTS FOR (slice:LogSlice) ON (slice.key);
CREATE INDEX log_slice_version IF NOT EXISTS FOR (slice:LogSlice) ON (slice.version);
