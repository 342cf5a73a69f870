-- Written for SQLite and PostgreSQL alike; ${table_options} is what only one of them knows.

-- One row an event, as JSON. Ids are unique within a type already; the source leads the key so that what one source
-- told lies together.
CREATE TABLE event (
    source  VARCHAR(200) NOT NULL,
    type    VARCHAR(50)  NOT NULL,
    id      VARCHAR(500) NOT NULL,
    payload TEXT         NOT NULL,
    PRIMARY KEY (source, type, id)
) ${table_options};

-- How far a source has come, in its own words.
CREATE TABLE source_cursor (
    source VARCHAR(200) NOT NULL,
    name   VARCHAR(500) NOT NULL,
    value  TEXT         NOT NULL,
    PRIMARY KEY (source, name)
) ${table_options};

-- Up to when a source is known completely: an ISO 8601 instant, UTC.
CREATE TABLE source_settled (
    source VARCHAR(200) NOT NULL PRIMARY KEY,
    as_of  VARCHAR(40)  NOT NULL
) ${table_options};

-- What the agent remembers for itself, such as the fingerprint of its configuration.
CREATE TABLE note (
    name  VARCHAR(200) NOT NULL PRIMARY KEY,
    value TEXT         NOT NULL
) ${table_options};
