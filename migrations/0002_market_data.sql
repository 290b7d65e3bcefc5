-- Trades, quotes and depth. event_time is when it happened, known_time when this system knew it; (source_id, row_no) keeps the file
-- order of equal times. No foreign keys on the bulk tables: checking them costs more than the insert. Wide columns come first, which
-- saves padding. The indexes are ascending although the last row before t is what is looked up: a B-tree is read backwards as fast,
-- and rows that arrive in time order then fill its pages instead of splitting them in halves.

CREATE TABLE trades (
    event_time    timestamptz NOT NULL,
    known_time    timestamptz NOT NULL,
    price         float8 NOT NULL,
    size          float8 NOT NULL,
    row_no        bigint NOT NULL,
    instrument_id integer NOT NULL,
    source_id     integer NOT NULL,
    aggressor     smallint NOT NULL            -- +1 buyer, -1 seller, 0 not given
);
CREATE INDEX trades_instrument_time ON trades (instrument_id, event_time);

CREATE TABLE quotes (
    event_time    timestamptz NOT NULL,
    known_time    timestamptz NOT NULL,
    bid           float8 NOT NULL,
    bid_size      float8 NOT NULL,
    ask           float8 NOT NULL,
    ask_size      float8 NOT NULL,
    row_no        bigint NOT NULL,
    instrument_id integer NOT NULL,
    source_id     integer NOT NULL
);
CREATE INDEX quotes_instrument_time ON quotes (instrument_id, event_time);

CREATE TABLE depth_snapshots (
    event_time    timestamptz NOT NULL,
    known_time    timestamptz NOT NULL,
    row_no        bigint NOT NULL,
    instrument_id integer NOT NULL,
    source_id     integer NOT NULL,
    bid_prices    float8[] NOT NULL,           -- best level first; both sides may differ in length
    bid_sizes     float8[] NOT NULL,
    ask_prices    float8[] NOT NULL,
    ask_sizes     float8[] NOT NULL
);
CREATE INDEX depth_snapshots_instrument_time ON depth_snapshots (instrument_id, event_time);

-- External series. instrument_id is null for a series that concerns all of them.
CREATE TABLE external_signals (
    event_time    timestamptz NOT NULL,
    known_time    timestamptz NOT NULL,
    value         float8 NOT NULL,
    row_no        bigint NOT NULL,
    instrument_id integer,
    source_id     integer NOT NULL,
    source        text NOT NULL,
    name          text NOT NULL
);
CREATE INDEX external_signals_instrument_time ON external_signals (instrument_id, event_time);
CREATE INDEX external_signals_source ON external_signals (source_id);
