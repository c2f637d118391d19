-- Kinds of jobs that rest in a store until somebody lets them go on.
CREATE TABLE aisle.job_pause (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  kind            text NOT NULL CHECK (kind ~ '^[a-z_]{1,60}$'),
  paused_at       timestamptz NOT NULL DEFAULT now(),
  paused_by       text NOT NULL,                     -- principal
  PRIMARY KEY (organization_id, store_id, kind),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CALL aisle.protect('aisle.job_pause', 'store');
GRANT SELECT ON aisle.job_pause TO @backup@;
