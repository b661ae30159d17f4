-- Version 2: how many erasures there were since the file was last written anew, without what they took away.
ALTER TABLE head ADD COLUMN scrub INTEGER NOT NULL DEFAULT 0;
