ALTER TABLE event_log ADD COLUMN traceparent TEXT;
