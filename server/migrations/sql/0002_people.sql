-- People, and how they prove who they are. A person is the tenant of what is theirs: such tables begin with person_id.

-- Which tenant a name belongs to, asked before there is a tenant: e-mail addresses, accounts at other providers,
-- passkeys, domains, connections of single sign-on. A name is kept as HMAC-SHA256 under a key outside the database, so a reader of this table learns none.
CREATE TABLE aisle.directory (
  name_hash  bytea PRIMARY KEY CHECK (length(name_hash) = 32),
  kind       text NOT NULL CHECK (kind IN ('email', 'identity', 'passkey', 'domain', 'connection')),
  tenant_id  uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  target_id  uuid                                   -- what within the tenant, where that is more than one
);
CREATE INDEX directory_tenant ON aisle.directory (tenant_id);

CREATE TABLE aisle.person (
  person_id           uuid PRIMARY KEY REFERENCES aisle.tenant ON DELETE CASCADE,
  name                text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email_sealed        bytea NOT NULL,
  email_confirmed_at  timestamptz,
  language            text NOT NULL DEFAULT 'en',
  password_hash       text,                         -- Argon2id; null: signs in by other ways only
  password_changed_at timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now()
);

-- The organizations that a person may try to enter. Grants nothing: the row in aisle.member does.
CREATE TABLE aisle.person_organization (
  person_id       uuid NOT NULL REFERENCES aisle.person ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  joined_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, organization_id)
);

-- One sign-in on one device: a browser's cookie, or a family of refresh tokens.
CREATE TABLE aisle.login (
  person_id       uuid NOT NULL REFERENCES aisle.person ON DELETE CASCADE,
  id              uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('browser', 'token')),
  secret_hash     bytea NOT NULL,                   -- of the cookie, or of the newest refresh token
  previous_hash   bytea,                            -- of the refresh token before it
  rotated_at      timestamptz,
  device          text NOT NULL DEFAULT '',         -- as the client calls itself
  address         text,                             -- where it signed in from
  methods         text[] NOT NULL,                  -- how it was proven: password, totp, passkey, recovery, oidc, saml, firebase
  organization_id uuid,                             -- the one it acts in now
  connection_id   uuid,                             -- of the organization's single sign-on that made it; it acts there alone
  created_at      timestamptz NOT NULL DEFAULT now(),
  seen_at         timestamptz NOT NULL DEFAULT now(),
  verified_at     timestamptz NOT NULL DEFAULT now(), -- when the person last proved to be there, for what needs that anew
  expires_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  ended_why       text,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX login_expiry ON aisle.login (person_id, expires_at);

-- What was sent or shown to be used once: links in mails, codes, steps of a sign-in.
CREATE TABLE aisle.once_token (
  person_id    uuid NOT NULL REFERENCES aisle.person ON DELETE CASCADE,
  id           uuid NOT NULL,
  purpose      text NOT NULL CHECK (purpose IN ('confirm_email', 'reset_password', 'change_email', 'undo_email', 'second_step')),
  secret_hash  bytea NOT NULL,
  data_sealed  bytea,                               -- such as the new address
  detail       jsonb NOT NULL DEFAULT '{}',         -- what is neither secret nor personal: how far a sign-in has come
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (person_id, id)
);

-- Second factors and passkeys.
CREATE TABLE aisle.factor (
  person_id     uuid NOT NULL REFERENCES aisle.person ON DELETE CASCADE,
  id            uuid NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('totp', 'passkey')),
  name          text NOT NULL DEFAULT '',
  secret_sealed bytea,                              -- of an authenticator app
  last_step     bigint,                             -- the newest time step that was used: a code works once
  credential_id bytea,                              -- of a passkey, with what checks its signatures
  public_key    bytea,
  sign_count    bigint,
  transports    text[] NOT NULL DEFAULT '{}',
  confirmed_at  timestamptz,                        -- null while it is being set up
  created_at    timestamptz NOT NULL DEFAULT now(),
  used_at       timestamptz,
  PRIMARY KEY (person_id, id),
  CHECK ((kind = 'totp') = (secret_sealed IS NOT NULL)),
  CHECK ((kind = 'passkey') = (credential_id IS NOT NULL AND public_key IS NOT NULL AND sign_count IS NOT NULL))
);

CREATE TABLE aisle.recovery_code (
  person_id   uuid NOT NULL REFERENCES aisle.person ON DELETE CASCADE,
  id          uuid NOT NULL,
  code_hash   bytea NOT NULL,
  used_at     timestamptz,
  PRIMARY KEY (person_id, id),
  UNIQUE (person_id, code_hash)
);

