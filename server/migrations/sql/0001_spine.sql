-- The spine: tenants, keys, documents, catalogue, index versions, conversations, jobs.
-- Conventions: a store's row has primary key (organization_id, store_id, id); every index begins with the tenant;
-- every tenant table is passed to protect(), which forces row-level security on it.

CREATE FUNCTION aisle.verified_context() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
-- The context the application set for this transaction, if its signature, age and backend hold; else NULL.
-- token = organization|store or -|principal|expiry (epoch s)|backend pid|hex HMAC-SHA256 of all before the last bar
-- Runs once a statement, so every microsecond counts: the loop's query has no parameters, or it would be planned anew
-- each time. Nothing is read out of a token before its signature was checked.
DECLARE
  token text := current_setting('aisle.context', true);
  message bytea;
  parts text[];
  secret record;
BEGIN
  IF coalesce(token, '') = '' THEN
    RETURN NULL;
  END IF;
  message := convert_to(left(token, -65), 'UTF8');
  FOR secret IN SELECT inner_pad, outer_pad FROM aisle.context_key LOOP
    IF encode(sha256(secret.outer_pad || sha256(secret.inner_pad || message)), 'hex') = right(token, 64) THEN
      parts := string_to_array(token, '|');
      IF parts[4]::bigint >= extract(epoch FROM clock_timestamp()) AND parts[5]::int = pg_backend_pid() THEN
        RETURN parts;
      END IF;
    END IF;
  END LOOP;
  RAISE WARNING 'aisle: tenant context refused' USING ERRCODE = '42501';
  RETURN NULL;
END $$;

-- Signing keys of the context; two rows while a key is rotated. Readable by the function's owner alone.
CREATE TABLE aisle.context_key (
  id         smallint PRIMARY KEY,
  inner_pad  bytea NOT NULL CHECK (length(inner_pad) = 64),
  outer_pad  bytea NOT NULL CHECK (length(outer_pad) = 64)
);

-- Plain SQL, so that the planner inlines them: the check itself runs once a statement for each of the two.
CREATE FUNCTION aisle.context_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN (aisle.verified_context())[1]::uuid;

CREATE FUNCTION aisle.context_store() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN nullif((aisle.verified_context())[2], '-')::uuid;

-- The organization of a context that is for all of its stores; NULL when it is for one. In plpgsql, so that it is not
-- inlined into every policy, which would be planned with every statement and is hardly ever asked.
CREATE FUNCTION aisle.context_whole_organization() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
BEGIN
  RETURN CASE WHEN aisle.context_store() IS NULL THEN aisle.context_organization() END;
END $$;

CREATE FUNCTION aisle.forbid_moving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % cannot move to another tenant', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE PROCEDURE aisle.protect(target regclass, level text) LANGUAGE plpgsql AS $$
-- Puts a tenant table under row-level security. level: 'organization', 'store', 'maybe_store' (store_id may be null), or
-- 'person' (people are tenants of what is theirs: the column is called person_id, and the context names the person).
DECLARE
  owner_column text := CASE level WHEN 'person' THEN 'person_id' ELSE 'organization_id' END;
  rule text := owner_column || ' = (SELECT aisle.context_organization())';
BEGIN
  IF level IN ('store', 'maybe_store') THEN
    -- One check of the signature for both columns, since each costs as much as the look-up of a row. coalesce keeps
    -- the planner from multiplying in how rare a tenant is: the query has named it already. The second part is looked
    -- at only for rows that fail the first.
    rule := 'coalesce((organization_id, store_id) = (SELECT c[1]::uuid, nullif(c[2], ''-'')::uuid'
            ' FROM (SELECT aisle.verified_context() AS c OFFSET 0) AS verified), false)'
            ' OR organization_id = aisle.context_whole_organization()';
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s USING (%s) WITH CHECK (%s)', target, rule, rule);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO @app@, @worker@', target);
  IF level IN ('organization', 'person') THEN
    EXECUTE format('CREATE TRIGGER stay BEFORE UPDATE OF %1$I ON %2$s FOR EACH ROW'
                   ' WHEN (OLD.%1$I IS DISTINCT FROM NEW.%1$I) EXECUTE FUNCTION aisle.forbid_moving()', owner_column, target);
  ELSE
    EXECUTE format('CREATE TRIGGER stay BEFORE UPDATE OF organization_id, store_id ON %s FOR EACH ROW'
                   ' WHEN ((OLD.organization_id, OLD.store_id) IS DISTINCT FROM (NEW.organization_id, NEW.store_id))'
                   ' EXECUTE FUNCTION aisle.forbid_moving()', target);
  END IF;
END $$;

