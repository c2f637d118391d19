-- Structured output: an organization's own schemas, in versions that never change.

CREATE TABLE aisle.output_schema (
  organization_id uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  name            text NOT NULL,
  version         integer NOT NULL,                 -- the newest; goes on after a deletion, so that no number is used twice
  deleted_at      timestamptz,
  PRIMARY KEY (organization_id, name)
);
CREATE TABLE aisle.output_schema_version (
  organization_id uuid NOT NULL,
  name            text NOT NULL,
  version         integer NOT NULL,
  body            text NOT NULL,                    -- JSON; not jsonb, which forgets the order of properties
  made_at         timestamptz NOT NULL DEFAULT now(),
  made_by         text NOT NULL,                    -- principal
  PRIMARY KEY (organization_id, name, version),
  FOREIGN KEY (organization_id, name) REFERENCES aisle.output_schema ON DELETE CASCADE
);
CALL aisle.protect('aisle.output_schema', 'organization');
CALL aisle.protect('aisle.output_schema_version', 'organization');
REVOKE UPDATE ON aisle.output_schema_version FROM @app@, @worker@;
GRANT SELECT ON aisle.output_schema, aisle.output_schema_version TO @backup@;
