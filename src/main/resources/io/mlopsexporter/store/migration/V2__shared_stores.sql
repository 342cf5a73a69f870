-- Several agents may share a store: each reads what the others wrote, and takes a source in turn.
-- The index is of use to shared stores only.

-- The change of its source that an event came with.
ALTER TABLE event ADD COLUMN revision BIGINT DEFAULT 0 NOT NULL;
${only_shared}CREATE INDEX event_revision ON event (source, revision);

-- What is gone, for those who still know it.
CREATE TABLE event_removed (
    source   VARCHAR(200) NOT NULL,
    type     VARCHAR(50)  NOT NULL,
    id       VARCHAR(500) NOT NULL,
    revision BIGINT       NOT NULL,
    PRIMARY KEY (source, type, id)
) ${table_options};

-- One row a source: its last change, who polls it until when, when it is due again, and how its last poll ended.
CREATE TABLE source_lease (
    source     VARCHAR(200) NOT NULL PRIMARY KEY,
    revision   BIGINT       DEFAULT 0 NOT NULL,
    holder     VARCHAR(100) DEFAULT '' NOT NULL,
    held_until TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    due        TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    status     TEXT         DEFAULT '' NOT NULL
) ${table_options};
