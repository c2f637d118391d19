-- What products' pictures look like, which of them each index version holds, and the photos that shoppers send.

-- A picture as it was when it was read, under its address and the embedder that looked at it. It never changes: another
-- picture has another address.
CREATE TABLE aisle.picture (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  embedder        text NOT NULL,
  address_hash    bytea NOT NULL CHECK (octet_length(address_hash) = 32),   -- SHA-256
  address         text NOT NULL,
  state           text NOT NULL CHECK (state IN ('waiting', 'read', 'refused')),
  reason          text,                              -- why it is refused, or was not read yet
  tries           integer NOT NULL DEFAULT 0,
  vector          halfvec,                           -- finds the nearest
  details         bytea,                             -- float16, row by row: for a second look
  tried_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, embedder, address_hash),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((state = 'read') = (vector IS NOT NULL) AND (state = 'read') = (details IS NOT NULL))
);

-- Which product shows which picture, in an index version. A product that goes takes its rows with it.
CREATE TABLE aisle.index_picture (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  version_id      uuid NOT NULL,
  product_id      uuid NOT NULL,
  address_hash    bytea NOT NULL,
  address         text NOT NULL,
  PRIMARY KEY (organization_id, store_id, version_id, product_id, address_hash),
  FOREIGN KEY (organization_id, store_id, version_id) REFERENCES aisle.index_version ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id, product_id) REFERENCES aisle.product ON DELETE CASCADE
);
CREATE INDEX index_picture_product ON aisle.index_picture (organization_id, store_id, product_id);
CREATE INDEX index_picture_address ON aisle.index_picture (organization_id, store_id, address_hash);

-- A shopper's photo, drawn anew from its points before it comes here. It goes with its conversation, with its shopper's
-- session, and, where it was never sent, after an hour.
CREATE TABLE aisle.photo (
  organization_id    uuid NOT NULL,
  store_id           uuid NOT NULL,
  id                 uuid NOT NULL,
  shopper_session_id uuid,
  conversation_id    uuid,                           -- null until it is sent with a message
  sealed             bytea NOT NULL,                 -- a JPEG file
  width              integer NOT NULL,
  height             integer NOT NULL,
  created_at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id, shopper_session_id) REFERENCES aisle.shopper_session ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);
CREATE INDEX photo_conversation ON aisle.photo (organization_id, store_id, conversation_id);
CREATE INDEX photo_session ON aisle.photo (organization_id, store_id, shopper_session_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['picture', 'index_picture', 'photo'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
