-- Articles that are written in Aisle: drafts with every save, versions that people approve, and what became of each.

CREATE TABLE aisle.article_category (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  parent_id       uuid,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE NULLS NOT DISTINCT (organization_id, store_id, parent_id, name),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  -- Looked at when the transaction ends: a store that goes takes its categories and what belongs to them, in no order.
  FOREIGN KEY (organization_id, store_id, parent_id) REFERENCES aisle.article_category DEFERRABLE INITIALLY DEFERRED,
  CHECK (parent_id <> id)
);

CREATE TABLE aisle.article (
  organization_id   uuid NOT NULL,
  store_id          uuid NOT NULL,
  id                uuid NOT NULL,
  key               text NOT NULL CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 100),
  language          text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  document_id       uuid,                             -- of knowledge, once it was published
  draft_save        integer NOT NULL DEFAULT 0,       -- the save that is the draft
  newest_save       integer NOT NULL DEFAULT 0,
  newest_version    integer NOT NULL DEFAULT 0,
  review_on         date,                             -- somebody shall look whether it is still true
  review_every_days integer CHECK (review_every_days BETWEEN 1 AND 3660),
  review_noticed_on date,                             -- the last review date that people were told is due
  archived_at       timestamptz,
  created_at        timestamptz NOT NULL,
  created_by        text NOT NULL,                    -- principal
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, key, language),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- Every save of a draft, whole. Nothing is ever written over: of two people who write at once both texts are kept. With a category
-- that is removed goes the mention of it.
CREATE TABLE aisle.article_save (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  article_id      uuid NOT NULL,
  number          integer NOT NULL CHECK (number > 0),
  based_on        integer NOT NULL,                   -- the save that its writer had read; 0 for the first
  is_aside        boolean NOT NULL DEFAULT false,     -- another was saved meanwhile: kept, and not the draft
  title           text NOT NULL,
  body            text NOT NULL,                      -- Markdown
  category_id     uuid,
  tags            text[] NOT NULL DEFAULT '{}',
  valid_from      timestamptz,
  valid_until     timestamptz,
  markets         text[] NOT NULL DEFAULT '{}',
  saved_at        timestamptz NOT NULL,
  saved_by        text NOT NULL,                      -- principal
  PRIMARY KEY (organization_id, store_id, article_id, number),
  FOREIGN KEY (organization_id, store_id, article_id) REFERENCES aisle.article ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id, category_id) REFERENCES aisle.article_category ON DELETE SET NULL (category_id)
    DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX article_save_category ON aisle.article_save (organization_id, store_id, category_id) WHERE category_id IS NOT NULL;

-- What was handed in for approval. It shows one save, which never changes; only what became of it does.
CREATE TABLE aisle.article_version (
  organization_id     uuid NOT NULL,
  store_id            uuid NOT NULL,
  article_id          uuid NOT NULL,
  number              integer NOT NULL CHECK (number > 0),
  save_number         integer NOT NULL,
  restores            integer,                        -- the version that it brings back
  state               text NOT NULL CHECK (state IN ('in_review', 'rejected', 'withdrawn', 'scheduled', 'published', 'expired')),
  publish_at          timestamptz,                    -- when a scheduled one goes live
  document_version_id uuid,                           -- of knowledge, once it was published
  made_at             timestamptz NOT NULL,
  made_by             text NOT NULL,                  -- principal
  PRIMARY KEY (organization_id, store_id, article_id, number),
  FOREIGN KEY (organization_id, store_id, article_id, save_number) REFERENCES aisle.article_save ON DELETE CASCADE,
  CHECK ((state = 'scheduled') <= (publish_at IS NOT NULL))
);
CREATE UNIQUE INDEX article_version_in_review ON aisle.article_version (organization_id, store_id, article_id) WHERE state = 'in_review';
CREATE INDEX article_version_document ON aisle.article_version (organization_id, store_id, document_version_id) WHERE document_version_id IS NOT NULL;

-- The history that people read: who did what, and when.
CREATE TABLE aisle.article_step (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  article_id      uuid NOT NULL,
  number          bigint GENERATED ALWAYS AS IDENTITY,
  step            text NOT NULL,
  version         integer,
  note            text NOT NULL DEFAULT '',
  at              timestamptz NOT NULL,
  by              text NOT NULL,                      -- principal
  PRIMARY KEY (organization_id, store_id, article_id, number),
  FOREIGN KEY (organization_id, store_id, article_id) REFERENCES aisle.article ON DELETE CASCADE
);

CREATE TABLE aisle.article_comment (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  article_id      uuid NOT NULL,
  version         integer NOT NULL,
  quote           text NOT NULL DEFAULT '',           -- the words that it is about
  body            text NOT NULL,
  made_at         timestamptz NOT NULL,
  made_by         text NOT NULL,                      -- principal
  resolved_at     timestamptz,
  resolved_by     text,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, article_id, version) REFERENCES aisle.article_version ON DELETE CASCADE
);
CREATE INDEX article_comment_version ON aisle.article_comment (organization_id, store_id, article_id, version);

-- Many articles changed at once: shown first, then done in one step, and undone in one.
CREATE TABLE aisle.article_batch (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('upload', 'edit')),
  state           text NOT NULL CHECK (state IN ('shown', 'done', 'undone')),
  then_do         text NOT NULL CHECK (then_do IN ('draft', 'submit', 'publish', 'archive')),
  made_at         timestamptz NOT NULL,
  made_by         text NOT NULL,                      -- principal
  ended_at        timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CREATE TABLE aisle.article_batch_change (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  batch_id        uuid NOT NULL,
  number          integer NOT NULL,
  article_id      uuid NOT NULL,
  is_new          boolean NOT NULL,
  key             text NOT NULL,
  language        text NOT NULL,
  save_before     integer NOT NULL,                   -- the draft that was shown; 0 for a new article
  live_before     integer,                            -- the version that answered when it was done
  before          jsonb,
  after           jsonb NOT NULL,
  save_after      integer,
  PRIMARY KEY (organization_id, store_id, batch_id, number),
  FOREIGN KEY (organization_id, store_id, batch_id) REFERENCES aisle.article_batch ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['article_category', 'article', 'article_save', 'article_version', 'article_step', 'article_comment',
      'article_batch', 'article_batch_change'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
REVOKE UPDATE ON aisle.article_save, aisle.article_step, aisle.article_version FROM @app@, @worker@;
GRANT UPDATE (state, publish_at, document_version_id) ON aisle.article_version TO @app@, @worker@;
