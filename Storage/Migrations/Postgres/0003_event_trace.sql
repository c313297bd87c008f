ALTER TABLE event_log ADD COLUMN traceparent text;

-- The function of nine arguments stays: silos of the former version go on appending during a rolling upgrade.
CREATE FUNCTION nms_append_events(
  ids uuid[], priorities smallint[], types text[], projects uuid[], nodes uuid[], times timestamptz[],
  sources text[], correlations text[], datas text[], traceparents text[])
RETURNS bigint[] LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  before bigint;
  added bigint;
BEGIN
  SELECT head INTO before FROM event_log_head FOR UPDATE;

  INSERT INTO event_log (sequence, event_id, priority, type, project_id, node_id, occurred_at, source, correlation_id, data, traceparent)
  SELECT before + row_number() OVER (ORDER BY n.place), n.id, n.priority, n.type, n.project, n.node, n.at, n.source, n.correlation, n.data, n.trace
  FROM unnest(ids, priorities, types, projects, nodes, times, sources, correlations, datas, traceparents)
       WITH ORDINALITY AS n(id, priority, type, project, node, at, source, correlation, data, trace, place)
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
