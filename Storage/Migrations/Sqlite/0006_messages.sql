CREATE TABLE message_inbox (
  name       TEXT PRIMARY KEY,
  epoch      INTEGER NOT NULL, -- counts who opened it
  registered INTEGER NOT NULL,
  total      INTEGER NOT NULL DEFAULT 0,
  completed  INTEGER NOT NULL DEFAULT 0,
  failed     INTEGER NOT NULL DEFAULT 0,
  peak       INTEGER NOT NULL DEFAULT 0,
  processing INTEGER NOT NULL DEFAULT 0 -- microseconds
) STRICT, WITHOUT ROWID;

CREATE TABLE message_latency (
  inbox    TEXT NOT NULL,
  priority INTEGER NOT NULL,
  count    INTEGER NOT NULL,
  total    INTEGER NOT NULL, -- microseconds
  PRIMARY KEY (inbox, priority)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
  sequence       INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id     BLOB NOT NULL UNIQUE,
  inbox          TEXT NOT NULL,
  sender         TEXT NOT NULL,
  sent_by        TEXT NOT NULL,
  type           INTEGER NOT NULL,
  priority       INTEGER NOT NULL,
  status         INTEGER NOT NULL,
  data           TEXT NOT NULL,
  created_at     INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC, like the other times
  expires_at     INTEGER NOT NULL,
  attempts       INTEGER NOT NULL,
  due_at         INTEGER,
  correlation_id TEXT,
  reply_to       TEXT,
  broadcast      INTEGER NOT NULL,
  response       TEXT,
  error          TEXT,
  finished_at    INTEGER
) STRICT;

CREATE INDEX message_of_inbox ON message (inbox, sequence);
CREATE INDEX message_of_sender ON message (sender, sequence);
CREATE INDEX message_open ON message (inbox, sequence) WHERE status < 3;
CREATE INDEX message_dead ON message (inbox, sequence) WHERE status > 3;