-- tenants ------------------------------------------------------------------------------------------------------
-- Who data can belong to: an organization, or a person (their sign-in and what they set for themselves).
CREATE TABLE aisle.tenant (
  organization_id uuid PRIMARY KEY,                 -- of a person's own tenant: the person's id
  kind            text NOT NULL CHECK (kind IN ('organization', 'person')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  suspended_at    timestamptz,
  suspended_why   text
);

CREATE TABLE aisle.organization (
  organization_id uuid PRIMARY KEY REFERENCES aisle.tenant ON DELETE CASCADE,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  settings        jsonb NOT NULL DEFAULT '{}',     -- what its sign-ins have to meet
  created_at      timestamptz NOT NULL DEFAULT now(),
  deleted_at      timestamptz                       -- suspended until then, and gone some days after
);

CREATE TABLE aisle.store (
  organization_id uuid NOT NULL REFERENCES aisle.organization,
  store_id        uuid NOT NULL,
  slug            text NOT NULL CHECK (slug ~ '^[a-z0-9](-?[a-z0-9]){0,62}$'),
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  currency        text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  language        text NOT NULL,
  site_url        text,
  time_zone       text NOT NULL DEFAULT 'UTC',      -- IANA's name; new sources' schedules are meant in it
  is_demo         boolean NOT NULL DEFAULT false,
  settings        jsonb NOT NULL DEFAULT '{}',     -- contact, greeting, suggestions, look
  created_at      timestamptz NOT NULL DEFAULT now(),
  suspended_at    timestamptz,
  deleted_at      timestamptz,                      -- suspended until then, and gone some days after
  PRIMARY KEY (organization_id, store_id)
);

-- Which tenant a public address belongs to. Holds nothing but the address, so every caller may read it.
CREATE TABLE aisle.store_address (
  slug            text PRIMARY KEY,
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- identity -----------------------------------------------------------------------------------------------------
CREATE TABLE aisle.api_key (
  organization_id uuid NOT NULL,
  store_id        uuid,
  id              uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('secret', 'publishable')),
  name            text NOT NULL DEFAULT '',
  secret_hash     bytea NOT NULL,
  public_token    text,                             -- a publishable key is public: the hosted page repeats it
  origins         text[] NOT NULL DEFAULT '{}',
  scopes          text[] NOT NULL DEFAULT '{}',     -- names of bundles or of single actions
  stores          uuid[] NOT NULL DEFAULT '{}',     -- where it holds, when that is several stores; store_id is null then
  maker           uuid,                             -- the member whose rights bound this key's; null: made by the operator
  maker_key       uuid,                             -- the key whose rights bound this key's, where a program made it
  replaced_by     uuid,                             -- the key that took its place; this one ends after an overlap
  created_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz,
  last_used_at    timestamptz,
  revoked_at      timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((kind = 'publishable') = (public_token IS NOT NULL)),
  CHECK (kind = 'secret' OR store_id IS NOT NULL)
);

CREATE TABLE aisle.shopper_session (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  key_id          uuid NOT NULL,
  shopper_id      uuid,                             -- who it turned out to be, once proven; never another one later
  consent         jsonb,                            -- what the shopper agreed to before it began, where that was asked
  created_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz NOT NULL,
  revoked_at      timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  FOREIGN KEY (organization_id, key_id) REFERENCES aisle.api_key ON DELETE CASCADE
);

-- assistants ---------------------------------------------------------------------------------------------------
CREATE TABLE aisle.assistant (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  name            text NOT NULL,
  draft           jsonb,  -- null where it is what the live release says
  draft_at        timestamptz,
  draft_by        text,
  revision        integer NOT NULL DEFAULT 0,  -- grows with every change of what the draft says
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((draft IS NULL) = (draft_at IS NULL) AND (draft IS NULL) = (draft_by IS NULL))
);

CREATE TABLE aisle.assistant_release (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  assistant_id    uuid NOT NULL,
  number          integer NOT NULL,
  live            boolean NOT NULL,
  settings        jsonb NOT NULL,
  restores        integer,  -- the number of an earlier release whose settings it brings back
  note            text NOT NULL DEFAULT '',  -- why it was published
  created_at      timestamptz NOT NULL DEFAULT now(),
  created_by      text NOT NULL DEFAULT 'system',
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, assistant_id, number),
  FOREIGN KEY (organization_id, store_id, assistant_id) REFERENCES aisle.assistant ON DELETE CASCADE
);
CREATE UNIQUE INDEX assistant_release_live ON aisle.assistant_release (organization_id, store_id, assistant_id) WHERE live;

-- knowledge ----------------------------------------------------------------------------------------------------
CREATE TABLE aisle.source (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  kind            text NOT NULL,
  name            text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, name),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

