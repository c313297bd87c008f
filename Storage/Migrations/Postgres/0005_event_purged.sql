-- The newest event of each priority that was deleted: who asks for events behind it is told what he missed.
CREATE TABLE event_purged (
  priority    smallint PRIMARY KEY,
  sequence    bigint NOT NULL,
  occurred_at timestamptz NOT NULL -- when the newest of them happened
);

-- Of what was deleted before, only the oldest event that is left tells.
INSERT INTO event_purged (priority, sequence, occurred_at)
SELECT p, b.sequence, b.occurred_at
FROM generate_series(1, 4) AS p
CROSS JOIN (
  SELECT coalesce(min(sequence) - 1, (SELECT head FROM event_log_head)) AS sequence, coalesce(min(occurred_at), 'epoch') AS occurred_at FROM event_log) AS b
WHERE b.sequence > 0;

CREATE FUNCTION nms_purge_events(purged smallint, first_sequence bigint, last_sequence bigint, before_time timestamptz, beyond bigint)
RETURNS bigint LANGUAGE sql
AS $$
  WITH deleted AS (
    DELETE FROM event_log
    WHERE sequence BETWEEN first_sequence AND last_sequence AND priority = purged AND (occurred_at < before_time OR sequence <= beyond)
    RETURNING sequence, occurred_at),
  remembered AS (
    INSERT INTO event_purged AS p (priority, sequence, occurred_at)
    SELECT purged, max(sequence), max(occurred_at) FROM deleted HAVING count(*) > 0
    ON CONFLICT (priority) DO UPDATE
    SET sequence = greatest(p.sequence, excluded.sequence), occurred_at = greatest(p.occurred_at, excluded.occurred_at))
  SELECT count(*) FROM deleted
$$;
