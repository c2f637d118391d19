-- What somebody has read of what is told to them; what is told is made of the audit log and of jobs.
CREATE TABLE aisle.notice_mark (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  who             text NOT NULL,                     -- the kind and the id of a credential, or a person
  read_to         timestamptz NOT NULL DEFAULT '-infinity',   -- all up to then is read
  read_ids        uuid[] NOT NULL DEFAULT '{}',      -- single ones since then
  PRIMARY KEY (organization_id, store_id, who),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CALL aisle.protect('aisle.notice_mark', 'store');
GRANT SELECT ON aisle.notice_mark TO @backup@;
