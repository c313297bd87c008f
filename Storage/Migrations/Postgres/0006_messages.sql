CREATE TABLE message_inbox (
  name       text PRIMARY KEY,
  epoch      bigint NOT NULL, -- counts who opened it
  registered boolean NOT NULL,
  total      bigint NOT NULL DEFAULT 0,
  completed  bigint NOT NULL DEFAULT 0,
  failed     bigint NOT NULL DEFAULT 0,
  peak       bigint NOT NULL DEFAULT 0,
  processing bigint NOT NULL DEFAULT 0 -- microseconds
) WITH (fillfactor = 50);

CREATE TABLE message_latency (
  inbox    text NOT NULL,
  priority smallint NOT NULL,
  count    bigint NOT NULL,
  total    bigint NOT NULL, -- microseconds
  PRIMARY KEY (inbox, priority)
) WITH (fillfactor = 50);

CREATE TABLE message (
  sequence       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id     uuid NOT NULL UNIQUE,
  inbox          text NOT NULL,
  sender         text NOT NULL,
  sent_by        text NOT NULL,
  type           smallint NOT NULL,
  priority       smallint NOT NULL,
  status         smallint NOT NULL,
  data           text NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  attempts       integer NOT NULL,
  due_at         timestamptz,
  correlation_id text,
  reply_to       text,
  broadcast      boolean NOT NULL,
  response       text,
  error          text,
  finished_at    timestamptz
);

CREATE INDEX message_of_inbox ON message (inbox, sequence);
CREATE INDEX message_of_sender ON message (sender, sequence);
CREATE INDEX message_open ON message (inbox, sequence) WHERE status < 3;
CREATE INDEX message_dead ON message (inbox, sequence) WHERE status > 3;
