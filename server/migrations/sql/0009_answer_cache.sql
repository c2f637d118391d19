-- Answers that may be given again.

-- How often what an index version holds of each kind has changed. An answer that rested on it as it was is of no use after.
ALTER TABLE aisle.index_version
  ADD COLUMN passage_changes bigint NOT NULL DEFAULT 0,
  ADD COLUMN product_changes bigint NOT NULL DEFAULT 0;

-- How often the store's synonyms have changed. Counted by the database, so that no way of changing them can forget to.
ALTER TABLE aisle.live_index ADD COLUMN synonym_changes bigint NOT NULL DEFAULT 0;

CREATE FUNCTION aisle.count_synonym_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE aisle.live_index l SET synonym_changes = l.synonym_changes + 1
  FROM (SELECT DISTINCT organization_id, store_id FROM changed) AS c
  WHERE l.organization_id = c.organization_id AND l.store_id = c.store_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION aisle.count_synonym_change() FROM PUBLIC;
CREATE TRIGGER counted_insert AFTER INSERT ON aisle.synonym REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION aisle.count_synonym_change();
CREATE TRIGGER counted_update AFTER UPDATE ON aisle.synonym REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION aisle.count_synonym_change();
CREATE TRIGGER counted_delete AFTER DELETE ON aisle.synonym REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION aisle.count_synonym_change();

-- One answer with all that it rests on: a hit needs every part of it to be as it was. Nothing here is trusted for itself;
-- the tag binds it to its tenant and to each other column that decides.
CREATE TABLE aisle.kept_answer (
  organization_id   uuid NOT NULL,
  store_id          uuid NOT NULL,
  key               bytea NOT NULL CHECK (length(key) = 32),         -- HMAC of partition and question
  partition         bytea NOT NULL CHECK (length(partition) = 32),   -- HMAC of audience, release, language, model, rules
  signature         bytea NOT NULL CHECK (length(signature) = 32),   -- HMAC of partition and the words that must agree
  embedding         halfvec,                                         -- of the question; null where words alone find it
  index_version_id  uuid NOT NULL,
  passage_changes   bigint NOT NULL,
  product_changes   bigint,                                          -- null where no product bore on the answer
  synonym_changes   bigint NOT NULL,
  document_ids      uuid[] NOT NULL,
  version_ids       uuid[] NOT NULL,
  documents_as_of   timestamptz[] NOT NULL,
  product_ids       uuid[] NOT NULL,
  product_states    bytea[] NOT NULL,                                -- words and availability, without prices
  value             bytea NOT NULL CHECK (length(value) <= 65536),
  tag               bytea NOT NULL CHECK (length(tag) = 32),
  created_at        timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, key),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK (cardinality(document_ids) = cardinality(version_ids) AND cardinality(document_ids) = cardinality(documents_as_of)),
  CHECK (cardinality(product_ids) = cardinality(product_states))
);
CREATE INDEX kept_answer_alike ON aisle.kept_answer (organization_id, store_id, partition, signature);
CREATE INDEX kept_answer_expiry ON aisle.kept_answer (organization_id, store_id, expires_at);
CALL aisle.protect('aisle.kept_answer', 'store');
GRANT SELECT ON aisle.kept_answer TO @backup@;

-- How often kept answers were given, by day.
CREATE TABLE aisle.kept_answer_day (
  organization_id   uuid NOT NULL,
  store_id          uuid NOT NULL,
  day               date NOT NULL,
  exact             bigint NOT NULL DEFAULT 0,
  semantic          bigint NOT NULL DEFAULT 0,
  missed            bigint NOT NULL DEFAULT 0,
  kept              bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, store_id, day),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
CALL aisle.protect('aisle.kept_answer_day', 'store');
GRANT SELECT ON aisle.kept_answer_day TO @backup@;
