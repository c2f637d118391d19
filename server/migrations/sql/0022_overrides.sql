-- What merchants say of a product in place of their sources, and edits of many products at once.

-- One field of one product. It outlives the product: one that a shop takes off sale and offers again says what it said.
CREATE TABLE aisle.product_override (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  product_id      uuid NOT NULL,
  field           text NOT NULL,                     -- as of the catalogue; of an attribute: attributes.{its name}
  value           jsonb NOT NULL,                    -- what is shown
  own             jsonb NOT NULL,                    -- what the source says now
  own_then        jsonb NOT NULL,                    -- what it said when this was set
  own_changed_at  timestamptz,                       -- since when it says something else than then
  change_id       uuid NOT NULL,                     -- of the change that set it: no two have the same
  edit_id         uuid,                              -- of the edit of many products that did
  why             text NOT NULL DEFAULT '',
  set_by          text NOT NULL,                     -- principal
  set_at          timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, product_id, field),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- overridden: the fields, so that a list of products need not look for them. source_hash: fingerprint of what the source
-- says, where something else is shown; content_hash is then of both.
ALTER TABLE aisle.product
  ADD COLUMN overridden text[] NOT NULL DEFAULT '{}',
  ADD COLUMN hidden boolean NOT NULL DEFAULT false,
  ADD COLUMN source_hash bytea;

-- What the source says where merchants say something else; it counts from the switch on. {field: value}
ALTER TABLE aisle.held_product ADD COLUMN own jsonb NOT NULL DEFAULT '{}';

-- An edit of many products: shown first, then carried out by a job, place by place, and undone by one.
CREATE TABLE aisle.product_edit (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  state           text NOT NULL CHECK (state IN ('shown', 'applying', 'applied', 'undoing', 'undone')),
  what            jsonb NOT NULL,
  why             text NOT NULL DEFAULT '',
  products        integer NOT NULL,                  -- that it changes
  changes         integer NOT NULL,                  -- of fields
  done            integer NOT NULL DEFAULT 0,        -- products so far, of this way or of the way back
  made_by         text NOT NULL,                     -- principal
  made_at         timestamptz NOT NULL,
  applied_by      text,
  applied_at      timestamptz,
  undone_by       text,
  ended_at        timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

CREATE TABLE aisle.product_edit_change (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  edit_id         uuid NOT NULL,
  place           integer NOT NULL,                  -- of the product within the edit, from 1
  field           text NOT NULL,
  product_id      uuid NOT NULL,
  title           text NOT NULL,
  before          jsonb NOT NULL,                    -- what was shown
  after           jsonb NOT NULL,                    -- what is to be shown
  takes_back      boolean NOT NULL,                  -- the source speaks again
  stood           jsonb,                             -- the override that stood in the field; null: none
  change_id       uuid NOT NULL,                     -- that the override bears which the edit sets
  state           text NOT NULL DEFAULT 'shown' CHECK (state IN ('shown', 'done', 'kept', 'undone', 'not_undone')),
  PRIMARY KEY (organization_id, store_id, edit_id, place, field),
  FOREIGN KEY (organization_id, store_id, edit_id) REFERENCES aisle.product_edit ON DELETE CASCADE
);
CREATE INDEX product_edit_change_left ON aisle.product_edit_change (organization_id, store_id, edit_id, place)
  WHERE state IN ('kept', 'not_undone');

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['product_override', 'product_edit', 'product_edit_change'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
