-- Every database role of Aisle and what it may do. Run by `aisle migrate` before each upgrade; safe to repeat.
-- A test compares the catalog with this file. @name@ is replaced by the role's name (prefix AISLE_DB_ROLE_PREFIX).
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
      ('@owner@',      'NOLOGIN'),    -- owns schema, tables and functions; nobody signs in as it
      ('@migrator@',   'NOLOGIN'),    -- may become the owner; the migration job alone holds it
      ('@app@',        'LOGIN'),      -- the API: rows of one tenant at a time
      ('@worker@',     'LOGIN'),      -- jobs: as the API, with longer timeouts
      ('@dispatcher@', 'LOGIN'),      -- sees which job is due across tenants, never a payload
      ('@auditor@',    'NOLOGIN'),    -- may append to the audit log and nothing else
      ('@breakglass@', 'NOLOGIN'),    -- reads across tenants; enabled for minutes, by hand, with a ticket
      ('@backup@',     'NOLOGIN')     -- reads everything for dumps
    ) AS roles(name, login)
  LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted.name) THEN
      EXECUTE format('CREATE ROLE %I %s NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', wanted.name, wanted.login);
    END IF;
  END LOOP;
END $$;

GRANT @owner@ TO @migrator@;

-- BYPASSRLS can only be given by a role that has it; managed services refuse. Nothing Aisle does depends on it.
DO $$
BEGIN
  ALTER ROLE @breakglass@ BYPASSRLS;
  ALTER ROLE @backup@ BYPASSRLS;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'this server does not grant BYPASSRLS: @breakglass@ and @backup@ stay without it';
END $$;

ALTER ROLE @app@ SET statement_timeout = '5s';
ALTER ROLE @app@ SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE @app@ SET lock_timeout = '2s';
ALTER ROLE @worker@ SET statement_timeout = '120s';
ALTER ROLE @worker@ SET idle_in_transaction_session_timeout = '180s';
ALTER ROLE @worker@ SET lock_timeout = '30s';
ALTER ROLE @dispatcher@ SET statement_timeout = '5s';
ALTER ROLE @dispatcher@ SET lock_timeout = '2s';
