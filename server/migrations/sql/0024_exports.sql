-- All data of an organization, packed for its owner to take along.

CREATE TABLE aisle.organization_export (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  id              uuid NOT NULL,
  asked_by        uuid NOT NULL,                    -- the owner, who alone may have it
  job_id          uuid NOT NULL,
  lines           jsonb NOT NULL DEFAULT '{}',      -- how many, by file
  bytes           bigint NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  ready_at        timestamptz,
  expires_at      timestamptz,
  PRIMARY KEY (organization_id, id),
  CHECK ((ready_at IS NULL) = (expires_at IS NULL))
);

-- The archive, cut into pieces: none is ever held whole in memory.
CREATE TABLE aisle.organization_export_part (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  export_id       uuid NOT NULL,
  number          integer NOT NULL CHECK (number >= 0),
  sealed          bytea NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, export_id, number),
  FOREIGN KEY (organization_id, export_id) REFERENCES aisle.organization_export ON DELETE CASCADE
);

CALL aisle.protect('aisle.organization_export', 'organization');
CALL aisle.protect('aisle.organization_export_part', 'organization');
GRANT SELECT ON ALL TABLES IN SCHEMA aisle TO @backup@;
