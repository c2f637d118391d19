-- What happened, in a chain that shows every change to it; and the keys that stored secrets are sealed with.

-- The key of a tenant, wrapped by a root key outside the database. Destroying it makes all that it sealed unreadable.
CREATE TABLE aisle.tenant_key (
  organization_id uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  number          integer NOT NULL,
  root            text NOT NULL,                    -- name of the root key that wraps it
  wrapped         bytea NOT NULL,
  current         boolean NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, number)
);
CREATE UNIQUE INDEX tenant_key_current ON aisle.tenant_key (organization_id) WHERE current;

-- The last link of each tenant's chain.
CREATE TABLE aisle.audit_head (
  organization_id uuid PRIMARY KEY REFERENCES aisle.tenant ON DELETE CASCADE,
  number          bigint NOT NULL,
  hash            bytea NOT NULL,
  base_number     bigint NOT NULL DEFAULT 0,        -- of the last entry that grew too old and went
  base_hash       bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex')
);

CREATE TABLE aisle.audit_entry (
  organization_id uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  number          bigint NOT NULL,
  id              uuid NOT NULL,
  at              timestamptz NOT NULL,
  action          text NOT NULL,                    -- such as member.suspended
  actor           text NOT NULL,                    -- principal: kind and id
  store_id        uuid,
  object_kind     text NOT NULL,
  object_id       text NOT NULL,
  before          jsonb,
  after           jsonb,
  outcome         text NOT NULL CHECK (outcome IN ('done', 'refused')),
  request_id      text,
  personal        jsonb,                            -- from where, names: erasable; the chain holds a salted hash of it
  personal_salt   bytea,
  personal_hash   bytea,
  hash            bytea NOT NULL,                   -- of the hash before and everything but personal and its salt
  PRIMARY KEY (organization_id, number),
  UNIQUE (organization_id, id)
);
CREATE INDEX audit_entry_action ON aisle.audit_entry (organization_id, action, number);
CREATE INDEX audit_entry_actor ON aisle.audit_entry (organization_id, actor, number);
CREATE INDEX audit_entry_at ON aisle.audit_entry (organization_id, at);
CREATE INDEX audit_entry_object ON aisle.audit_entry (organization_id, object_id, number);

CALL aisle.protect('aisle.tenant_key', 'organization');
CALL aisle.protect('aisle.audit_head', 'organization');
CALL aisle.protect('aisle.audit_entry', 'organization');
-- Entries are added and never changed; only what is personal in them can be erased.
REVOKE UPDATE, DELETE ON aisle.audit_entry FROM @app@, @worker@;
GRANT UPDATE (personal, personal_salt) ON aisle.audit_entry TO @worker@;
REVOKE DELETE ON aisle.audit_head FROM @app@, @worker@;

CREATE FUNCTION aisle.forget_audit(tenant uuid, days integer, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Drops the oldest entries of the context's tenant, from the beginning on and without a gap, and remembers where the chain
-- goes on. Nothing younger than a month can go this way, whatever is asked for.
DECLARE
  last bigint;
  gone bigint;
BEGIN
  IF tenant IS DISTINCT FROM aisle.context_organization() OR days < 30 THEN
    RAISE EXCEPTION 'entries of the audit log cannot be dropped like this' USING ERRCODE = '42501';
  END IF;
  PERFORM FROM aisle.audit_head WHERE organization_id = tenant FOR UPDATE;
  -- Up to the first entry that is young enough, whatever the clocks said of those behind it.
  SELECT min(e.number) - 1 INTO last FROM aisle.audit_entry e
    WHERE e.organization_id = tenant AND e.at >= now() - make_interval(days => days);
  SELECT max(s.number) INTO last FROM (SELECT e.number FROM aisle.audit_entry e WHERE e.organization_id = tenant
    AND (last IS NULL OR e.number <= last) ORDER BY e.number LIMIT most) s;
  IF last IS NULL THEN
    RETURN 0;
  END IF;
  UPDATE aisle.audit_head h SET base_number = e.number, base_hash = e.hash FROM aisle.audit_entry e
    WHERE h.organization_id = tenant AND e.organization_id = tenant AND e.number = last;
  DELETE FROM aisle.audit_entry e WHERE e.organization_id = tenant AND e.number <= last;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION aisle.forget_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.forget_audit TO @worker@;
GRANT INSERT ON aisle.audit_entry TO @auditor@;
GRANT SELECT ON ALL TABLES IN SCHEMA aisle TO @backup@;
