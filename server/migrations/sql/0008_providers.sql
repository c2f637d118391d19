-- Providers of models that organizations bring, and models of the machine's own that are loaded while it runs.

CREATE TABLE aisle.provider (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  id              uuid NOT NULL,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  kind            text NOT NULL CHECK (kind IN ('openai', 'gemini', 'anthropic')),
  base_url        text CHECK (length(base_url) <= 2048),   -- null: the kind's own
  key_sealed      bytea,                            -- belongs to this kind and address, and goes with them
  key_tail        text CHECK (length(key_tail) <= 4),
  key_set_at      timestamptz,
  key_header      text,
  suspended_at    timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name),
  CHECK ((key_sealed IS NULL) = (key_set_at IS NULL))
);

CREATE TABLE aisle.provider_model (
  organization_id uuid NOT NULL,
  provider_id     uuid NOT NULL,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  described       jsonb NOT NULL,                   -- the provider's name for it, sizes, abilities, price, whether it shadows
  PRIMARY KEY (organization_id, name),
  FOREIGN KEY (organization_id, provider_id) REFERENCES aisle.provider ON DELETE CASCADE
);
CREATE INDEX provider_model_of ON aisle.provider_model (organization_id, provider_id);

CALL aisle.protect('aisle.provider', 'organization');
CALL aisle.protect('aisle.provider_model', 'organization');
GRANT SELECT ON aisle.provider, aisle.provider_model TO @backup@;

-- Models of the machines' own registry that shall be loaded: every process of the installation loads those that its folder has.
CREATE TABLE aisle.local_model (
  name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  version    text NOT NULL CHECK (length(version) BETWEEN 1 AND 64),
  digest     text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),   -- of the manifest: everywhere the same bytes
  wanted_by  text NOT NULL,
  wanted_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (name, version)
);
GRANT SELECT ON aisle.local_model TO @app@, @worker@, @backup@;

CREATE FUNCTION aisle.want_model(model text, model_version text, model_digest text, who text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Has a model loaded everywhere; with another digest it is exchanged.
INSERT INTO aisle.local_model (name, version, digest, wanted_by) VALUES (model, model_version, model_digest, who)
ON CONFLICT (name, version) DO UPDATE SET digest = excluded.digest, wanted_by = excluded.wanted_by, wanted_at = now();
$$;

CREATE FUNCTION aisle.unwant_model(model text, model_version text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Has a model unloaded everywhere. Returns whether it was wanted.
BEGIN
  DELETE FROM aisle.local_model WHERE name = model AND version = model_version;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION aisle.want_model, aisle.unwant_model FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.want_model, aisle.unwant_model TO @app@, @worker@;
CREATE POLICY dispatch ON aisle.index_version FOR SELECT TO @dispatcher@ USING (true);
GRANT SELECT (organization_id, recipe, state) ON aisle.index_version TO @dispatcher@;
