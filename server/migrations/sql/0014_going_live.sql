-- Going live: what a run prepares beside the live state, and which records of several sources are one thing.

-- products that wait -------------------------------------------------------------------------------------------
-- A product as it will be, ready to be written: written or removed with its holder, a run, in one statement for all.
CREATE TABLE aisle.held_product (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  holder          uuid NOT NULL,
  product_id      uuid NOT NULL,
  expected        bytea,                             -- content hash of the product that it was planned with; null: none
  handle          text,
  product         jsonb,                             -- null: it goes
  variants        jsonb NOT NULL DEFAULT '[]',
  sizes           jsonb NOT NULL DEFAULT '[]',
  as_of           timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, holder, product_id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CREATE UNIQUE INDEX held_product_handle ON aisle.held_product (organization_id, store_id, holder, handle);

-- index items that wait ----------------------------------------------------------------------------------------
-- Their ordinals and segments are given to them already and their postings written: nobody reads the postings of a segment
-- that index_segment does not name.
CREATE TABLE aisle.held_segment (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  holder          uuid NOT NULL,
  version_id      uuid NOT NULL,
  segment         bigint NOT NULL,
  first_ordinal   bigint NOT NULL,                   -- engines are not told of anything from here on
  items           integer NOT NULL,
  total_length    double precision NOT NULL,
  lexicon         bytea NOT NULL,
  PRIMARY KEY (organization_id, store_id, version_id, segment),
  FOREIGN KEY (organization_id, store_id, version_id) REFERENCES aisle.index_version ON DELETE CASCADE
);
ALTER TABLE aisle.held_segment ALTER COLUMN lexicon SET STORAGE EXTERNAL;
CREATE INDEX held_segment_holder ON aisle.held_segment (organization_id, store_id, holder);

CREATE TABLE aisle.held_item (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  holder          uuid NOT NULL,
  version_id      uuid NOT NULL,
  ordinal         bigint NOT NULL,
  kind            text NOT NULL,
  item_id         uuid NOT NULL,
  content_hash    bytea NOT NULL,
  language        text NOT NULL,
  embedding       halfvec NOT NULL,
  PRIMARY KEY (organization_id, store_id, holder, version_id, ordinal),
  FOREIGN KEY (organization_id, store_id, version_id) REFERENCES aisle.index_version ON DELETE CASCADE
);
CREATE INDEX held_item_item ON aisle.held_item (organization_id, store_id, holder, version_id, kind, item_id);

-- which records are one thing ----------------------------------------------------------------------------------
-- These three hold what is live, with a run_id of zeros, and beside it what a run would make of it. (Null would be found by no index.)
-- By what a product of one source is known again in another. since: the number of the switch that brought it.
CREATE TABLE aisle.product_key (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('gtin', 'sku', 'handle')),
  key             text NOT NULL,
  source_id       uuid NOT NULL,
  product_ref     text NOT NULL,                     -- the record's id at its source
  since           bigint NOT NULL DEFAULT 0,
  UNIQUE (organization_id, store_id, run_id, kind, key, source_id, product_ref),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);
CREATE INDEX product_key_ref ON aisle.product_key (organization_id, store_id, run_id, source_id, product_ref);

-- Which product a source's record is part of.
CREATE TABLE aisle.product_link (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  source_id       uuid NOT NULL,
  product_ref     text NOT NULL,
  product_id      uuid NOT NULL,
  why             text NOT NULL CHECK (why IN ('first', 'gtin', 'sku', 'handle', 'person', 'import')),
  UNIQUE (organization_id, store_id, run_id, source_id, product_ref),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);
CREATE INDEX product_link_product ON aisle.product_link (organization_id, store_id, run_id, product_id);

-- Which variant a source's variant is, and which product record it belongs to, be that there or not.
CREATE TABLE aisle.variant_link (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  source_id       uuid NOT NULL,
  variant_ref     text NOT NULL,
  product_ref     text NOT NULL,
  product_id      uuid,
  variant_id      uuid,                              -- null: not for sale now
  UNIQUE (organization_id, store_id, run_id, source_id, variant_ref, product_ref),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);