CREATE TABLE aisle.document (
  organization_id      uuid NOT NULL,
  store_id             uuid NOT NULL,
  id                   uuid NOT NULL,
  source_id            uuid NOT NULL,
  name                 text NOT NULL CHECK (length(name) BETWEEN 1 AND 1000),
  title                text NOT NULL,
  url                  text,
  language             text,
  category             text,
  tags                 text[] NOT NULL DEFAULT '{}',
  state                text NOT NULL CHECK (state IN ('queued', 'reading', 'indexing', 'ready', 'failed', 'deleted')),
  reason               text,
  detail               text,
  published_version_id uuid,
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  deleted_at           timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE,
  CHECK ((state = 'failed') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX document_name ON aisle.document (organization_id, store_id, source_id, name) WHERE deleted_at IS NULL;

CREATE TABLE aisle.document_version (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  document_id     uuid NOT NULL,
  number          integer NOT NULL,
  sha256          bytea NOT NULL,
  bytes           bigint NOT NULL,
  declared_type   text,
  media_type      text,
  title           text,
  pages           integer,
  notes           text[] NOT NULL DEFAULT '{}',
  body            text,                              -- the canonical text that every span of this version points into
  outline         bytea,                             -- its blocks, tables and language: enough to cut it anew
  cuts            text[] NOT NULL DEFAULT '{}',      -- the chunkings that it has been cut by
  state           text NOT NULL CHECK (state IN ('queued', 'ready', 'failed')),
  reason          text,
  detail          text,
  valid_from      timestamptz,                       -- before this, and from valid_until on, no answer rests on it
  valid_until     timestamptz CHECK (valid_until > valid_from),
  markets         text[] NOT NULL DEFAULT '{}',      -- for whose shoppers it is; none: for all
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, document_id, number),
  FOREIGN KEY (organization_id, store_id, document_id) REFERENCES aisle.document ON DELETE CASCADE
);

-- The file as it was sent, sealed with a key that is not in the database.
CREATE TABLE aisle.document_file (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  version_id      uuid NOT NULL,
  sealed          bytea NOT NULL,
  PRIMARY KEY (organization_id, store_id, version_id),
  FOREIGN KEY (organization_id, store_id, version_id) REFERENCES aisle.document_version ON DELETE CASCADE
);
ALTER TABLE aisle.document_file ALTER COLUMN sealed SET STORAGE EXTERNAL;   -- sealed bytes do not compress

-- A text that answers may rest on, stored once however many documents contain it.
CREATE TABLE aisle.passage (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  content_hash    bytea NOT NULL,
  kind            text NOT NULL,
  language        text NOT NULL,
  context         text NOT NULL,
  body            text NOT NULL,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, content_hash),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Where a passage stands in a document version, as one chunking cuts it. Several chunkings live side by side.
CREATE TABLE aisle.chunk (
  organization_id     uuid NOT NULL,
  store_id            uuid NOT NULL,
  id                  uuid NOT NULL,
  document_id         uuid NOT NULL,
  document_version_id uuid NOT NULL,
  chunking            text NOT NULL,
  passage_id          uuid NOT NULL,
  ordinal             integer NOT NULL,
  start_offset        integer NOT NULL,
  end_offset          integer NOT NULL CHECK (end_offset > start_offset),
  page                integer,
  section             text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, document_version_id, chunking, ordinal),
  FOREIGN KEY (organization_id, store_id, document_version_id) REFERENCES aisle.document_version ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id, passage_id) REFERENCES aisle.passage
);
CREATE INDEX chunk_passage ON aisle.chunk (organization_id, store_id, passage_id);

-- catalogue ----------------------------------------------------------------------------------------------------
CREATE TABLE aisle.product (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  handle          text NOT NULL,
  title           text NOT NULL,
  description     text NOT NULL DEFAULT '',
  brand           text,
  category        text,
  tags            text[] NOT NULL DEFAULT '{}',
  url             text,
  images          jsonb NOT NULL DEFAULT '[]',
  attributes      jsonb NOT NULL DEFAULT '{}',
  options         text[] NOT NULL DEFAULT '{}',
  measures        jsonb NOT NULL DEFAULT '{}',     -- of attributes, by name: [kind, size in the kind's first unit]
  relations       jsonb NOT NULL DEFAULT '{}',     -- what the shop itself names beside it, by kind: handles, SKUs
  rating          numeric(3, 2) CHECK (rating BETWEEN 0 AND 5),
  rating_count    integer CHECK (rating_count >= 0),
  price_min       numeric(19, 4),
  price_max       numeric(19, 4),
  currency        text,
  in_stock        boolean,
  content_hash    bytea NOT NULL,
  search_hash     bytea NOT NULL,
  -- A share of a large store's products, drawn by chance but always the same, on which facets are estimated.
  sample          smallint NOT NULL GENERATED ALWAYS AS ((uuid_hash(id) & 255)::smallint) STORED,
  as_of           timestamptz NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, handle),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CREATE INDEX product_title ON aisle.product (organization_id, store_id, title, id);
CREATE INDEX product_category ON aisle.product (organization_id, store_id, category, id);
CREATE INDEX product_sample ON aisle.product (organization_id, store_id, sample);
CREATE INDEX product_price ON aisle.product (organization_id, store_id, price_min);
-- A store is of one organization. The planner multiplies what is rare about each otherwise, expects no row of a tenant, and
-- takes any index that begins with one for as good as the key.
CREATE STATISTICS aisle.product_tenant (dependencies) ON organization_id, store_id FROM aisle.product;

CREATE TABLE aisle.variant (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  product_id      uuid NOT NULL,
  position        integer NOT NULL,
  sku             text,
  sku_key         text,                              -- the SKU as identifiers are compared: folded, without separators
  barcode         text,
  title           text NOT NULL DEFAULT '',
  options         jsonb NOT NULL DEFAULT '{}',
  measures        jsonb NOT NULL DEFAULT '{}',     -- of options, as those of a product
  price           numeric(19, 4) CHECK (price >= 0),
  compare_at      numeric(19, 4) CHECK (compare_at >= 0),
  currency        text CHECK (currency ~ '^[A-Z]{3}$'),
  stock           integer,
  availability    text NOT NULL,
  as_of           timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, product_id, position),
  FOREIGN KEY (organization_id, store_id, product_id) REFERENCES aisle.product ON DELETE CASCADE,
  CHECK (price IS NULL OR currency IS NOT NULL)
);
CREATE INDEX variant_sku ON aisle.variant (organization_id, store_id, sku_key);
CREATE INDEX variant_barcode ON aisle.variant (organization_id, store_id, barcode);

-- Every size that a product's attributes or its variants' options name, so that a range of them is a stretch of an index.
-- Floats: row-level security lets no comparison of numerics use an index. Written with the product, from its measures.
CREATE TABLE aisle.product_measure (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  product_id      uuid NOT NULL,
  name            text NOT NULL COLLATE "C",
  kind            text NOT NULL COLLATE "C",
  size            double precision NOT NULL,         -- in the kind's first unit
  PRIMARY KEY (organization_id, store_id, name, kind, size, product_id),
  FOREIGN KEY (organization_id, store_id, product_id) REFERENCES aisle.product ON DELETE CASCADE
);
CREATE INDEX product_measure_product ON aisle.product_measure (organization_id, store_id, product_id);

