-- Answers are alike but for their numbers: many of them as one compressed value take a fifth of the room, and of the server's time, that they take one by one.
-- The value is written and read by EstimateBlock; what is looked for stays in columns.
CREATE TABLE estimate_blocks (
    id      uuid PRIMARY KEY,        -- of its first estimate
    content bytea NOT NULL
);
ALTER TABLE estimate_blocks ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE FUNCTION pg_temp.part(value text) RETURNS bytea LANGUAGE sql AS $$
    SELECT CASE WHEN value IS NULL THEN int4send(-1) ELSE int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8') END
$$;

-- What is there already becomes blocks of one, not compressed.
INSERT INTO estimate_blocks (id, content)
SELECT id, '\x00'::bytea || int4send(octet_length(body)) || body
FROM (
    SELECT id, pg_temp.part(request::text) || pg_temp.part(answer) || pg_temp.part(calibration_state) || pg_temp.part(data_times::text) || int4send(cardinality(features))
        || coalesce((SELECT string_agg(float8send(value), ''::bytea ORDER BY n) FROM unnest(features) WITH ORDINALITY AS f(value, n)), ''::bytea) AS body
    FROM estimates
) AS old;

ALTER TABLE estimates ADD COLUMN block uuid, ADD COLUMN position smallint NOT NULL DEFAULT 0;
UPDATE estimates SET block = id;
ALTER TABLE estimates
    ALTER COLUMN block SET NOT NULL,
    ALTER COLUMN position DROP DEFAULT,
    DROP COLUMN request, DROP COLUMN answer, DROP COLUMN features, DROP COLUMN calibration_state, DROP COLUMN data_times;

-- Appended in the order of time: a few bytes tell each range of pages.
DROP INDEX estimates_time;
CREATE INDEX estimates_time ON estimates USING brin (estimate_time);
