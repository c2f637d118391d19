-- How the window looks and behaves on the shop's pages: a draft, releases that never change, and where it was seen.
CREATE TABLE aisle.widget_draft (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  settings        jsonb,                             -- null where it is what the live release says
  changed_at      timestamptz,
  changed_by      text,
  revision        integer NOT NULL DEFAULT 0,        -- grows with every change of what the draft says
  PRIMARY KEY (organization_id, store_id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((settings IS NULL) = (changed_at IS NULL) AND (settings IS NULL) = (changed_by IS NULL))
);

CREATE TABLE aisle.widget_release (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  number          integer NOT NULL CHECK (number > 0),
  settings        jsonb NOT NULL,
  restores        integer,                           -- the number of an earlier release whose settings it brings back
  note            text NOT NULL DEFAULT '',
  created_at      timestamptz NOT NULL DEFAULT now(),
  created_by      text NOT NULL,
  PRIMARY KEY (organization_id, store_id, number),   -- the highest is live
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Origins whose pages asked for the window.
CREATE TABLE aisle.widget_sighting (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  origin          text NOT NULL CHECK (length(origin) BETWEEN 1 AND 300),
  first_at        timestamptz NOT NULL DEFAULT now(),
  last_at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, origin),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['widget_draft', 'widget_release', 'widget_sighting'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