CREATE INDEX variant_link_product_ref ON aisle.variant_link (organization_id, store_id, run_id, source_id, product_ref);
CREATE INDEX variant_link_variant ON aisle.variant_link (organization_id, store_id, run_id, variant_id);

-- Stock and prices of variants that their source does not have: known by their SKU, or not yet. due_at: when a price begins or ends.
CREATE TABLE aisle.fact_key (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  source_id       uuid NOT NULL,
  resource        text NOT NULL CHECK (resource IN ('stock', 'prices')),
  external_id     text NOT NULL,
  sku             text,
  due_at          timestamptz,
  PRIMARY KEY (organization_id, store_id, source_id, resource, external_id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);
CREATE INDEX fact_key_sku ON aisle.fact_key (organization_id, store_id, sku);
CREATE INDEX fact_key_due ON aisle.fact_key (organization_id, store_id, due_at) WHERE due_at IS NOT NULL;

-- What a person said: these records are one product, whatever else tells them apart or together.
CREATE TABLE aisle.chosen_link (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  source_id       uuid NOT NULL,
  product_ref     text NOT NULL,
  product_id      uuid NOT NULL,
  chosen_by       text NOT NULL,
  chosen_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, source_id, product_ref),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);

-- conflicts ----------------------------------------------------------------------------------------------------
-- How the store's sources are weighed: {"fields": {field: {"rule": ..., "order": [source ids]}}, "failover_after": seconds}.
CREATE TABLE aisle.truth_rules (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  rules           jsonb NOT NULL DEFAULT '{}',
  switches        bigint NOT NULL DEFAULT 0,         -- how often something went live here
  weighed         jsonb NOT NULL DEFAULT '{}',       -- by what products were made last: {"rules": ..., "sources": {id: standing}}
  PRIMARY KEY (organization_id, store_id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Sources that say different things where a person is to decide.
CREATE TABLE aisle.truth_conflict (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  run_id          uuid NOT NULL,                     -- as of the links: zeros are live
  product_id      uuid NOT NULL,
  field           text NOT NULL,                     -- of a variant: variants.{its id}.price
  said            jsonb NOT NULL,                    -- [{source_id, record, value, as_of}], the one that is shown first
  state           text NOT NULL CHECK (state IN ('open', 'decided')),
  source_id       uuid,                              -- that a person believes
  decided_by      text,
  decided_at      timestamptz,
  found_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, run_id, product_id, field),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((state = 'decided') = (source_id IS NOT NULL))
);
CREATE INDEX truth_conflict_open ON aisle.truth_conflict (organization_id, store_id, id) WHERE state = 'open' AND run_id = '00000000-0000-0000-0000-000000000000';

-- a run on its way ---------------------------------------------------------------------------------------------
CREATE TABLE aisle.going_live (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  listed          boolean NOT NULL DEFAULT false,    -- whether its work is laid out
  switches        bigint NOT NULL DEFAULT 0,         -- of the store, when the oldest of what is prepared was planned
  versions        uuid[] NOT NULL DEFAULT '{}',      -- index versions that it was prepared for
  given_up        jsonb NOT NULL DEFAULT '{}',       -- those of them that cannot take it: {id: [reason, comes back]}
  approved_by     text,
  approved_at     timestamptz,
  PRIMARY KEY (organization_id, store_id, run_id),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE
);

-- The product records whose products a run makes anew: its own, and those of other sources that are the same thing.
CREATE TABLE aisle.going_live_work (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  source_id       uuid NOT NULL,
  product_ref     text NOT NULL,
  done            boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, store_id, run_id, source_id, product_ref),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE
);
CREATE INDEX going_live_work_open ON aisle.going_live_work (organization_id, store_id, run_id, source_id, product_ref) WHERE NOT done;

-- Of which look the record was that stood before: taken back, it is as old as it was.
ALTER TABLE aisle.sync_change ADD COLUMN before_as_of timestamptz, ADD COLUMN before_shop_time timestamptz;

-- documents ----------------------------------------------------------------------------------------------------
-- 'held': read and cut, and shown to nobody until its run goes live; or taken back by one, and kept for the way back.
ALTER TABLE aisle.document DROP CONSTRAINT document_state_check,
  ADD CONSTRAINT document_state_check CHECK (state IN ('queued', 'reading', 'indexing', 'ready', 'failed', 'held', 'deleted'));
