-- TimescaleDB where the server has it loaded: hypertables, compression, a continuous aggregate. Elsewhere plain tables with the same names and indexes,
-- and the same functions doing what can be done there. Nothing runs by itself: the program calls the functions (the extension's background policies report
-- failures on some servers although the work is done), see StoreMaintenance.

CREATE FUNCTION impact_has_timescale() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')
$$;

DO $$
DECLARE
    hypertable text;
BEGIN
    -- Creating the extension without its library being preloaded would end the connection.
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
        OR current_setting('shared_preload_libraries') NOT LIKE '%timescaledb%' THEN
        RETURN;
    END IF;
    CREATE EXTENSION IF NOT EXISTS timescaledb;
    -- A week of a few hundred busy instruments keeps the indexes of the newest chunk in memory; fewer chunks plan faster.
    FOREACH hypertable IN ARRAY ARRAY['trades', 'quotes', 'depth_snapshots', 'external_signals'] LOOP
        EXECUTE format('SELECT create_hypertable(%L, %L, chunk_time_interval => interval ''7 days'', create_default_indexes => false)', hypertable, 'event_time');
        EXECUTE format(
            'ALTER TABLE %I SET (timescaledb.compress, timescaledb.compress_segmentby = ''instrument_id'', timescaledb.compress_orderby = ''event_time, source_id, row_no'')',
            hypertable);
    END LOOP;
END
$$;

-- Minute bars of trades, for charts; never for training (a real-time aggregate hides late rows until it is refreshed).
DO $$
BEGIN
    IF impact_has_timescale() THEN
        EXECUTE $sql$
            CREATE MATERIALIZED VIEW minute_bars WITH (timescaledb.continuous, timescaledb.materialized_only = true) AS
            SELECT instrument_id, time_bucket(interval '1 minute', event_time) AS start_time,
                   first(price, event_time) AS open, max(price) AS high, min(price) AS low, last(price, event_time) AS close,
                   sum(size) AS volume, count(*) AS trade_count
            FROM trades GROUP BY instrument_id, time_bucket(interval '1 minute', event_time)
            WITH NO DATA
        $sql$;
        EXECUTE 'ALTER MATERIALIZED VIEW minute_bars SET (timescaledb.compress = true, timescaledb.compress_segmentby = ''instrument_id'')';
    ELSE
        CREATE TABLE minute_bars (
            instrument_id integer NOT NULL,
            start_time    timestamptz NOT NULL,
            open          float8 NOT NULL,
            high          float8 NOT NULL,
            low           float8 NOT NULL,
            close         float8 NOT NULL,
            volume        float8 NOT NULL,
            trade_count   bigint NOT NULL,
            PRIMARY KEY (instrument_id, start_time)
        );
    END IF;
END
$$;

-- Makes the minute bars of [from, to) equal to the trades that are stored now. With the extension it refreshes the aggregate, which must not be in a transaction block.
DO $$
BEGIN
    IF impact_has_timescale() THEN
        RETURN;
    END IF;
    CREATE FUNCTION impact_refresh_minute_bars(from_time timestamptz, to_time timestamptz) RETURNS void LANGUAGE plpgsql AS $body$
    DECLARE
        from_minute timestamptz := date_trunc('minute', from_time);
        to_minute   timestamptz := date_trunc('minute', to_time) + CASE WHEN date_trunc('minute', to_time) < to_time THEN interval '1 minute' ELSE interval '0' END;
    BEGIN
        DELETE FROM minute_bars WHERE start_time >= from_minute AND start_time < to_minute;
        INSERT INTO minute_bars (instrument_id, start_time, open, high, low, close, volume, trade_count)
        SELECT instrument_id, date_trunc('minute', event_time) AS start_time,
               (array_agg(price ORDER BY event_time, source_id, row_no))[1], max(price), min(price),
               (array_agg(price ORDER BY event_time DESC, source_id DESC, row_no DESC))[1], sum(size), count(*)
        FROM trades WHERE event_time >= from_minute AND event_time < to_minute
        GROUP BY instrument_id, date_trunc('minute', event_time);
    END
    $body$;
END
$$;

-- Compresses what is older than the given time. Returns how many chunks were compressed now: none without the extension.
CREATE FUNCTION impact_compress_before(before timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    compressed integer := 0;
BEGIN
    IF impact_has_timescale() THEN
        EXECUTE $sql$
            SELECT count(compress_chunk(format('%I.%I', chunk_schema, chunk_name)::regclass)) FROM timescaledb_information.chunks
            WHERE hypertable_name IN ('trades', 'quotes', 'depth_snapshots', 'external_signals') AND range_end <= $1 AND NOT is_compressed
        $sql$ INTO compressed USING before;
    END IF;
    RETURN compressed;
END
$$;

-- Retention: deletes market data older than the given time (whole chunks where there are chunks). Session summaries and bars stay: they are small and carry ADV.
CREATE FUNCTION impact_drop_before(before timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    bulk text;
BEGIN
    FOREACH bulk IN ARRAY ARRAY['trades', 'quotes', 'depth_snapshots'] LOOP
        IF impact_has_timescale() THEN
            EXECUTE format('SELECT drop_chunks(%L, older_than => $1)', bulk) USING before;
        ELSE
            EXECUTE format('DELETE FROM %I WHERE event_time < $1', bulk) USING before;
        END IF;
    END LOOP;
END
$$;
