-- What the API of a source grants, as its holder last knew it, and when that was: who polls it next goes on from there.
ALTER TABLE source_lease ADD COLUMN limits TEXT DEFAULT '' NOT NULL;
ALTER TABLE source_lease ADD COLUMN limits_at TIMESTAMP WITH TIME ZONE;