CREATE TABLE aisle.import_run (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  name            text NOT NULL,
  state           text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  options         jsonb NOT NULL DEFAULT '{}',       -- mapping as given, currency, replace
  mapping         jsonb,                             -- mapping as used
  unread          text[] NOT NULL DEFAULT '{}',      -- columns that nothing was read from
  counts          jsonb NOT NULL DEFAULT '{}',
  batches_done    integer NOT NULL DEFAULT 0,        -- a killed import resumes after the last committed batch
  error           text,
  sealed_file     bytea,                             -- dropped when the run ends
  created_at      timestamptz NOT NULL DEFAULT now(),
  finished_at     timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
ALTER TABLE aisle.import_run ALTER COLUMN sealed_file SET STORAGE EXTERNAL;

CREATE TABLE aisle.import_error (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  run_id          uuid NOT NULL,
  ordinal         integer NOT NULL,
  line            integer NOT NULL,
  field           text,
  code            text NOT NULL,
  reason          text NOT NULL,
  excerpt         text,
  PRIMARY KEY (organization_id, store_id, run_id, ordinal),
  FOREIGN KEY (organization_id, store_id, run_id) REFERENCES aisle.import_run ON DELETE CASCADE
);

-- retrieval ----------------------------------------------------------------------------------------------------
CREATE TABLE aisle.index_version (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  recipe          jsonb NOT NULL,                    -- never changes: embedder, dimensions, analyser, chunking, weights
  state           text NOT NULL CHECK (state IN ('building', 'paused', 'failed', 'ready', 'active', 'retired')),
  reason          text,                              -- why it failed
  job_id          uuid,                              -- the job that builds it
  work            jsonb NOT NULL DEFAULT '{}',       -- what its build was estimated to take, and has taken
  home            text NOT NULL DEFAULT 'shared',    -- 'shared', or the version's id once it has a partition of its own
  next_ordinal    bigint NOT NULL DEFAULT 0,
  next_segment    bigint NOT NULL DEFAULT 0,
  items           bigint NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  activated_at    timestamptz,                       -- when it last began to answer; going back takes the latest
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Which version answers. One row a store, moved by compare-and-set on generation.
CREATE TABLE aisle.live_index (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  version_id      uuid NOT NULL,
  generation      bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (organization_id, store_id),
  FOREIGN KEY (organization_id, store_id, version_id) REFERENCES aisle.index_version
);

CREATE TABLE aisle.index_item (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  version_id      uuid NOT NULL,
  home            text NOT NULL,
  ordinal         bigint NOT NULL,
  kind            text NOT NULL,
  item_id         uuid NOT NULL,
  content_hash    bytea NOT NULL,
  language        text NOT NULL,
  embedding       halfvec NOT NULL,
  PRIMARY KEY (organization_id, store_id, version_id, home, ordinal),
  UNIQUE (organization_id, store_id, version_id, home, kind, item_id)
) PARTITION BY LIST (home);
CREATE TABLE aisle.index_item_shared PARTITION OF aisle.index_item FOR VALUES IN ('shared') PARTITION BY HASH (version_id);
DO $$ BEGIN
  FOR i IN 0..7 LOOP
    EXECUTE format('CREATE TABLE aisle.index_item_shared_%s PARTITION OF aisle.index_item_shared'
                   ' FOR VALUES WITH (MODULUS 8, REMAINDER %s)', i, i);
  END LOOP;
END $$;

-- Inverted index: one row for each term in each segment, holding arrays (aisle.retrieval.postings has the codec).
CREATE TABLE aisle.index_posting (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  version_id      uuid NOT NULL,
  term            text NOT NULL COLLATE "C",
  segment         bigint NOT NULL,
  ordinals        bytea NOT NULL,
  tfs             bytea NOT NULL,
  lengths         bytea NOT NULL,
  PRIMARY KEY (organization_id, store_id, version_id, term, segment)
);

CREATE TABLE aisle.index_segment (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  version_id      uuid NOT NULL,
  segment         bigint NOT NULL,
  items           integer NOT NULL,
  total_length    double precision NOT NULL,
  lexicon         bytea NOT NULL DEFAULT '',         -- its words as written, with their terms and counts (aisle.retrieval.lexical.lexicon)
  PRIMARY KEY (organization_id, store_id, version_id, segment),
  FOREIGN KEY (organization_id, store_id, version_id) REFERENCES aisle.index_version ON DELETE CASCADE
);

ALTER TABLE aisle.index_segment ALTER COLUMN lexicon SET STORAGE EXTERNAL;   -- compressed already

-- What a store's owner says belongs together. Without `becomes` every word stands for all others.
CREATE TABLE aisle.synonym (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  language        text CHECK (language ~ '^[a-z]{2}$'),   -- null: every language of the store
  words           text[] NOT NULL CHECK (cardinality(words) > 0),
  becomes         text[] NOT NULL DEFAULT '{}',
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- By which words of a question a synonym is looked up: b-tree equality, which row-level security lets use its index.
CREATE TABLE aisle.synonym_key (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  key             text NOT NULL COLLATE "C",
  synonym_id      uuid NOT NULL,
  PRIMARY KEY (organization_id, store_id, key, synonym_id),
  FOREIGN KEY (organization_id, store_id, synonym_id) REFERENCES aisle.synonym ON DELETE CASCADE
);
CREATE INDEX synonym_key_synonym ON aisle.synonym_key (organization_id, store_id, synonym_id);

-- What shoppers searched, added up by day: the words and how often, never who. Kept as long as conversations are.
CREATE TABLE aisle.search_query (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  day             date NOT NULL,
  language        text NOT NULL,
  query           text NOT NULL CHECK (length(query) BETWEEN 1 AND 100),
  searches        integer NOT NULL CHECK (searches > 0),
  found           integer NOT NULL CHECK (found BETWEEN 0 AND searches),  -- of them, how many found something
  PRIMARY KEY (organization_id, store_id, day, language, query),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Words that were changed between a search that found little and the next one of the conversation, which found something.
CREATE TABLE aisle.search_rephrasing (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  day             date NOT NULL,
  language        text NOT NULL,
  said            text NOT NULL CHECK (length(said) BETWEEN 1 AND 100),
  said_then       text NOT NULL CHECK (length(said_then) BETWEEN 1 AND 100),
  times           integer NOT NULL CHECK (times > 0),
  PRIMARY KEY (organization_id, store_id, day, language, said, said_then),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- What a version is compared by: a question, and the documents and products that a good answer rests on.
CREATE TABLE aisle.test_question (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  question        text NOT NULL CHECK (length(question) BETWEEN 1 AND 1000),
  documents       text[] NOT NULL DEFAULT '{}',      -- names or ids
  products        text[] NOT NULL DEFAULT '{}',      -- handles or ids
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, question),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK (documents <> '{}' OR products <> '{}')
);

-- conversations ------------------------------------------------------------------------------------------------
CREATE TABLE aisle.conversation (
  organization_id    uuid NOT NULL,
  store_id           uuid NOT NULL,
  id                 uuid NOT NULL,
  shopper_session_id uuid,
  disclosed_at        timestamptz NOT NULL DEFAULT now(),   -- when the shopper was told that a machine answers
  disclosure          text NOT NULL,                     -- the version of the words that said so
  disclosure_language text NOT NULL,
  market             text,                             -- whose shopper speaks; null: the page has not said
  preview            boolean NOT NULL DEFAULT false,   -- staff try the assistant: no shopper's, and never counted
  page               text,                             -- the path of the shop's page where something was said last
  improve            boolean NOT NULL DEFAULT true,    -- false: the shopper does not want it used to improve answers
  archived_at        timestamptz,
  touched_at         timestamptz NOT NULL DEFAULT now(),   -- when staff changed something about it, or it began
  created_at         timestamptz NOT NULL DEFAULT now(),
  last_at            timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id, shopper_session_id) REFERENCES aisle.shopper_session ON DELETE CASCADE
);
CREATE INDEX conversation_last ON aisle.conversation (organization_id, store_id, last_at);
CREATE INDEX conversation_touched ON aisle.conversation (organization_id, store_id, touched_at);

CREATE TABLE aisle.turn (
  organization_id   uuid NOT NULL,
  store_id          uuid NOT NULL,
  id                uuid NOT NULL,
  conversation_id   uuid NOT NULL,
  client_message_id text NOT NULL CHECK (length(client_message_id) BETWEEN 1 AND 100),
  kind              text NOT NULL CHECK (kind IN ('message', 'edit', 'regenerate', 'continue')),
  parent_id         uuid,                              -- the turn that it follows; turns of one parent are versions of each other
  depth             integer NOT NULL CHECK (depth >= 0),
  visible           boolean NOT NULL,                  -- whether it lies on the one path that is shown
  release_id        uuid NOT NULL,
  state             text NOT NULL CHECK (state IN ('running', 'complete', 'stopped', 'interrupted', 'failed')),
  stop_requested    boolean NOT NULL DEFAULT false,
  lease_until       timestamptz NOT NULL,              -- renewed by the process that writes it; past it, that process is gone
  followed_until    timestamptz,                       -- somebody listens by way of another process
  started_at        timestamptz NOT NULL DEFAULT now(),
  finished_at       timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, conversation_id, client_message_id),
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);
CREATE UNIQUE INDEX turn_path ON aisle.turn (organization_id, store_id, conversation_id, depth) WHERE visible;
CREATE INDEX turn_place ON aisle.turn (organization_id, store_id, conversation_id, depth);
-- One turn at a time: a second message waits or is refused, it never talks over the first.
CREATE UNIQUE INDEX turn_running ON aisle.turn (organization_id, store_id, conversation_id) WHERE state = 'running';

CREATE TABLE aisle.message (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn_id         uuid NOT NULL,
  role            text NOT NULL CHECK (role IN ('user', 'assistant')),
  content         jsonb NOT NULL,                   -- the shopper's words, or the answer's typed segments
  metadata        jsonb NOT NULL DEFAULT '{}',
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, turn_id, role),
  FOREIGN KEY (organization_id, store_id, turn_id) REFERENCES aisle.turn ON DELETE CASCADE
);

-- What a running turn has shown, for listeners of other processes and for the answer of a process that died. Rows go
-- shortly after the answer is stored as a message.
CREATE TABLE aisle.turn_event (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  turn_id         uuid NOT NULL,
  first_number    integer NOT NULL,
  last_number     integer NOT NULL CHECK (last_number >= first_number),
  events          jsonb NOT NULL,
  shown           jsonb NOT NULL,                     -- the answer's typed segments behind them, with their citations' ids
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, turn_id, first_number),
  FOREIGN KEY (organization_id, store_id, turn_id) REFERENCES aisle.turn ON DELETE CASCADE
);

