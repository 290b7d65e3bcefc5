-- Streams of rows that clients send. Identity of a row is (stream, sequence). Sequences rise, so the last one that is durable says which rows of a resend are here already;
-- it moves in the transaction that makes the rows visible. Each such batch is one import source, whose file_hash says from which sequence on it is.
CREATE TABLE ingest_streams (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind           text NOT NULL CHECK (kind IN ('market-data', 'signals', 'executions')),
    tenant         text NOT NULL DEFAULT '',    -- empty: without tenants
    name           text NOT NULL,
    last_sequence  bigint NOT NULL DEFAULT 0,   -- every row up to here was judged: stored, or rejected and reported
    accepted_count bigint NOT NULL DEFAULT 0,
    rejected_count bigint NOT NULL DEFAULT 0,
    created_time   timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_time      timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (kind, tenant, name)
);
