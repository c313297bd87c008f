CREATE TABLE workflow_run (
  run_id        uuid PRIMARY KEY,
  commit_number bigint NOT NULL,
  workflow      text NOT NULL,
  version       integer NOT NULL,
  status        smallint NOT NULL,
  run_key       text,
  project_id    uuid,
  parent_id     uuid,
  requested_by  text NOT NULL,
  started_by    text NOT NULL,
  started_at    timestamptz NOT NULL,
  ended_at      timestamptz,
  due_at        timestamptz,
  progress      integer NOT NULL, -- millionths
  error_code    text,
  error         text,
  state         bytea NOT NULL -- JSON
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX workflow_run_of_key ON workflow_run (workflow, run_key) WHERE run_key IS NOT NULL AND ended_at IS NULL;
CREATE INDEX workflow_run_due ON workflow_run (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX workflow_run_active ON workflow_run (workflow) WHERE ended_at IS NULL;
CREATE INDEX workflow_run_of_workflow ON workflow_run (workflow, run_id);
CREATE INDEX workflow_run_of_project ON workflow_run (project_id, run_id) WHERE project_id IS NOT NULL;
CREATE INDEX workflow_run_of_parent ON workflow_run (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX workflow_run_ended ON workflow_run (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE workflow_history (
  run_id   uuid NOT NULL,
  sequence bigint NOT NULL,
  at       timestamptz NOT NULL,
  type     text NOT NULL,
  step     text,
  item     integer,
  attempt  integer,
  data     text NOT NULL, -- JSON
  PRIMARY KEY (run_id, sequence)
);

CREATE TABLE workflow_artifact (
  run_id       uuid NOT NULL,
  name         text NOT NULL,
  content_type text NOT NULL,
  bytes        bigint NOT NULL,
  created_at   timestamptz NOT NULL,
  content      bytea NOT NULL,
  PRIMARY KEY (run_id, name)
);
