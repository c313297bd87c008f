CREATE TABLE workflow_run (
  run_id        BLOB PRIMARY KEY,
  commit_number INTEGER NOT NULL,
  workflow      TEXT NOT NULL,
  version       INTEGER NOT NULL,
  status        INTEGER NOT NULL,
  run_key       TEXT,
  project_id    BLOB,
  parent_id     BLOB,
  requested_by  TEXT NOT NULL,
  started_by    TEXT NOT NULL,
  started_at    INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC, like the other times
  ended_at      INTEGER,
  due_at        INTEGER,
  progress      INTEGER NOT NULL, -- millionths
  error_code    TEXT,
  error         TEXT,
  state         BLOB NOT NULL -- JSON
) STRICT;

CREATE UNIQUE INDEX workflow_run_of_key ON workflow_run (workflow, run_key) WHERE run_key IS NOT NULL AND ended_at IS NULL;
CREATE INDEX workflow_run_due ON workflow_run (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX workflow_run_active ON workflow_run (workflow) WHERE ended_at IS NULL;
CREATE INDEX workflow_run_of_workflow ON workflow_run (workflow, run_id);
CREATE INDEX workflow_run_of_project ON workflow_run (project_id, run_id) WHERE project_id IS NOT NULL;
CREATE INDEX workflow_run_of_parent ON workflow_run (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX workflow_run_ended ON workflow_run (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE workflow_history (
  run_id   BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  type     TEXT NOT NULL,
  step     TEXT,
  item     INTEGER,
  attempt  INTEGER,
  data     TEXT NOT NULL, -- JSON
  PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE workflow_artifact (
  id           INTEGER PRIMARY KEY,
  run_id       BLOB NOT NULL,
  name         TEXT NOT NULL,
  content_type TEXT NOT NULL,
  bytes        INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  content      BLOB NOT NULL,
  UNIQUE (run_id, name)
) STRICT;
