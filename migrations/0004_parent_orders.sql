-- The user's own executions.

CREATE TABLE parent_orders (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id       text NOT NULL UNIQUE,        -- the user's name for it; a later file that has it again corrects it
    instrument_id  integer NOT NULL REFERENCES instruments (id),
    side           smallint NOT NULL CHECK (side IN (-1, 1)),
    arrival_time   timestamptz NOT NULL,
    end_time       timestamptz NOT NULL CHECK (end_time >= arrival_time),
    quantity       float8 NOT NULL,
    average_price  float8 NOT NULL,
    arrival_price  float8,
    taker_fraction float8,
    strategy       text,
    source_id      integer NOT NULL REFERENCES import_sources (id),
    row_no         bigint NOT NULL
);
CREATE INDEX parent_orders_instrument_time ON parent_orders (instrument_id, arrival_time);

CREATE TABLE fills (
    parent_order_id integer NOT NULL REFERENCES parent_orders (id),
    event_time      timestamptz NOT NULL,
    price           float8 NOT NULL,
    size            float8 NOT NULL,
    liquidity       text NOT NULL CHECK (liquidity IN ('taker', 'maker', 'auction')),
    source_id       integer NOT NULL REFERENCES import_sources (id),
    row_no          bigint NOT NULL
);
CREATE INDEX fills_order_time ON fills (parent_order_id, event_time);
