CREATE TABLE audit_log (
  sequence       bigint PRIMARY KEY,
  at             timestamptz NOT NULL,
  principal_id   text NOT NULL,
  principal_name text,
  sign_in        text NOT NULL,
  action         text NOT NULL,
  request        text,
  object_type    text,
  object_id      text,
  project_id     uuid,
  address        text,
  forwarded      text,
  outcome        smallint NOT NULL,
  status         integer,
  code           text,
  changes        text,
  duration_ms    integer NOT NULL,
  correlation_id text,
  silo           text NOT NULL,
  times          integer NOT NULL,
  seal           text NOT NULL,
  previous_hash  text NOT NULL,
  hash           text NOT NULL
);

CREATE INDEX audit_log_at ON audit_log USING brin (at) WITH (autosummarize = on);
CREATE INDEX audit_log_principal ON audit_log (principal_id);
CREATE INDEX audit_log_object ON audit_log (object_id) WHERE object_id IS NOT NULL;
CREATE INDEX audit_log_correlation ON audit_log (correlation_id) WHERE correlation_id IS NOT NULL;

CREATE TABLE audit_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  sequence bigint NOT NULL,
  hash     text NOT NULL
);
INSERT INTO audit_head (sequence, hash) VALUES (0, repeat('0', 64));

CREATE TABLE audit_anchor (
  sequence bigint PRIMARY KEY,
  hash     text NOT NULL,
  at       timestamptz NOT NULL,
  seal     text NOT NULL,
  proof    text NOT NULL
);

-- The database refuses what the program never does: to change an entry, to put one anywhere but at the end, and to delete one that no
-- anchor covers. An anchor goes only where there is an entry of its hash. pg_restore makes triggers after it has filled the tables,
-- so they do not stand in its way.
CREATE FUNCTION nms_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION nms_audit_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE audit_head SET sequence = new.sequence, hash = new.hash
  WHERE sequence = new.sequence - 1 AND hash = new.previous_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the audit log grows at its end only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;

CREATE FUNCTION nms_audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.sequence > (SELECT coalesce(max(sequence), 0) FROM audit_anchor) THEN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN old;
END $$;

CREATE FUNCTION nms_audit_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_log WHERE sequence = new.sequence AND hash = new.hash) THEN
    RAISE EXCEPTION 'an anchor stands for an entry' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;

CREATE TRIGGER audit_log_follows BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION nms_audit_follow();
CREATE TRIGGER audit_log_unchangeable BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION nms_audit_refuse();
CREATE TRIGGER audit_log_undeletable BEFORE DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION nms_audit_delete();
CREATE TRIGGER audit_log_untruncatable BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION nms_audit_refuse();
CREATE TRIGGER audit_anchor_fits BEFORE INSERT ON audit_anchor FOR EACH ROW EXECUTE FUNCTION nms_audit_anchor();
CREATE TRIGGER audit_anchor_unchangeable BEFORE UPDATE OR DELETE ON audit_anchor FOR EACH ROW EXECUTE FUNCTION nms_audit_refuse();
CREATE TRIGGER audit_anchor_untruncatable BEFORE TRUNCATE ON audit_anchor FOR EACH STATEMENT EXECUTE FUNCTION nms_audit_refuse();