-- The ledger of an answer: each sentence with what bears it out, and those that were left out.
CREATE TABLE aisle.claim (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  message_id      uuid NOT NULL,
  ordinal         integer NOT NULL,
  text            text NOT NULL,                      -- as the writer wrote it
  verdict         text NOT NULL,
  shown_text      text,                               -- as the shopper saw it; null when left out
  marks           integer[] NOT NULL,
  faults          text[] NOT NULL,
  support         double precision CHECK (support BETWEEN 0 AND 1),
  method          text NOT NULL,
  PRIMARY KEY (organization_id, store_id, message_id, ordinal),
  FOREIGN KEY (organization_id, store_id, message_id) REFERENCES aisle.message ON DELETE CASCADE
);

CREATE TABLE aisle.feedback (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  message_id      uuid NOT NULL,
  rating          text NOT NULL CHECK (rating IN ('up', 'down')),
  reasons         text[] NOT NULL,
  comment         text,
  release_id      uuid NOT NULL,                      -- the assistant as it was when it answered
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, message_id),
  FOREIGN KEY (organization_id, store_id, message_id) REFERENCES aisle.message ON DELETE CASCADE
);

-- The exact words an answer rested on, with those around them: a copy, since versions are retired and documents deleted.
-- They outlive both, but only as long as the conversation does.
CREATE TABLE aisle.citation (
  organization_id     uuid NOT NULL,
  store_id            uuid NOT NULL,
  id                  uuid NOT NULL,
  message_id          uuid NOT NULL,
  mark                integer NOT NULL,
  document_id         uuid NOT NULL,
  document_version_id uuid NOT NULL,
  chunk_id            uuid NOT NULL,
  start_offset        integer NOT NULL,
  end_offset          integer NOT NULL,
  quote               text NOT NULL,
  title               text NOT NULL,
  url                 text,
  page                integer,
  section             text[] NOT NULL DEFAULT '{}',
  as_of               timestamptz NOT NULL,
  passage             text NOT NULL,
  words_before        text NOT NULL,
  words_after         text NOT NULL,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, message_id) REFERENCES aisle.message ON DELETE CASCADE
);
CREATE INDEX citation_message ON aisle.citation (organization_id, store_id, message_id);

