CREATE TABLE event_log (
  sequence       bigint PRIMARY KEY,
  event_id       uuid NOT NULL UNIQUE,
  priority       smallint NOT NULL,
  type           text NOT NULL,
  project_id     uuid NOT NULL,
  node_id        uuid,
  occurred_at    timestamptz NOT NULL,
  source         text NOT NULL,
  correlation_id text,
  data           text NOT NULL
);

CREATE INDEX event_log_priority ON event_log (priority, sequence);
-- Times follow the sequence closely, which is what such an index lives on; it costs an append next to nothing.
CREATE INDEX event_log_occurred_at ON event_log USING brin (occurred_at) WITH (autosummarize = on);

CREATE TABLE event_log_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  head     bigint NOT NULL
);
INSERT INTO event_log_head (head) VALUES (0);

CREATE TABLE event_checkpoint (
  consumer text PRIMARY KEY,
  sequence bigint NOT NULL
);

-- Appends events and returns the sequence of each, in the given order. The ids of one call differ from each other.
-- The head row stays locked until the commit: sequences are given out in commit order, so that no reader sees a number
-- before a smaller one. The plan is kept from the first call on, when the log is empty and reading all of it looks cheap; the
-- settings make it the plan for a full one.
CREATE FUNCTION nms_append_events(
  ids uuid[], priorities smallint[], types text[], projects uuid[], nodes uuid[], times timestamptz[],
  sources text[], correlations text[], datas text[])
RETURNS bigint[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  before bigint;
  added bigint;
BEGIN
  SELECT head INTO before FROM event_log_head FOR UPDATE;

  INSERT INTO event_log (sequence, event_id, priority, type, project_id, node_id, occurred_at, source, correlation_id, data)
  SELECT before + row_number() OVER (ORDER BY n.place), n.id, n.priority, n.type, n.project, n.node, n.at, n.source, n.correlation, n.data
  FROM unnest(ids, priorities, types, projects, nodes, times, sources, correlations, datas)
       WITH ORDINALITY AS n(id, priority, type, project, node, at, source, correlation, data, place)
  WHERE NOT EXISTS (SELECT 1 FROM event_log e WHERE e.event_id = n.id);
  GET DIAGNOSTICS added = ROW_COUNT;

  IF added > 0 THEN
    UPDATE event_log_head SET head = before + added;
  END IF;

  IF added = cardinality(ids) THEN
    RETURN ARRAY(SELECT generate_series(before + 1, before + added));
  END IF;
  RETURN ARRAY(
    SELECT e.sequence FROM unnest(ids) WITH ORDINALITY AS n(id, place) JOIN event_log e ON e.event_id = n.id ORDER BY n.place);
END $$;

-- Grain state. Orleans' ADO.NET provider reads its statements from OrleansQuery and binds the named parameters.
CREATE TABLE grain_state (
  service_id   text NOT NULL,
  type_hash    integer NOT NULL,
  type         text NOT NULL,
  id_hash      integer NOT NULL,
  id_n0        bigint NOT NULL,
  id_n1        bigint NOT NULL,
  id_extension text,
  version      integer NOT NULL,
  modified_at  timestamptz NOT NULL DEFAULT now(),
  data         bytea
);

CREATE UNIQUE INDEX grain_state_key ON grain_state (id_hash, type_hash, id_n0, id_n1, type, coalesce(id_extension, ''), service_id);

CREATE TABLE OrleansQuery (
  QueryKey  varchar(64) PRIMARY KEY,
  QueryText text NOT NULL
);

-- Each write answers with one row: the new version, or the one it was given when that is no longer the stored one, which
-- the provider takes for a conflict.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
  SELECT data AS PayloadBinary, version AS Version FROM grain_state
  WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
    AND type = @GrainTypeString AND coalesce(id_extension, '''') = coalesce(@GrainIdExtensionString, '''') AND service_id = @ServiceId
'),
('WriteToStorageKey', '
  WITH updated AS (
    UPDATE grain_state SET data = @PayloadBinary, version = version + 1, modified_at = now()
    WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
      AND type = @GrainTypeString AND coalesce(id_extension, '''') = coalesce(@GrainIdExtensionString, '''') AND service_id = @ServiceId
      AND version = @GrainStateVersion
    RETURNING version),
  inserted AS (
    INSERT INTO grain_state (service_id, type_hash, type, id_hash, id_n0, id_n1, id_extension, version, data)
    SELECT @ServiceId, @GrainTypeHash, @GrainTypeString, @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, 1, @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version)
  SELECT coalesce((SELECT version FROM updated), (SELECT version FROM inserted), @GrainStateVersion) AS NewGrainStateVersion
'),
('ClearStorageKey', '
  WITH cleared AS (
    UPDATE grain_state SET data = NULL, version = version + 1, modified_at = now()
    WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
      AND type = @GrainTypeString AND coalesce(id_extension, '''') = coalesce(@GrainIdExtensionString, '''') AND service_id = @ServiceId
      AND version = @GrainStateVersion
    RETURNING version)
  SELECT coalesce((SELECT version FROM cleared), @GrainStateVersion) AS NewGrainStateVersion
'),
('DeleteStorageKey', '
  WITH deleted AS (
    DELETE FROM grain_state
    WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
      AND type = @GrainTypeString AND coalesce(id_extension, '''') = coalesce(@GrainIdExtensionString, '''') AND service_id = @ServiceId
      AND version = @GrainStateVersion
    RETURNING version)
  SELECT coalesce((SELECT version + 1 FROM deleted), @GrainStateVersion) AS NewGrainStateVersion
');
