CREATE TABLE audit_log (
  sequence       INTEGER PRIMARY KEY,
  at             INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC
  principal_id   TEXT NOT NULL,
  principal_name TEXT,
  sign_in        TEXT NOT NULL,
  action         TEXT NOT NULL,
  request        TEXT,
  object_type    TEXT,
  object_id      TEXT,
  project_id     BLOB,
  address        TEXT,
  forwarded      TEXT,
  outcome        INTEGER NOT NULL,
  status         INTEGER,
  code           TEXT,
  changes        TEXT,
  duration_ms    INTEGER NOT NULL,
  correlation_id TEXT,
  silo           TEXT NOT NULL,
  times          INTEGER NOT NULL,
  seal           TEXT NOT NULL,
  previous_hash  TEXT NOT NULL,
  hash           TEXT NOT NULL
) STRICT;

CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_principal ON audit_log (principal_id);
CREATE INDEX audit_log_object ON audit_log (object_id) WHERE object_id IS NOT NULL;
CREATE INDEX audit_log_correlation ON audit_log (correlation_id) WHERE correlation_id IS NOT NULL;

CREATE TABLE audit_head (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  sequence INTEGER NOT NULL,
  hash     TEXT NOT NULL
) STRICT;
INSERT INTO audit_head (only_row, sequence, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE audit_anchor (
  sequence INTEGER PRIMARY KEY,
  hash     TEXT NOT NULL,
  at       INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC
  seal     TEXT NOT NULL,
  proof    TEXT NOT NULL
) STRICT;

-- The database refuses what the program never does: to change an entry, to put one anywhere but at the end, and to delete one that no
-- anchor covers. An anchor goes only where there is an entry of its hash.
CREATE TRIGGER audit_log_follows BEFORE INSERT ON audit_log
WHEN NOT EXISTS (SELECT 1 FROM audit_head WHERE sequence = new.sequence - 1 AND hash = new.previous_hash)
BEGIN SELECT RAISE(ABORT, 'the audit log grows at its end only'); END;

CREATE TRIGGER audit_log_moves_head AFTER INSERT ON audit_log
BEGIN UPDATE audit_head SET sequence = new.sequence, hash = new.hash; END;

CREATE TRIGGER audit_log_unchangeable BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_log_undeletable BEFORE DELETE ON audit_log
WHEN old.sequence > (SELECT coalesce(max(sequence), 0) FROM audit_anchor)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_anchor_fits BEFORE INSERT ON audit_anchor
WHEN NOT EXISTS (SELECT 1 FROM audit_log WHERE sequence = new.sequence AND hash = new.hash)
BEGIN SELECT RAISE(ABORT, 'an anchor stands for an entry'); END;

CREATE TRIGGER audit_anchor_unchangeable BEFORE UPDATE ON audit_anchor
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_anchor_undeletable BEFORE DELETE ON audit_anchor
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
