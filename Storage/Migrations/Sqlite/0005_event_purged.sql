-- The newest event of each priority that was deleted: who asks for events behind it is told what he missed.
CREATE TABLE event_purged (
  priority    INTEGER PRIMARY KEY,
  sequence    INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL -- when the newest of them happened, microseconds since 1970-01-01 UTC
) STRICT;

-- Of what was deleted before, only the oldest event that is left tells.
INSERT INTO event_purged (priority, sequence, occurred_at)
SELECT p.value, b.sequence, b.occurred_at
FROM json_each('[1, 2, 3, 4]') AS p
JOIN (SELECT coalesce(min(sequence) - 1, (SELECT head FROM event_log_head)) AS sequence, coalesce(min(occurred_at), 0) AS occurred_at FROM event_log) AS b
WHERE b.sequence > 0;
