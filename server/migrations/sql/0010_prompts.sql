-- What organizations put in the place of prompts, in versions that never change; the newest is the one that is used.

CREATE TABLE aisle.prompt_override (
  organization_id uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  name            text NOT NULL,
  version         integer NOT NULL CHECK (version > 0),
  text            text,                             -- null: back to the shipped one
  based_on        integer NOT NULL,                 -- the shipped version that it was written against
  note            text NOT NULL DEFAULT '',
  made_at         timestamptz NOT NULL DEFAULT now(),
  made_by         text NOT NULL,                    -- principal
  PRIMARY KEY (organization_id, name, version)
);
CALL aisle.protect('aisle.prompt_override', 'organization');
REVOKE UPDATE, DELETE ON aisle.prompt_override FROM @app@, @worker@;
GRANT SELECT ON aisle.prompt_override TO @backup@;
