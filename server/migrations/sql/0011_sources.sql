-- Sources: connections to what a shop keeps, their runs, the exact copy of the shop, and what each run changed.

-- What a source of a connector's kind is read with. Its name and kind stand in aisle.source.
CREATE TABLE aisle.source_connection (
  organization_id    uuid NOT NULL,
  store_id           uuid NOT NULL,
  source_id          uuid NOT NULL,
  options            jsonb NOT NULL DEFAULT '{}',
  credentials_sealed bytea,                          -- null: the kind needs none
  credentials_set_at timestamptz,
  renewing_until     timestamptz,                    -- somebody renews them; past it, that process is gone
  resources          text[] NOT NULL,                -- what is read, of what the kind can
  at_once            smallint NOT NULL DEFAULT 2 CHECK (at_once BETWEEN 1 AND 64),
  per_second         double precision NOT NULL DEFAULT 4 CHECK (per_second > 0 AND per_second <= 1000),
  schedule           text,                           -- "every 15m" or five fields of cron; null: on demand and by push alone
  reconcile          text,                           -- the same, for looking after what no change tells of
  time_zone          text NOT NULL DEFAULT 'UTC',    -- that cron is meant in
  priority           integer NOT NULL DEFAULT 100,   -- among sources that know the same thing: the higher is believed
  rules              jsonb NOT NULL DEFAULT '[]',    -- transformations
  settings           jsonb NOT NULL DEFAULT '{}',    -- when a run goes live by itself, questions it must answer, and the like
  state              text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'awaiting_consent', 'paused', 'broken', 'removed')),
  health             text NOT NULL DEFAULT 'new' CHECK (health IN ('new', 'well', 'late', 'failing')),
  health_code        text,                           -- why it is not well: a code of docs/reference/errors.md
  health_detail      text,
  health_since       timestamptz NOT NULL DEFAULT now(),
  unwell_since       timestamptz,                    -- of all that went wrong without a success between, whatever it was
  waits_for          text,                           -- why the schedule does not read it yet: a source that it comes after
  told               text CHECK (told IN ('failing', 'credentials')),   -- what people were told of, and not of its end
  weigh_at           timestamptz DEFAULT now(),      -- when its word may come to count differently; null: not by time alone
  failures           integer NOT NULL DEFAULT 0,     -- runs that failed since the last that went well
  rests_until        timestamptz,                    -- the shop asked to be left alone, or failed again and again
  next_sync_at       timestamptz,
  next_reconcile_at  timestamptz,
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, source_id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE,
  CHECK ((credentials_sealed IS NULL) = (credentials_set_at IS NULL)),
  CHECK ((health IN ('new', 'well')) = (health_code IS NULL)),
  CHECK ((health IN ('new', 'well')) = (unwell_since IS NULL))
);
-- For the round that tells people of what has failed for long, which walks over all tenants.
CREATE INDEX source_connection_unwell ON aisle.source_connection (organization_id, unwell_since) WHERE unwell_since IS NOT NULL;
CREATE INDEX source_connection_weigh ON aisle.source_connection (weigh_at) WHERE weigh_at IS NOT NULL;
-- For the round that starts what is due, which walks over all tenants.
CREATE INDEX source_connection_due ON aisle.source_connection (organization_id, least(next_sync_at, next_reconcile_at)) WHERE state = 'active';

CREATE TABLE aisle.sync_run (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  source_id       uuid NOT NULL,
  mode            text NOT NULL CHECK (mode IN ('full', 'incremental', 'reconcile', 'push', 'rollback', 'removal')),
  cause           text NOT NULL CHECK (cause IN ('demand', 'schedule', 'push', 'rollback')),
  state           text NOT NULL CHECK (state IN
    ('queued', 'running', 'paused', 'staged', 'going_live', 'live', 'waiting', 'refused', 'failed', 'stopped')),
  stage           text,                              -- what is being done while it runs
  resources       text[] NOT NULL,
  named           jsonb NOT NULL DEFAULT '[]',       -- of a push: [{resource, ids, removed, happened_at, records}]
  undoes          uuid,                              -- of a rollback: the run that it takes back
  counts          jsonb NOT NULL DEFAULT '{}',       -- by resource: {read, added, changed, removed, unchanged, problems}
  difference      jsonb,                             -- what going live would change, for a person to look at
  code            text,                              -- why it failed, waits or was refused
  detail          text,
  asked           text CHECK (asked IN ('pause', 'stop')),   -- what a person wants of it while it runs
  job_id          uuid,
  created_by      text NOT NULL,                     -- principal
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  staged_at       timestamptz,
  finished_at     timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE,
  CHECK ((mode = 'rollback') = (undoes IS NOT NULL)),
  CHECK ((state IN ('live', 'refused', 'failed', 'stopped')) = (finished_at IS NOT NULL))
);
CREATE INDEX sync_run_source ON aisle.sync_run (organization_id, store_id, source_id, id);
-- A shop is read by one run at a time; events of single records go beside it.
CREATE UNIQUE INDEX sync_run_reading ON aisle.sync_run (organization_id, store_id, source_id)
  WHERE state IN ('queued', 'running', 'paused') AND mode IN ('full', 'incremental', 'reconcile');

