-- Reference data, and where every row of market data came from.

CREATE TABLE instruments (
    id                 integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    symbol             text NOT NULL UNIQUE CHECK (symbol ~ '^[A-Za-z0-9._/-]{1,32}$'),
    session            text NOT NULL,       -- "09:30-16:00 America/New_York" or "24h"
    currency           text NOT NULL,
    tick_size          float8,
    lot_size           float8,
    shares_outstanding float8
);

-- Identity of a row is (source_id, row_no): where it came from, never its values. One file is one source and one transaction,
-- so a file is either here with all of its rows or not at all, and the partial unique index makes a second import of it add nothing.
CREATE TABLE import_sources (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    file_name     text NOT NULL,
    file_hash     text NOT NULL,
    status        text NOT NULL CHECK (status IN ('complete', 'refused')),
    row_count     bigint NOT NULL DEFAULT 0,
    reject_count  bigint NOT NULL DEFAULT 0,
    rejects       jsonb NOT NULL DEFAULT '{}',
    reason        text,
    imported_time timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Numbers follow the order of commits (assigned under a lock that is held until the commit), so a reader that remembers the
    -- highest one it has seen misses nothing. Identity values do not: a smaller one may become visible later.
    commit_no     bigint UNIQUE
);
CREATE UNIQUE INDEX import_sources_complete ON import_sources (name, file_hash) WHERE status = 'complete';
CREATE SEQUENCE import_commit_no AS bigint;

-- What one source holds for one instrument: which sessions an import touched, and where a reader finds its rows without an index on source_id.
CREATE TABLE import_spans (
    source_id        integer NOT NULL REFERENCES import_sources (id) ON DELETE CASCADE,
    instrument_id    integer NOT NULL REFERENCES instruments (id),
    first_event_time timestamptz NOT NULL,
    last_event_time  timestamptz NOT NULL,
    trade_count      bigint NOT NULL,
    quote_count      bigint NOT NULL,
    depth_count      bigint NOT NULL,
    PRIMARY KEY (source_id, instrument_id)
);