-- jobs ---------------------------------------------------------------------------------------------------------
CREATE TABLE aisle.job (
  organization_id uuid NOT NULL,
  store_id        uuid,
  id              uuid NOT NULL,
  kind            text NOT NULL,
  queue           text NOT NULL,
  state           text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead', 'cancelled')),
  priority        smallint NOT NULL DEFAULT 100,
  due_at          timestamptz NOT NULL DEFAULT now(),
  lease_until     timestamptz,
  fence           bigint NOT NULL DEFAULT 0,         -- grows with every claim; a late worker's number is stale
  attempts        integer NOT NULL DEFAULT 0,
  dedup_key       text,
  payload         jsonb NOT NULL,
  signature       bytea NOT NULL,
  error           text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  finished_at     timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id) REFERENCES aisle.tenant ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CREATE UNIQUE INDEX job_dedup ON aisle.job (organization_id, store_id, kind, dedup_key) NULLS NOT DISTINCT
  WHERE state = 'queued' AND dedup_key IS NOT NULL;
-- These two serve the dispatcher, which walks tenants in turn: queue first, then tenant.
CREATE INDEX job_waiting ON aisle.job (queue, organization_id, priority, due_at, id) WHERE state = 'queued';
CREATE INDEX job_leased ON aisle.job (queue, organization_id, lease_until) WHERE state = 'running';
CREATE INDEX job_finished ON aisle.job (finished_at) WHERE state IN ('done', 'cancelled');

CREATE TABLE aisle.job_progress (
  organization_id uuid NOT NULL,
  job_id          uuid NOT NULL,
  stage           text NOT NULL,
  done            bigint NOT NULL,
  total           bigint,
  note            text,
  fence           bigint NOT NULL,                   -- of the attempt that wrote it
  started_done    bigint NOT NULL,                   -- what was done already when that attempt began the stage
  started_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, job_id),
  FOREIGN KEY (organization_id, job_id) REFERENCES aisle.job ON DELETE CASCADE
);

-- What a job has already done to the world, so that doing it again is noticed.
CREATE TABLE aisle.job_effect (
  organization_id uuid NOT NULL,
  effect_key      text NOT NULL,
  job_id          uuid NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, effect_key),
  FOREIGN KEY (organization_id, job_id) REFERENCES aisle.job ON DELETE CASCADE
);

