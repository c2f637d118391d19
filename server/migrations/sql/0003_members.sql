-- Who belongs to an organization and what they may do there.

CREATE TABLE aisle.member (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  person_id       uuid NOT NULL,
  name            text NOT NULL,                    -- as the person wrote it; follows their own row
  email_sealed    bytea NOT NULL,
  joined_by       text NOT NULL CHECK (joined_by IN ('founding', 'invitation', 'sso', 'operator')),
  connection_id   uuid,                             -- the single sign-on that made this member, or that they belong to
  joined_at       timestamptz NOT NULL DEFAULT now(),
  seen_at         timestamptz,                      -- when they last did anything here, to the minute
  suspended_at    timestamptz,
  suspended_why   text,
  PRIMARY KEY (organization_id, person_id)
);

-- Roles of an organization's own; the usual ones are in the code.
CREATE TABLE aisle.role (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  id              uuid NOT NULL,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  actions         text[] NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name)
);

-- A member may have several roles: for the whole organization (no store) or for single stores.
CREATE TABLE aisle.member_role (
  organization_id uuid NOT NULL,
  person_id       uuid NOT NULL,
  store_id        uuid,
  role            text,                             -- one of the usual, or
  role_id         uuid,                             -- one of the organization's own
  UNIQUE NULLS NOT DISTINCT (organization_id, person_id, store_id, role, role_id),
  FOREIGN KEY (organization_id, person_id) REFERENCES aisle.member ON DELETE CASCADE,
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  FOREIGN KEY (organization_id, role_id) REFERENCES aisle.role ON DELETE CASCADE,
  CHECK ((role IS NULL) <> (role_id IS NULL))
);

CREATE TABLE aisle.invitation (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  id              uuid NOT NULL,
  email_hash      bytea NOT NULL,
  email_sealed    bytea NOT NULL,
  grants          jsonb NOT NULL,                   -- [{role | role_id, store_id?}], checked again when it is accepted
  secret_hash     bytea,                            -- null until the mail is made
  mail_job_id     uuid,                             -- the job whose mail counts: sending again takes the link of the mail before
  invited_by      uuid,                             -- a member, whose rights are looked at again; null: the operator
  created_at      timestamptz NOT NULL DEFAULT now(),
  sent_at         timestamptz,
  expires_at      timestamptz NOT NULL,
  accepted_at     timestamptz,
  revoked_at      timestamptz,
  PRIMARY KEY (organization_id, id)
);

-- An operator of the installation inside a tenant: why, how long, and who let them; the tenant sees and ends it.
CREATE TABLE aisle.visit (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  id              uuid NOT NULL,
  person_id       uuid NOT NULL,
  name            text NOT NULL,
  reason          text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
  writes          boolean NOT NULL DEFAULT false,
  secret_hash     bytea NOT NULL,                   -- of the token that the visitor brings
  began_at        timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  PRIMARY KEY (organization_id, id)
);

-- Operators of the installation. The signature is made with a key outside the database: a row written by SQL proves nothing.
CREATE TABLE aisle.platform_operator (
  person_id  uuid PRIMARY KEY REFERENCES aisle.person ON DELETE CASCADE,
  granted_at timestamptz NOT NULL DEFAULT now(),
  signature  bytea NOT NULL
);

-- Single sign-on of an organization: an OpenID provider or a SAML identity provider.
CREATE TABLE aisle.sso_connection (
  organization_id uuid NOT NULL REFERENCES aisle.organization ON DELETE CASCADE,
  id              uuid NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('oidc', 'saml')),
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  settings        jsonb NOT NULL,                   -- issuer, client id; entity id, addresses, certificates; roles by group
  secret_sealed   bytea,                            -- a client's secret
  enabled         boolean NOT NULL DEFAULT false,
  required        boolean NOT NULL DEFAULT false,   -- members of its domains come through it, and in no other way
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);

-- A mail domain that an organization says is its own; verified by a record in DNS or a file on its site.
CREATE TABLE aisle.sso_domain (
  organization_id uuid NOT NULL,
  domain          text NOT NULL CHECK (domain = lower(domain)),
  connection_id   uuid NOT NULL,
  proof           text NOT NULL,                    -- what has to be found there
  verified_at     timestamptz,
  checked_at      timestamptz NOT NULL DEFAULT now(),
  failures        integer NOT NULL DEFAULT 0,       -- days in a row on which the proof was not there
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, domain),
  FOREIGN KEY (organization_id, connection_id) REFERENCES aisle.sso_connection ON DELETE CASCADE
);

-- shoppers -----------------------------------------------------------------------------------------------------
-- A customer of the shop who was proven, by the shop's own signature or by a code to their address.
CREATE TABLE aisle.shopper (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  subject_hash    bytea NOT NULL,                   -- of the shop's own customer id, or of the address
  proof           text NOT NULL CHECK (proof IN ('signed', 'email_code')),
  subject_sealed  bytea NOT NULL,
  email_sealed    bytea,
  email_hash      bytea,                            -- finds who asks what is kept of them, or to be forgotten
  name_sealed     bytea,
  created_at      timestamptz NOT NULL DEFAULT now(),
  seen_at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, proof, subject_hash),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);
ALTER TABLE aisle.shopper_session ADD FOREIGN KEY (organization_id, store_id, shopper_id) REFERENCES aisle.shopper;
CREATE INDEX shopper_session_of ON aisle.shopper_session (organization_id, store_id, shopper_id) WHERE shopper_id IS NOT NULL;

-- Keys with which a shop's server signs who its customer is.
CREATE TABLE aisle.shopper_key (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  algorithm       text NOT NULL CHECK (algorithm IN ('HS256', 'RS256', 'ES256', 'EdDSA')),
  secret_sealed   bytea,                            -- for HS256
  public_key      text,                             -- PEM, for the others
  created_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz,                      -- set when another takes its place
  revoked_at      timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK ((algorithm = 'HS256') = (secret_sealed IS NOT NULL) AND (algorithm <> 'HS256') = (public_key IS NOT NULL))
);

CREATE INDEX shopper_email ON aisle.shopper (organization_id, store_id, email_hash) WHERE email_hash IS NOT NULL;

-- A code on its way to a shopper's address.
CREATE TABLE aisle.shopper_code (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  session_id      uuid NOT NULL,
  email_hash      bytea NOT NULL,
  email_sealed    bytea NOT NULL,
  code_hash       bytea,                            -- null until the mail is made
  mail_job_id     uuid,                             -- the job whose mail counts: one to an earlier address must not set its code
  created_at      timestamptz NOT NULL DEFAULT now(),
  expires_at      timestamptz NOT NULL,
  used_at         timestamptz,
  PRIMARY KEY (organization_id, store_id, session_id),
  FOREIGN KEY (organization_id, store_id, session_id) REFERENCES aisle.shopper_session ON DELETE CASCADE
);

-- rights -------------------------------------------------------------------------------------------------------
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['member', 'role', 'member_role', 'invitation', 'visit', 'sso_connection', 'sso_domain'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'organization');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['shopper', 'shopper_key', 'shopper_code'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
  END LOOP;
END $$;
CALL aisle.protect('aisle.platform_operator', 'person');
GRANT SELECT ON ALL TABLES IN SCHEMA aisle TO @backup@;
