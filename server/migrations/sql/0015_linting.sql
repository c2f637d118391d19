-- The linter: what contradicts, leads nowhere or is missing in a store's content, and what people decided about it.

CREATE TABLE aisle.lint_run (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  job_id          uuid NOT NULL,
  cause           text NOT NULL CHECK (cause IN ('demand', 'change')),
  state           text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
  documents       integer NOT NULL DEFAULT 0,
  read            integer NOT NULL DEFAULT 0,        -- of the documents, how many were new to the linter
  products        integer NOT NULL DEFAULT 0,
  links_left      integer NOT NULL DEFAULT 0,        -- that there was no time to ask; the next run does
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  finished_at     timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, job_id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
);

CREATE TABLE aisle.lint_finding (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  key             bytea NOT NULL,                    -- of kind and places: the same fault keeps its row over runs
  kind            text NOT NULL,
  severity        text NOT NULL CHECK (severity IN ('error', 'warning', 'hint')),
  message         text NOT NULL,
  suggestion      text NOT NULL,
  places          jsonb NOT NULL,                    -- one or two, quoted
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'ignored', 'fixed')),
  reason          text CHECK (length(reason) BETWEEN 1 AND 500),   -- why it is ignored
  decided_by      text,                              -- principal
  run_id          uuid NOT NULL,                     -- that met it last
  first_at        timestamptz NOT NULL DEFAULT now(),
  last_at         timestamptz NOT NULL DEFAULT now(),
  fixed_at        timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, key),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((state = 'fixed') = (fixed_at IS NOT NULL)),
  CHECK (state <> 'ignored' OR reason IS NOT NULL)
);
CREATE INDEX lint_finding_state ON aisle.lint_finding (organization_id, store_id, state, id);

-- What the linter read in a version of a document. A version never changes, so it is read once by each release's rules.
CREATE TABLE aisle.lint_reading (
  organization_id     uuid NOT NULL,
  store_id            uuid NOT NULL,
  document_version_id uuid NOT NULL,
  rules               integer NOT NULL,
  statements          jsonb NOT NULL,
  PRIMARY KEY (organization_id, store_id, document_version_id),
  FOREIGN KEY (organization_id, store_id, document_version_id) REFERENCES aisle.document_version ON DELETE CASCADE
);

-- Addresses in documents, and what they answered last.
CREATE TABLE aisle.lint_link (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  url             text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  status          integer,                           -- null: nobody knows
  checked_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, url),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Since when products that documents speak of cannot be bought: no shop says.
CREATE TABLE aisle.lint_absence (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  product_id      uuid NOT NULL,
  since           timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, product_id),
  FOREIGN KEY (organization_id, store_id, product_id) REFERENCES aisle.product ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lint_run', 'lint_finding', 'lint_reading', 'lint_link', 'lint_absence'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
