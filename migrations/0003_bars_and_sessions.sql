-- What is known of whole sessions. A daily bar comes from a file, a session summary from the store's own ticks; both may exist for a date, and they are
-- kept apart: where they are read together the bar gives prices and volume, the ticks the volume profile, realised volatility and spread.

CREATE TABLE daily_bars (
    instrument_id integer NOT NULL REFERENCES instruments (id),
    session_date  date NOT NULL,
    open          float8 NOT NULL,
    high          float8 NOT NULL,
    low           float8 NOT NULL,
    close         float8 NOT NULL,
    volume        float8 NOT NULL,
    source_id     integer NOT NULL REFERENCES import_sources (id),
    row_no        bigint NOT NULL,
    PRIMARY KEY (instrument_id, session_date)
);

CREATE TABLE session_summaries (
    instrument_id        integer NOT NULL REFERENCES instruments (id),
    session_date         date NOT NULL,
    open                 float8 NOT NULL,
    high                 float8 NOT NULL,
    low                  float8 NOT NULL,
    close                float8 NOT NULL,
    volume               float8 NOT NULL,
    volume_bins          float8[] NOT NULL,   -- volume in equal slices of the session
    realised_volatility  float8 NOT NULL,     -- daily; NaN where there is too little to measure
    mean_half_spread_bps float8 NOT NULL,     -- time-weighted; NaN without quotes
    covered_fraction     float8 NOT NULL,     -- share of the session spanned by its events
    PRIMARY KEY (instrument_id, session_date)
);