-- rights -------------------------------------------------------------------------------------------------------
CALL aisle.protect('aisle.tenant', 'organization');
CALL aisle.protect('aisle.organization', 'organization');
CALL aisle.protect('aisle.store', 'store');
CALL aisle.protect('aisle.api_key', 'maybe_store');
CALL aisle.protect('aisle.job', 'maybe_store');
CALL aisle.protect('aisle.job_progress', 'organization');
CALL aisle.protect('aisle.job_effect', 'organization');
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['shopper_session', 'assistant', 'assistant_release', 'source', 'document', 'document_version',
      'document_file', 'passage', 'chunk', 'product', 'variant', 'product_measure', 'import_run', 'import_error', 'index_version', 'live_index',
      'index_item', 'index_posting', 'index_segment', 'test_question', 'synonym', 'synonym_key', 'search_query', 'search_rephrasing', 'conversation', 'turn', 'message', 'citation',
      'turn_event', 'claim', 'feedback'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
  END LOOP;
END $$;

ALTER TABLE aisle.store_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE aisle.store_address FORCE ROW LEVEL SECURITY;
CREATE POLICY anyone_reads ON aisle.store_address FOR SELECT USING (true);
CREATE POLICY tenant_adds ON aisle.store_address FOR INSERT WITH CHECK (organization_id = (SELECT aisle.context_organization()));
CREATE POLICY tenant_removes ON aisle.store_address FOR DELETE USING (organization_id = (SELECT aisle.context_organization()));
GRANT SELECT, INSERT, DELETE ON aisle.store_address TO @app@, @worker@;

CREATE POLICY dispatch ON aisle.job TO @dispatcher@ USING (true) WITH CHECK (true);
GRANT SELECT (organization_id, store_id, id, kind, queue, state, priority, due_at, lease_until, fence, attempts, created_at, finished_at),
      UPDATE (state, lease_until, fence, attempts, due_at, started_at, finished_at, error), DELETE
      ON aisle.job TO @dispatcher@;

-- run-time DDL -------------------------------------------------------------------------------------------------
-- A grown index version moves into a partition with graphs of its own. Building them takes minutes, so it is done beside,
-- in a table that nobody reads yet, step by step: prepare_index_home makes the next step, each a transaction that is kept
-- when the next one is cut short, and no writer waits for it. move_index_home does the rest under the version's write lock:
-- what was written since the last step, attaching the table, and whatever was not prepared.
CREATE FUNCTION aisle.index_home_child(organization uuid, store uuid, version uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, public, pg_temp AS $$
-- The name of a version's own table; refuses versions that are not the caller's, or have moved.
BEGIN
  IF organization IS DISTINCT FROM aisle.context_organization()
     OR NOT EXISTS (SELECT 1 FROM aisle.index_version v WHERE (v.organization_id, v.store_id, v.id, v.home) = (organization, store, version, 'shared')) THEN
    RAISE EXCEPTION 'no such index version to move' USING ERRCODE = '42501';
  END IF;
  RETURN 'index_item_v_' || replace(version::text, '-', '');
END $$;

CREATE FUNCTION aisle.copy_index_items(organization uuid, store uuid, version uuid, child text, at_once bigint) RETURNS bigint
LANGUAGE plpgsql SET search_path = aisle, public, pg_temp AS $$
-- Brings a version's own table nearer to what is shared: what was deleted goes, what is missing comes. Returns how many came.
DECLARE
  copied bigint;
BEGIN
  EXECUTE format('DELETE FROM aisle.%I c WHERE NOT EXISTS (SELECT FROM aisle.index_item i WHERE i.organization_id = $1 AND i.store_id = $2'
                 ' AND i.version_id = $3 AND i.home = ''shared'' AND i.ordinal = c.ordinal)', child) USING organization, store, version;
  EXECUTE format('INSERT INTO aisle.%I SELECT organization_id, store_id, version_id, $3::text, ordinal, kind, item_id, content_hash, language, embedding'
                 ' FROM aisle.index_item i WHERE organization_id = $1 AND store_id = $2 AND version_id = $3 AND home = ''shared'' AND'
                 ' NOT EXISTS (SELECT FROM aisle.%I c WHERE c.ordinal = i.ordinal) ORDER BY ordinal LIMIT $4', child, child)
    USING organization, store, version, at_once;
  GET DIAGNOSTICS copied = ROW_COUNT;
  RETURN copied;
END $$;

CREATE FUNCTION aisle.prepare_index_home(organization uuid, store uuid, version uuid, dimensions integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, public, pg_temp AS $$
-- Returns the step that was made, 'busy' when somebody else is at it, 'ready' when little is left to be done.
DECLARE
  child text := aisle.index_home_child(organization, store, version);
  item_kind text;
  needed bigint;
BEGIN
  IF dimensions NOT BETWEEN 1 AND 4000 THEN
    RAISE EXCEPTION 'no graph has so many dimensions' USING ERRCODE = '42501';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('aisle.index_home ' || version, 0)) THEN
    RETURN 'busy';
  END IF;
  IF to_regclass('aisle.' || child) IS NULL THEN
    EXECUTE format('CREATE TABLE aisle.%I (LIKE aisle.index_item INCLUDING DEFAULTS INCLUDING CONSTRAINTS, CHECK (home = %L))', child, version);
    -- Says whose it is when the version itself is gone with its store.
    EXECUTE format('COMMENT ON TABLE aisle.%I IS %L', child, organization || ' ' || store);
    PERFORM aisle.copy_index_items(organization, store, version, child, NULL);
    EXECUTE format('ALTER TABLE aisle.%I ADD PRIMARY KEY (organization_id, store_id, version_id, home, ordinal),'
                   ' ADD UNIQUE (organization_id, store_id, version_id, home, kind, item_id)', child);
    EXECUTE format('ANALYZE aisle.%I', child);
    RETURN 'copied';
  END IF;
  -- One graph for each kind: a handful of passages among many products would be lost in a shared one.
  FOREACH item_kind IN ARRAY ARRAY['product', 'passage'] LOOP
    IF to_regclass('aisle.' || child || '_' || item_kind) IS NULL THEN
      -- A graph that does not fit into this memory is built many times more slowly. A vector takes two bytes a dimension,
      -- its links some 500 bytes.
      EXECUTE format('SELECT count(*) * (2 * %s + 500) * 5 / 4 FROM aisle.%I WHERE kind = %L', dimensions, child, item_kind) INTO needed;
      PERFORM set_config('maintenance_work_mem', greatest(pg_size_bytes(current_setting('maintenance_work_mem')), least(needed, 1 << 30)) / 1024 || 'kB', true);
      EXECUTE format('CREATE INDEX %I ON aisle.%I USING hnsw ((embedding::halfvec(%s)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 100)'
                     ' WHERE kind = %L', child || '_' || item_kind, child, dimensions, item_kind);
      RETURN item_kind;
    END IF;
  END LOOP;
  RETURN CASE WHEN aisle.copy_index_items(organization, store, version, child, 2000) > 200 THEN 'behind' ELSE 'ready' END;
END $$;

CREATE PROCEDURE aisle.move_index_home(organization uuid, store uuid, version uuid, dimensions integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, public, pg_temp AS $$
-- Runs under the caller's tenant context; the caller holds the version's write lock. Attaching does not lock readers out.
DECLARE
  child text := aisle.index_home_child(organization, store, version);
  step text;
BEGIN
  LOOP
    step := aisle.prepare_index_home(organization, store, version, dimensions);
    IF step = 'busy' THEN
      RAISE EXCEPTION 'somebody else is preparing this index version' USING ERRCODE = '55P03';
    END IF;
    EXIT WHEN step = 'ready';
  END LOOP;
  EXECUTE format('ALTER TABLE aisle.index_item ATTACH PARTITION aisle.%I FOR VALUES IN (%L)', child, version);
  DELETE FROM aisle.index_item WHERE organization_id = organization AND store_id = store AND version_id = version AND home = 'shared';
  UPDATE aisle.index_version v SET home = version::text WHERE (v.organization_id, v.store_id, v.id) = (organization, store, version);
END $$;
REVOKE ALL ON PROCEDURE aisle.move_index_home FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE aisle.move_index_home TO @worker@;

CREATE PROCEDURE aisle.drop_index_home(organization uuid, store uuid, version uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, public, pg_temp SET lock_timeout = '200ms' AS $$
-- Drops the table of an index version that is retired, or gone with its store, whether it was attached or only prepared.
-- For the second the context must be for the whole organization, which sees every version that is left. Detaching takes the parent's lock
-- for a moment: behind a long reader it would keep everybody else waiting, so it gives up quickly and its caller comes again.
DECLARE
  child text := 'index_item_v_' || replace(version::text, '-', '');
BEGIN
  IF organization IS DISTINCT FROM aisle.context_organization() THEN
    RAISE EXCEPTION 'no such index version to drop' USING ERRCODE = '42501';
  END IF;
  IF organization = aisle.context_whole_organization()
     AND NOT EXISTS (SELECT 1 FROM aisle.index_version v WHERE (v.organization_id, v.id) = (organization, version)) THEN
    IF to_regclass('aisle.' || child) IS NULL THEN
      RETURN;
    ELSIF obj_description(to_regclass('aisle.' || child), 'pg_class') IS DISTINCT FROM organization || ' ' || store THEN
      RAISE EXCEPTION 'no such index version to drop' USING ERRCODE = '42501';
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM aisle.index_version v WHERE (v.organization_id, v.store_id, v.id, v.state)
                    = (organization, store, version, 'retired')) THEN
    RAISE EXCEPTION 'no such index version to drop' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = to_regclass('aisle.' || child)) THEN
    EXECUTE format('ALTER TABLE aisle.index_item DETACH PARTITION aisle.%I', child);
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS aisle.%I', child);
  UPDATE aisle.index_version v SET home = 'shared' WHERE (v.organization_id, v.store_id, v.id) = (organization, store, version);
END $$;
REVOKE ALL ON PROCEDURE aisle.drop_index_home FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE aisle.drop_index_home TO @worker@;

CREATE PROCEDURE aisle.refresh_statistics()
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
    WHERE (c.oid = ANY (ARRAY['aisle.product', 'aisle.variant', 'aisle.product_measure', 'aisle.index_posting', 'aisle.passage', 'aisle.chunk']::regclass[])
           OR c.oid IN (SELECT t.relid FROM pg_partition_tree('aisle.index_item') t WHERE t.isleaf))
      AND pg_relation_size(c.oid) > 0
      AND (c.reltuples < 100 OR s.n_mod_since_analyze > 1000 + 0.1 * c.reltuples)
    ORDER BY c.oid
  LOOP
    EXECUTE format('ANALYZE %s', stale);
  END LOOP;
END $$;
REVOKE ALL ON PROCEDURE aisle.refresh_statistics FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE aisle.refresh_statistics TO @worker@;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA aisle FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.prepare_index_home TO @worker@;
REVOKE ALL ON PROCEDURE aisle.protect(regclass, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.verified_context(), aisle.context_organization(), aisle.context_store(), aisle.context_whole_organization() TO @app@, @worker@, @dispatcher@, @backup@, @breakglass@;
GRANT SELECT ON ALL TABLES IN SCHEMA aisle TO @backup@;

CREATE FUNCTION aisle.forbid_new_recipe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the recipe of an index version never changes; build a new version' USING ERRCODE = '42501';
END $$;
REVOKE ALL ON FUNCTION aisle.forbid_new_recipe() FROM PUBLIC;
CREATE TRIGGER fixed_recipe BEFORE UPDATE OF recipe ON aisle.index_version FOR EACH ROW
  WHEN (OLD.recipe IS DISTINCT FROM NEW.recipe) EXECUTE FUNCTION aisle.forbid_new_recipe();
