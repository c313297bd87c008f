CREATE TABLE event_log (
  sequence       INTEGER PRIMARY KEY,
  event_id       BLOB NOT NULL UNIQUE,
  priority       INTEGER NOT NULL,
  type           TEXT NOT NULL,
  project_id     BLOB NOT NULL,
  node_id        BLOB,
  occurred_at    INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC
  source         TEXT NOT NULL,
  correlation_id TEXT,
  data           TEXT NOT NULL
) STRICT;

-- The time is not for the order: a purge finds the old events in this index alone. One of its own would cost every append a fifth.
CREATE INDEX event_log_priority ON event_log (priority, sequence, occurred_at);

CREATE TABLE event_log_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  head     INTEGER NOT NULL
) STRICT;
INSERT INTO event_log_head (only_row, head) VALUES (1, 0);

CREATE TABLE event_checkpoint (
  consumer TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE grain_state (
  store    TEXT NOT NULL,
  name     TEXT NOT NULL,
  grain_id TEXT NOT NULL,
  etag     INTEGER NOT NULL,
  data     BLOB NOT NULL,
  UNIQUE (grain_id, name, store)
) STRICT;

CREATE TABLE reminder (
  grain_id   TEXT NOT NULL,
  name       TEXT NOT NULL,
  grain_hash INTEGER NOT NULL,
  start_at   INTEGER NOT NULL, -- ticks, UTC
  period     INTEGER NOT NULL, -- ticks
  etag       TEXT NOT NULL,
  PRIMARY KEY (grain_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_grain_hash ON reminder (grain_hash);