ALTER TABLE aisle.document_version DROP CONSTRAINT document_version_state_check,
  ADD CONSTRAINT document_version_state_check CHECK (state IN ('queued', 'held', 'ready', 'failed'));

-- Which version of a document a run brings, and which answered before: the way back.
CREATE TABLE aisle.document_change (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  external_id     text NOT NULL,
  document_id     uuid,                              -- null: there is nothing to be done
  version_id      uuid,                              -- null: it goes, or its bytes are as they were
  before_id       uuid,                              -- that answered; null: there was none
  prepared        boolean NOT NULL DEFAULT false,    -- whether it is read, and its passages wait with the run
  PRIMARY KEY (organization_id, store_id, run_id, external_id),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.sync_run ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['held_product', 'held_segment', 'held_item', 'product_key', 'product_link', 'variant_link',
      'fact_key', 'chosen_link', 'truth_rules', 'truth_conflict', 'going_live', 'going_live_work', 'document_change'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;

-- Which stores have a price that begins or ends, and nothing more of it.
CREATE POLICY dispatch ON aisle.fact_key FOR SELECT TO @dispatcher@ USING (true);
GRANT SELECT (organization_id, store_id, due_at) ON aisle.fact_key TO @dispatcher@;

-- A run is of one store, and that of one organization. Without this the planner multiplies what is rare about each, expects
-- one row of a run of a hundred thousand, and takes any index that begins with the tenant for as good as the key.
CREATE STATISTICS aisle.held_product_tenant (dependencies) ON organization_id, store_id, holder FROM aisle.held_product;
CREATE STATISTICS aisle.held_item_tenant (dependencies) ON organization_id, store_id, holder FROM aisle.held_item;
CREATE STATISTICS aisle.sync_change_tenant (dependencies) ON organization_id, store_id, run_id FROM aisle.sync_change;
CREATE STATISTICS aisle.going_live_work_tenant (dependencies) ON organization_id, store_id, run_id FROM aisle.going_live_work;
CREATE STATISTICS aisle.source_record_tenant (dependencies) ON organization_id, store_id, source_id FROM aisle.source_record;
CREATE STATISTICS aisle.product_key_tenant (dependencies) ON organization_id, store_id, source_id FROM aisle.product_key;
CREATE STATISTICS aisle.product_link_tenant (dependencies) ON organization_id, store_id, source_id FROM aisle.product_link;
CREATE STATISTICS aisle.variant_link_tenant (dependencies) ON organization_id, store_id, source_id FROM aisle.variant_link;
CREATE STATISTICS aisle.variant_tenant (dependencies) ON organization_id, store_id FROM aisle.variant;

CREATE OR REPLACE PROCEDURE aisle.refresh_statistics()
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, public, pg_temp AS $$
-- Tells the planner about tables that were filled since it last looked. A big import is over before autovacuum comes
-- by, and until then plans are made for empty tables. Looks at tables that only their owner may analyse; reads no row.
DECLARE
  stale regclass;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('aisle.refresh_statistics')) THEN
    RETURN;  -- somebody else is at it
  END IF;
  FOR stale IN
    SELECT c.oid::regclass FROM pg_class c LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
    WHERE (c.oid = ANY (ARRAY['aisle.product', 'aisle.variant', 'aisle.product_measure', 'aisle.index_posting', 'aisle.passage', 'aisle.chunk',
             'aisle.held_product', 'aisle.held_item', 'aisle.sync_change', 'aisle.going_live_work', 'aisle.source_record',
             'aisle.product_key', 'aisle.product_link', 'aisle.variant_link']::regclass[])
           OR c.oid IN (SELECT t.relid FROM pg_partition_tree('aisle.index_item') t WHERE t.isleaf))
      AND pg_relation_size(c.oid) > 0
      AND (c.reltuples < 100 OR s.n_mod_since_analyze > 1000 + 0.1 * c.reltuples)
    ORDER BY c.oid
  LOOP
    EXECUTE format('ANALYZE %s', stale);
  END LOOP;
END $$;