-- An account at another provider that signs this person in.
CREATE TABLE aisle.external_identity (
  person_id     uuid NOT NULL REFERENCES aisle.person ON DELETE CASCADE,
  id            uuid NOT NULL,
  provider      text NOT NULL,                      -- its name in the settings, or the id of an organization's connection
  issuer        text NOT NULL,
  subject       text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  used_at       timestamptz,
  PRIMARY KEY (person_id, id),
  UNIQUE (person_id, provider, issuer, subject)
);

-- limits and single use, counted before there is a tenant; nobody reads or writes these tables but the functions below --
CREATE TABLE aisle.attempt (
  bucket     bytea PRIMARY KEY CHECK (length(bucket) = 32),  -- HMAC of what is counted
  began_at   timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  taken      integer NOT NULL
);
CREATE INDEX attempt_expiry ON aisle.attempt (expires_at);

CREATE TABLE aisle.used_token (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  expires_at timestamptz NOT NULL
);
CREATE INDEX used_token_expiry ON aisle.used_token (expires_at);

CREATE FUNCTION aisle.take_attempt(counted bytea, most integer, span interval) RETURNS double precision
LANGUAGE sql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Count one more try. Returns 0 while there were at most so many within the span, else the seconds until it ends.
INSERT INTO aisle.attempt AS a (bucket, began_at, expires_at, taken) VALUES (counted, now(), now() + span, 1)
ON CONFLICT (bucket) DO UPDATE SET
  taken = CASE WHEN a.expires_at <= now() THEN 1 ELSE a.taken + 1 END,
  began_at = CASE WHEN a.expires_at <= now() THEN now() ELSE a.began_at END,
  expires_at = CASE WHEN a.expires_at <= now() THEN now() + span ELSE a.expires_at END
RETURNING CASE WHEN a.taken <= most THEN 0 ELSE greatest(1, extract(epoch FROM a.expires_at - now())) END;
$$;

CREATE FUNCTION aisle.forget_attempts(counted bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
DELETE FROM aisle.attempt WHERE bucket = counted;
$$;

CREATE FUNCTION aisle.use_once(token bytea, until timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- True for the first who uses this token; of fifty at the same moment, for one.
WITH added AS (INSERT INTO aisle.used_token VALUES (token, until) ON CONFLICT DO NOTHING RETURNING 1)
SELECT EXISTS (SELECT FROM added);
$$;

CREATE FUNCTION aisle.forget_expired(most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Removes a batch of what no longer counts. Returns how many rows went.
DECLARE
  attempts bigint;
  tokens bigint;
BEGIN
  DELETE FROM aisle.attempt WHERE bucket IN (SELECT bucket FROM aisle.attempt WHERE expires_at < now() ORDER BY expires_at LIMIT most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS attempts = ROW_COUNT;
  DELETE FROM aisle.used_token WHERE token_hash IN (SELECT token_hash FROM aisle.used_token WHERE expires_at < now() ORDER BY expires_at LIMIT most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS tokens = ROW_COUNT;
  RETURN attempts + tokens;
END $$;

CREATE FUNCTION aisle.list_tenants(kind_of text, after uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = aisle, pg_temp AS $$
-- Ids alone, for upkeep that walks over all tenants; only the dispatcher may. Runs with its rights, not with the owner's, from
-- whom row-level security hides every tenant, too.
SELECT organization_id FROM aisle.tenant WHERE kind = kind_of AND organization_id > after ORDER BY organization_id LIMIT most;
$$;

REVOKE ALL ON FUNCTION aisle.take_attempt, aisle.forget_attempts, aisle.use_once, aisle.forget_expired, aisle.list_tenants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.take_attempt, aisle.forget_attempts, aisle.use_once TO @app@;
GRANT EXECUTE ON FUNCTION aisle.use_once, aisle.forget_expired TO @worker@;
GRANT EXECUTE ON FUNCTION aisle.list_tenants TO @dispatcher@;
CREATE POLICY dispatch ON aisle.tenant FOR SELECT TO @dispatcher@ USING (true);
GRANT SELECT (organization_id, kind) ON aisle.tenant TO @dispatcher@;

-- rights -------------------------------------------------------------------------------------------------------
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['person', 'person_organization', 'login', 'once_token', 'factor', 'recovery_code', 'external_identity'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'person');
  END LOOP;
END $$;

ALTER TABLE aisle.directory ENABLE ROW LEVEL SECURITY;
ALTER TABLE aisle.directory FORCE ROW LEVEL SECURITY;
CREATE POLICY anyone_reads ON aisle.directory FOR SELECT USING (true);
CREATE POLICY tenant_adds ON aisle.directory FOR INSERT WITH CHECK (tenant_id = (SELECT aisle.context_organization()));
CREATE POLICY tenant_removes ON aisle.directory FOR DELETE USING (tenant_id = (SELECT aisle.context_organization()));
GRANT SELECT, INSERT, DELETE ON aisle.directory TO @app@, @worker@;
GRANT SELECT ON ALL TABLES IN SCHEMA aisle TO @backup@;
