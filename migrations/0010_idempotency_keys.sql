-- Answers to requests with an Idempotency-Key that must survive the process: those that write. A claim without an answer is a request in flight, or one whose process died.
CREATE TABLE idempotency_keys (
    tenant       text NOT NULL DEFAULT '',
    route        text NOT NULL,
    key          text NOT NULL,
    body_hash    bytea NOT NULL,
    claimed_time timestamptz NOT NULL,
    status       integer,
    content_type text,
    body         bytea,
    PRIMARY KEY (tenant, route, key)
);
CREATE INDEX idempotency_keys_time ON idempotency_keys (claimed_time);