-- How far a run is with one resource: the checkpoint that a killed run goes on from.
CREATE TABLE aisle.sync_part (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  resource        text NOT NULL,
  whole           boolean NOT NULL,                  -- whether everything is read, so that what was not seen is gone
  step            text NOT NULL DEFAULT 'pages' CHECK (step IN ('pages', 'ids', 'missing', 'gone', 'done')),
  mark_before     text,
  mark_after      text,
  cursor          text,
  pages           integer NOT NULL DEFAULT 0,
  records         bigint NOT NULL DEFAULT 0,
  total           bigint,                            -- about how many there will be, where the shop says
  counts          jsonb NOT NULL DEFAULT '{}',
  last_ids        text[] NOT NULL DEFAULT '{}',      -- of the page before: the same again means that it will never end
  last_items      text[] NOT NULL DEFAULT '{}',      -- what was read last, for people
  code            text,                              -- why this resource could not be read, while others could
  detail          text,
  began_at        timestamptz NOT NULL DEFAULT now(),   -- nothing that came later is missed by this reading
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, run_id, resource),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE
);

-- Where the next incremental run begins: the mark of the last run that went live.
CREATE TABLE aisle.source_mark (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  source_id       uuid NOT NULL,
  resource        text NOT NULL,
  mark            text NOT NULL,
  run_id          uuid NOT NULL,
  at              timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, source_id, resource),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);

-- The live copy of the shop, one row for each record. Orders, customers, shipments, refunds and carts live here alone.
CREATE TABLE aisle.source_record (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  source_id       uuid NOT NULL,
  resource        text NOT NULL,
  external_id     text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 1000),
  data            jsonb NOT NULL,                    -- the record after transformation
  hash            bytea NOT NULL,
  shop_time       timestamptz,                       -- of its last change, as the shop says
  as_of           timestamptz NOT NULL,              -- when the shop was asked
  run_id          uuid NOT NULL,                     -- that brought it
  PRIMARY KEY (organization_id, store_id, source_id, resource, external_id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);

-- How many records of each resource the live copy has: counted where they come and go, for counting them all takes long.
CREATE TABLE aisle.source_holding (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  source_id       uuid NOT NULL,
  resource        text NOT NULL,
  records         bigint NOT NULL,
  PRIMARY KEY (organization_id, store_id, source_id, resource),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);

-- What a run would change, beside the live copy; after it went live the journal that takes it back.
CREATE TABLE aisle.sync_change (
  organization_id     uuid NOT NULL,
  store_id            uuid NOT NULL,
  run_id              uuid NOT NULL,
  resource            text NOT NULL,
  external_id         text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 1000),
  action              text NOT NULL CHECK (action IN ('add', 'change', 'remove')),
  before              jsonb,                         -- the live record when it was compared; null: there was none
  before_hash         bytea,
  data                jsonb,                         -- null: it is gone
  hash                bytea,
  shop_time           timestamptz,
  as_of               timestamptz NOT NULL,          -- when the shop was asked: of two looks the later one stands
  file_id             uuid,                          -- a document's bytes, in sync_file
  document_version_id uuid,                          -- made of them while going live is prepared
  PRIMARY KEY (organization_id, store_id, run_id, resource, external_id),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE,
  CHECK ((action = 'remove') = (data IS NULL) AND (data IS NULL) = (hash IS NULL)),
  CHECK ((action = 'add') = (before IS NULL) AND (before IS NULL) = (before_hash IS NULL))
);

-- The bytes of a document between the shop and the reading of it.
CREATE TABLE aisle.sync_file (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  run_id          uuid NOT NULL,
  sealed          bytea NOT NULL,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE
);
CREATE INDEX sync_file_run ON aisle.sync_file (organization_id, store_id, run_id);
ALTER TABLE aisle.sync_file ALTER COLUMN sealed SET STORAGE EXTERNAL;   -- sealed bytes do not compress

-- What a run that reads everything has met: whatever else the live copy holds is gone.
CREATE TABLE aisle.sync_seen (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  resource        text NOT NULL,
  external_id     text NOT NULL,
  PRIMARY KEY (organization_id, store_id, run_id, resource, external_id),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE
);

-- Records in quarantine: what could not be understood, and what would help.
CREATE TABLE aisle.source_problem (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  source_id       uuid NOT NULL,
  run_id          uuid NOT NULL,                     -- that met it last
  resource        text NOT NULL,
  external_id     text,                              -- null: not even that could be read
  code            text NOT NULL,
  field           text NOT NULL DEFAULT '',
  reason          text NOT NULL,
  action          text NOT NULL,                     -- what a person can do
  raw             jsonb,                             -- as it came, shortened where it is large
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'repaired', 'dismissed')),
  times           integer NOT NULL DEFAULT 1,
  first_at        timestamptz NOT NULL DEFAULT now(),
  last_at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);
-- One row for a record and a cause, however often it is met.
CREATE UNIQUE INDEX source_problem_open ON aisle.source_problem
  (organization_id, store_id, source_id, resource, external_id, code, field) NULLS NOT DISTINCT WHERE state = 'open';

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['source_connection', 'sync_run', 'sync_part', 'source_mark', 'source_record', 'source_holding', 'sync_change',
      'sync_file', 'sync_seen', 'source_problem'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;

-- Which stores have a source that is due, has failed for long, or is to be weighed anew, and nothing more of it.
CREATE POLICY dispatch ON aisle.source_connection FOR SELECT TO @dispatcher@ USING (true);
GRANT SELECT (organization_id, store_id, source_id, state, next_sync_at, next_reconcile_at, unwell_since, told, weigh_at) ON aisle.source_connection TO @dispatcher@;
