-- Who may call, and who changed what.

CREATE TABLE api_keys (
    id                  text PRIMARY KEY,        -- the public part of the key
    key_hash            bytea NOT NULL CHECK (octet_length(key_hash) = 32),  -- SHA-256 of the whole key; the key itself is nowhere
    name                text NOT NULL,
    tenant              text NOT NULL,
    scopes              text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['estimate', 'ingest', 'admin']),
    requests_per_second integer CHECK (requests_per_second > 0),  -- null: what the server allows by default
    created_time        timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_time        timestamptz,
    revoked_time        timestamptz,
    replaces            text REFERENCES api_keys (id)
);

-- One row for each act of an administrator, written in the transaction of the act.
CREATE TABLE audit_log (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    audit_time timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor      text NOT NULL,                    -- account@machine of the process, or the id of the API key
    action     text NOT NULL,
    subject    text NOT NULL,
    detail     jsonb NOT NULL DEFAULT '{}'
);
