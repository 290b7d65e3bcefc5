-- Trained models and the evidence of every answer.

CREATE TABLE models (
    id                  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name                text NOT NULL,
    hash                text NOT NULL UNIQUE,    -- of the artifact: the same model is stored once
    created_time        timestamptz NOT NULL,
    trained_through     timestamptz NOT NULL,
    feature_schema_hash text NOT NULL,
    status              text NOT NULL CHECK (status IN ('candidate', 'passed', 'failed')),
    promotion           jsonb NOT NULL DEFAULT '{}',
    artifact            bytea NOT NULL,
    active              boolean NOT NULL DEFAULT false,
    activated_anyway    boolean NOT NULL DEFAULT false,  -- by a user, although it had not passed
    activated_time      timestamptz
);
CREATE UNIQUE INDEX models_active ON models (active) WHERE active;

-- Already compressed by the program; the server's attempts would only cost time.
ALTER TABLE models ALTER COLUMN artifact SET STORAGE EXTERNAL;

CREATE TABLE estimates (
    id                uuid PRIMARY KEY,
    estimate_time     timestamptz NOT NULL,
    tenant            text,
    request           jsonb NOT NULL,
    answer            text NOT NULL,             -- exactly as it was sent
    model_hash        text,
    features          float8[] NOT NULL,         -- NaN where missing
    calibration_state text,
    data_times        jsonb NOT NULL
);
CREATE INDEX estimates_time ON estimates (estimate_time);

-- Answers take a few kilobytes each: lz4 compresses them several times faster than the default, where the server has it.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
        ALTER TABLE estimates ALTER COLUMN answer SET COMPRESSION lz4;
        ALTER TABLE estimates ALTER COLUMN request SET COMPRESSION lz4;
        ALTER TABLE estimates ALTER COLUMN features SET COMPRESSION lz4;
    END IF;
END
$$;
