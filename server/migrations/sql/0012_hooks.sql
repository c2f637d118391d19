-- What shops tell by themselves: webhooks, as they were sent, and how they stand at the shop.

CREATE TABLE aisle.source_hook (
  organization_id  uuid NOT NULL,
  store_id         uuid NOT NULL,
  source_id        uuid NOT NULL,
  secrets_sealed   bytea,                               -- what deliveries are signed with, the newest first
  subscriptions    jsonb NOT NULL DEFAULT '[]',         -- as the shop has them
  code             text,                                -- why nothing comes, or not all of it
  detail           text,
  checked_at       timestamptz,
  next_check_at    timestamptz DEFAULT now(),
  last_delivery_at timestamptz,
  PRIMARY KEY (organization_id, store_id, source_id),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);

-- The inbox: a delivery is stored before it is acknowledged, and read by a job.
CREATE TABLE aisle.hook_delivery (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  source_id       uuid NOT NULL,
  key             bytea NOT NULL CHECK (length(key) = 32),  -- the same for repeated deliveries of one event
  headers         jsonb NOT NULL,
  body            bytea NOT NULL,                       -- emptied once it has been read
  bytes           integer NOT NULL,
  state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'ignored', 'dead')),
  reason          text,
  run_id          uuid,                                 -- what it set off
  received_at     timestamptz NOT NULL DEFAULT now(),
  read_at         timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  UNIQUE (organization_id, store_id, source_id, key),
  FOREIGN KEY (organization_id, store_id, source_id) REFERENCES aisle.source ON DELETE CASCADE
);
CREATE INDEX hook_delivery_waiting ON aisle.hook_delivery (organization_id, store_id, source_id, received_at) INCLUDE (bytes) WHERE state = 'waiting';
CREATE INDEX hook_delivery_age ON aisle.hook_delivery (organization_id, store_id, source_id, received_at, id);

CALL aisle.protect('aisle.source_hook', 'store');
CALL aisle.protect('aisle.hook_delivery', 'store');
GRANT SELECT ON aisle.source_hook, aisle.hook_delivery TO @backup@;

-- Which stores have webhooks that are to be looked at, and nothing more of them.
CREATE POLICY dispatch ON aisle.source_hook FOR SELECT TO @dispatcher@ USING (true);
GRANT SELECT (organization_id, store_id, source_id, next_check_at) ON aisle.source_hook TO @dispatcher@;
