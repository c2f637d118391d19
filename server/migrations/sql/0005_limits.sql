-- What callers may send twice, and how often they may send at all.

-- A request under an Idempotency-Key: while it runs a lease, afterwards its reply. Never shorter kept than promised.
CREATE TABLE aisle.idempotency (
  organization_id uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  principal       text NOT NULL,
  route           text NOT NULL,                    -- method and path, with the names of its parameters
  key             text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  claim_id        uuid NOT NULL,                    -- the fence: only who holds it may keep an effect
  state           text NOT NULL CHECK (state IN ('running', 'kept', 'done')),
  lease_until     timestamptz NOT NULL,
  request_hash    bytea,
  reply_sealed    bytea,                            -- status, headers, body; null where it was too large
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (organization_id, principal, route, key),
  CHECK (state = 'running' OR request_hash IS NOT NULL)
);
ALTER TABLE aisle.idempotency ALTER COLUMN reply_sealed SET STORAGE EXTERNAL;   -- sealed bytes do not compress
CREATE INDEX idempotency_expiry ON aisle.idempotency (organization_id, expires_at);
CALL aisle.protect('aisle.idempotency', 'organization');
GRANT SELECT ON aisle.idempotency TO @backup@;

-- One bucket of one rule: the time at which it will be full again (GCRA). Lost with a crash of the server, which fills all
-- buckets: that costs one burst, and saves writing every request to the log.
CREATE UNLOGGED TABLE aisle.rate_bucket (
  bucket   bytea PRIMARY KEY CHECK (length(bucket) = 16),  -- HMAC of rule and whom it limits
  full_at  timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX rate_bucket_full ON aisle.rate_bucket (full_at);

CREATE FUNCTION aisle.take_permits(
  buckets bytea[], intervals double precision[], bursts double precision[], wanted double precision[], taken double precision[]
) RETURNS double precision[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp SET plan_cache_mode = force_generic_plan AS $$
-- The generic cell rate algorithm (ATM Forum, Traffic Management 4.0, virtual scheduling) over several buckets at once: if
-- each has room for what is wanted, taken is taken from all, else from none. intervals: seconds in which one permit grows
-- back. bursts: permits that a full bucket holds. wanted: 0 takes without asking, until ten bursts are owed. taken: less
-- than 0 gives back. Returns, for each bucket, how many seconds
-- it was from being full before anything was taken.
DECLARE
  at timestamptz;
  found_at timestamptz;
  known timestamptz[] := array_fill(NULL::timestamptz, ARRAY[cardinality(buckets)]);
  debts double precision[] := array_fill(0::double precision, ARRAY[cardinality(buckets)]);
  fits boolean := true;
  i integer;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  -- In one order for all, so that two who want the same buckets wait for each other and never in a circle.
  FOR i IN SELECT n FROM generate_subscripts(buckets, 1) n ORDER BY buckets[n] LOOP
    LOOP
      SELECT b.full_at INTO found_at FROM aisle.rate_bucket b WHERE b.bucket = buckets[i] FOR UPDATE;
      EXIT WHEN FOUND;
      INSERT INTO aisle.rate_bucket VALUES (buckets[i], '-infinity') ON CONFLICT DO NOTHING;
    END LOOP;
    known[i] := found_at;
  END LOOP;
  at := clock_timestamp();
  FOR i IN 1 .. cardinality(buckets) LOOP
    IF known[i] > at THEN
      debts[i] := extract(epoch FROM known[i] - at);
    END IF;
    fits := fits AND (wanted[i] = 0 OR debts[i] + wanted[i] * intervals[i] <= bursts[i] * intervals[i] + 1e-6);
  END LOOP;
  IF fits THEN
    UPDATE aisle.rate_bucket b SET full_at = least(
      greatest(known[n], at) + taken[n] * intervals[n] * interval '1 second',
      CASE WHEN wanted[n] = 0 THEN greatest(known[n], at + 10 * bursts[n] * intervals[n] * interval '1 second') END)
    FROM generate_subscripts(buckets, 1) n WHERE b.bucket = buckets[n] AND taken[n] <> 0;
  END IF;
  RETURN debts;
END $$;

CREATE FUNCTION aisle.forget_full_buckets(most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Removes a batch of buckets that are full, which is what an absent one is. Returns how many rows went.
DECLARE
  gone bigint;
BEGIN
  DELETE FROM aisle.rate_bucket WHERE bucket IN
    (SELECT bucket FROM aisle.rate_bucket WHERE full_at < now() - interval '1 minute' ORDER BY full_at LIMIT most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

REVOKE ALL ON FUNCTION aisle.take_permits, aisle.forget_full_buckets FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.take_permits TO @app@, @worker@;
GRANT EXECUTE ON FUNCTION aisle.forget_full_buckets TO @app@, @worker@;
