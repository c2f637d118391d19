-- What models were asked and what it cost: holds before calls, events after them, sums of days, budgets.
-- No foreign keys to tenants here: each would read and lock the tenant's row with every call. Who deletes a tenant takes its
-- rows along by a trigger.

-- Room taken for a call that is under way. It goes when the call is settled, or when whoever made the call is dead.
CREATE TABLE aisle.usage_hold (
  organization_id uuid NOT NULL,
  id              uuid NOT NULL,
  at              timestamptz NOT NULL,             -- when the call began
  expires_at      timestamptz NOT NULL,             -- no call lasts longer than that
  store_id        uuid,
  assistant_id    uuid,
  conversation_id uuid,
  key_id          uuid,
  principal       text,
  request_id      text,
  purpose         text NOT NULL,                    -- lease: no call's, but held ahead for several of a process
  duty            text NOT NULL,                    -- answer, shadow, vote, referee; of a lease ahead (asked for), rest
  endpoint        text NOT NULL,                    -- the model's name in the settings
  provider        text NOT NULL,
  model           text NOT NULL,                    -- as its provider calls it
  tokens_in       bigint NOT NULL,                  -- an estimate
  tokens_out      bigint NOT NULL,                  -- at most
  cost            numeric,                          -- at most; null: the price is unknown
  currency        text,
  PRIMARY KEY (organization_id, id)
) WITH (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);

-- One call, for good. What turns out otherwise later is a second row of the same id, with the differences.
CREATE TABLE aisle.usage_event (
  organization_id  uuid NOT NULL,
  at               timestamptz NOT NULL,
  id               uuid NOT NULL,                   -- of its hold: nothing is settled twice
  correction       boolean NOT NULL,
  kept_at          timestamptz NOT NULL,
  store_id         uuid,
  assistant_id     uuid,
  conversation_id  uuid,
  key_id           uuid,
  principal        text,
  request_id       text,
  purpose          text NOT NULL,
  duty             text NOT NULL,                   -- what became of its answer: handed on, compared, one of several, a choice
  endpoint         text NOT NULL,
  provider         text NOT NULL,
  model            text NOT NULL,
  outcome          text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed', 'left', 'died', 'cached')),
  error            text,
  estimated        boolean NOT NULL,
  tokens_in        bigint NOT NULL,
  tokens_out       bigint NOT NULL,
  cached_tokens    bigint NOT NULL,                 -- of tokens_in, read from the provider's cache
  stored_tokens    bigint NOT NULL,                 -- of tokens_in, written to it
  reasoning_tokens bigint NOT NULL,                 -- of tokens_out
  cost             numeric,                         -- null: the price is unknown
  currency         text,
  saved            numeric,                         -- what an answer from our own cache would have cost
  first_seconds    real,
  seconds          real,
  PRIMARY KEY (organization_id, at, id, correction),
  CHECK ((cost IS NULL AND saved IS NULL) OR currency IS NOT NULL)
) PARTITION BY RANGE (at);
CREATE INDEX usage_event_conversation ON aisle.usage_event (organization_id, conversation_id, at) WHERE conversation_id IS NOT NULL;

-- Sums of events, written with them: pages read these, however many events there are. Days are those of UTC.
CREATE TABLE aisle.usage_day (
  organization_id  uuid NOT NULL,
  day              date NOT NULL,
  store_id         uuid,
  assistant_id     uuid,
  key_id           uuid,
  purpose          text NOT NULL,
  duty             text NOT NULL,
  provider         text NOT NULL,
  model            text NOT NULL,
  currency         text,                            -- null: the price is unknown
  calls            bigint NOT NULL,
  failed           bigint NOT NULL,
  cached           bigint NOT NULL,
  estimated        bigint NOT NULL,
  tokens_in        bigint NOT NULL,
  tokens_out       bigint NOT NULL,
  cached_tokens    bigint NOT NULL,
  reasoning_tokens bigint NOT NULL,
  cost             numeric NOT NULL,
  saved            numeric NOT NULL
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX usage_day_place ON aisle.usage_day
  (organization_id, day, store_id, assistant_id, key_id, purpose, duty, provider, model, currency) NULLS NOT DISTINCT;

-- What may be spent in a month or a day (of UTC), by an organization or by one of its stores: money or tokens.
CREATE TABLE aisle.budget (
  organization_id uuid NOT NULL REFERENCES aisle.tenant ON DELETE CASCADE,
  id              uuid NOT NULL,
  store_id        uuid,                             -- null: of the whole organization
  period          text NOT NULL CHECK (period IN ('month', 'day')),
  measure         text NOT NULL CHECK (measure IN ('amount', 'tokens')),
  amount          numeric CHECK (amount >= 0),
  currency        text CHECK (currency ~ '^[A-Z]{3}$'),
  tokens          bigint CHECK (tokens >= 0),
  warn_share      numeric NOT NULL CHECK (warn_share > 0 AND warn_share <= 1),
  changed_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE,
  CHECK (CASE measure WHEN 'amount' THEN amount IS NOT NULL AND currency IS NOT NULL AND tokens IS NULL
                      ELSE tokens IS NOT NULL AND amount IS NULL AND currency IS NULL END)
);
CREATE UNIQUE INDEX budget_place ON aisle.budget (organization_id, store_id, period, measure) NULLS NOT DISTINCT;

-- What of a budget is spent and held in one period: always the sum of events and holds, and taken anew from them if missing.
CREATE TABLE aisle.budget_count (
  organization_id uuid NOT NULL,
  budget_id       uuid NOT NULL,
  starts          date NOT NULL,
  spent           numeric NOT NULL,                 -- in the budget's currency
  tokens          bigint NOT NULL,
  unpriced        bigint NOT NULL,                  -- tokens whose price is unknown, or in another currency
  held            numeric NOT NULL,
  held_tokens     bigint NOT NULL,
  warned_at       timestamptz,
  PRIMARY KEY (organization_id, budget_id, starts),
  FOREIGN KEY (organization_id, budget_id) REFERENCES aisle.budget ON DELETE CASCADE
) WITH (fillfactor = 50);

CALL aisle.protect('aisle.usage_hold', 'maybe_store');
CALL aisle.protect('aisle.usage_event', 'maybe_store');
CALL aisle.protect('aisle.usage_day', 'maybe_store');
CALL aisle.protect('aisle.budget', 'maybe_store');
CALL aisle.protect('aisle.budget_count', 'organization');
-- What was spent is written by the functions below alone, and changed by nobody.
REVOKE INSERT, UPDATE, DELETE ON aisle.usage_hold, aisle.usage_event, aisle.usage_day, aisle.budget_count FROM @app@, @worker@;
GRANT UPDATE (warned_at) ON aisle.budget_count TO @app@, @worker@;
CREATE POLICY dispatch ON aisle.usage_hold FOR SELECT TO @dispatcher@ USING (true);
GRANT SELECT (organization_id, expires_at) ON aisle.usage_hold TO @dispatcher@;

CREATE FUNCTION aisle.make_usage_month(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Makes the partition of a month unless it is there. Attached afterwards, so that no writer of another month waits.
DECLARE
  starts date := date_trunc('month', month);
  child text := to_char(starts, '"usage_event_"YYYY_MM');
BEGIN
  IF starts < date '2020-01-01' OR starts > now() + interval '5 years' THEN
    RAISE EXCEPTION 'no calls are made in %', month USING ERRCODE = '22008';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('aisle.usage_event', 0));
  IF to_regclass('aisle.' || child) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE aisle.%I (LIKE aisle.usage_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child);
  EXECUTE format('ALTER TABLE aisle.usage_event ATTACH PARTITION aisle.%I FOR VALUES FROM (%L) TO (%L)', child,
                 starts::text || ' 00:00+00', (starts + interval '1 month')::date::text || ' 00:00+00');
  EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', child);
  RETURN true;
END $$;

CREATE FUNCTION aisle.lock_usage(tenant uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Taken by all who write the ledger of a tenant: alone where there are budgets, which one after the other draws on, else
-- together. Returns whether alone.
DECLARE
  alone boolean := EXISTS (SELECT FROM budget b WHERE b.organization_id = tenant);
  name bigint := hashtextextended('aisle.usage:' || tenant, 0);
BEGIN
  IF alone THEN
    PERFORM pg_advisory_xact_lock(name);
  ELSE
    PERFORM pg_advisory_xact_lock_shared(name);
  END IF;
  RETURN alone;
END $$;

CREATE FUNCTION aisle.count_usage(tenant uuid, events aisle.usage_event[], opened aisle.usage_hold[], gone aisle.usage_hold[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Adds new events to their days, and events and holds to the counts of budgets that are there.
BEGIN
  INSERT INTO usage_day AS d (organization_id, day, store_id, assistant_id, key_id, purpose, duty, provider, model, currency,
                              calls, failed, cached, estimated, tokens_in, tokens_out, cached_tokens, reasoning_tokens, cost, saved)
  SELECT tenant, (e.at AT TIME ZONE 'UTC')::date, e.store_id, e.assistant_id, e.key_id, e.purpose, e.duty, e.provider, e.model, e.currency,
         count(*) FILTER (WHERE NOT e.correction), count(*) FILTER (WHERE e.outcome IN ('refused', 'failed', 'died') AND NOT e.correction),
         count(*) FILTER (WHERE e.outcome = 'cached'), count(*) FILTER (WHERE e.estimated AND NOT e.correction),
         sum(e.tokens_in), sum(e.tokens_out), sum(e.cached_tokens), sum(e.reasoning_tokens), sum(coalesce(e.cost, 0)), sum(coalesce(e.saved, 0))
  FROM unnest(events) e
  GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10
  ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10                 -- in one order for all, so that nobody waits in a circle
  ON CONFLICT (organization_id, day, store_id, assistant_id, key_id, purpose, duty, provider, model, currency) DO UPDATE SET
    calls = d.calls + excluded.calls, failed = d.failed + excluded.failed, cached = d.cached + excluded.cached,
    estimated = d.estimated + excluded.estimated, tokens_in = d.tokens_in + excluded.tokens_in,
    tokens_out = d.tokens_out + excluded.tokens_out, cached_tokens = d.cached_tokens + excluded.cached_tokens,
    reasoning_tokens = d.reasoning_tokens + excluded.reasoning_tokens, cost = d.cost + excluded.cost, saved = d.saved + excluded.saved;
  IF NOT EXISTS (SELECT FROM budget b WHERE b.organization_id = tenant) THEN
    RETURN;
  END IF;
  UPDATE budget_count c SET spent = c.spent + x.spent, tokens = c.tokens + x.tokens, unpriced = c.unpriced + x.unpriced,
                            held = c.held + x.held, held_tokens = c.held_tokens + x.held_tokens
  FROM (
    SELECT b.id, date_trunc(b.period, m.at AT TIME ZONE 'UTC')::date AS starts,
           coalesce(sum(m.cost) FILTER (WHERE m.currency = b.currency), 0) AS spent, sum(m.tokens) AS tokens,
           coalesce(sum(m.tokens) FILTER (WHERE m.currency IS DISTINCT FROM b.currency), 0) AS unpriced,
           coalesce(sum(m.held) FILTER (WHERE m.currency = b.currency), 0) AS held, sum(m.held_tokens) AS held_tokens
    FROM (
      SELECT e.store_id, e.at, e.currency, e.cost, e.tokens_in + e.tokens_out AS tokens, 0 AS held, 0 AS held_tokens FROM unnest(events) e
      UNION ALL SELECT h.store_id, h.at, h.currency, 0, 0, h.cost, h.tokens_in + h.tokens_out FROM unnest(opened) h
      UNION ALL SELECT h.store_id, h.at, h.currency, 0, 0, -h.cost, -(h.tokens_in + h.tokens_out) FROM unnest(gone) h
    ) m JOIN budget b ON b.organization_id = tenant AND (b.store_id IS NULL OR b.store_id = m.store_id)
    GROUP BY 1, 2
  ) x
  WHERE (c.organization_id, c.budget_id, c.starts) = (tenant, x.id, x.starts);
END $$;

CREATE FUNCTION aisle.recount_budgets(tenant uuid, wanted aisle.usage_hold[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Takes missing counts anew from the ledger: of the budgets and periods that these holds draw on. Call it under the lock.
BEGIN
  -- Those that are there stay until the transaction ends; without, one could go missing between here and its use.
  PERFORM FROM budget_count c WHERE c.organization_id = tenant
    AND c.starts >= (SELECT min(date_trunc('month', w.at AT TIME ZONE 'UTC')::date) FROM unnest(wanted) w) FOR UPDATE;
  INSERT INTO budget_count (organization_id, budget_id, starts, spent, tokens, unpriced, held, held_tokens)
  SELECT tenant, b.id, p.starts, coalesce(d.spent, 0), coalesce(d.tokens, 0), coalesce(d.unpriced, 0), coalesce(h.held, 0), coalesce(h.tokens, 0)
  FROM budget b
  CROSS JOIN LATERAL (
    SELECT DISTINCT date_trunc(b.period, w.at AT TIME ZONE 'UTC')::date AS starts FROM unnest(wanted) w
    WHERE b.store_id IS NULL OR b.store_id = w.store_id
  ) p
  LEFT JOIN LATERAL (
    SELECT sum(d.cost) FILTER (WHERE d.currency = b.currency) AS spent, sum(d.tokens_in + d.tokens_out) AS tokens,
           sum(d.tokens_in + d.tokens_out) FILTER (WHERE d.currency IS DISTINCT FROM b.currency) AS unpriced
    FROM usage_day d WHERE d.organization_id = tenant AND d.day >= p.starts AND d.day < p.starts + ('1 ' || b.period)::interval
      AND (b.store_id IS NULL OR b.store_id = d.store_id)
  ) d ON true
  LEFT JOIN LATERAL (
    SELECT sum(h.cost) FILTER (WHERE h.currency = b.currency) AS held, sum(h.tokens_in + h.tokens_out) AS tokens
    FROM usage_hold h WHERE h.organization_id = tenant AND date_trunc(b.period, h.at AT TIME ZONE 'UTC')::date = p.starts
      AND (b.store_id IS NULL OR b.store_id = h.store_id)
  ) h ON true
  WHERE b.organization_id = tenant
    AND NOT EXISTS (SELECT FROM budget_count c WHERE (c.organization_id, c.budget_id, c.starts) = (tenant, b.id, p.starts))
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION aisle.refuse_hold(tenant uuid, batch aisle.usage_hold[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- The budget that has no room for all of these holds, with what a refusal says; NULL where every one has.
SELECT jsonb_build_object('budget_id', b.id, 'store_id', b.store_id, 'period', b.period, 'measure', b.measure, 'is_zero',
                          coalesce(b.amount, b.tokens) = 0, 'ends', x.starts + ('1 ' || b.period)::interval)
FROM budget b
JOIN (
  SELECT b.id, date_trunc(b.period, h.at AT TIME ZONE 'UTC')::date AS starts, sum(w.times * (h.tokens_in + h.tokens_out)) AS tokens,
         coalesce(sum(w.times * h.cost) FILTER (WHERE h.currency = b.currency), 0) AS cost,
         bool_or(h.cost IS NULL OR h.currency <> b.currency) AS has_unpriced
  FROM unnest(batch) h
  -- A process holds ahead only what is a small part of what is left: near its end, a budget is held call by call.
  CROSS JOIN LATERAL (SELECT CASE WHEN h.purpose = 'lease' AND h.duty = 'ahead' THEN 32 ELSE 1 END AS times) w
  JOIN budget b ON b.organization_id = tenant AND (b.store_id IS NULL OR b.store_id = h.store_id)
  GROUP BY 1, 2
) x ON x.id = b.id
JOIN budget_count c ON (c.organization_id, c.budget_id, c.starts) = (tenant, b.id, x.starts)
WHERE b.organization_id = tenant AND CASE b.measure
  WHEN 'tokens' THEN c.tokens + c.held_tokens + x.tokens > b.tokens
  -- What costs nobody knows how much cannot be added up; it ends with the money.
  ELSE b.amount = 0 OR c.spent + c.held + x.cost > b.amount OR (x.has_unpriced AND c.spent + c.held >= b.amount) END
ORDER BY b.store_id NULLS FIRST, b.period, b.measure LIMIT 1;
$$;

CREATE FUNCTION aisle.keep_usage(context text, tenant uuid, opened jsonb, closed jsonb, dropped uuid[], lease double precision) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp SET plan_cache_mode = force_generic_plan AS $$
-- One batch of a tenant's ledger in one transaction and one round trip: calls that ended become events and their holds go,
-- calls that were never made give their holds back, calls that are about to be made get holds, or are refused.
-- context: signed, as for every transaction. opened, closed: rows of usage_hold and usage_event. Repeating a batch does
-- nothing more. Returns {refused: [{id, ...budget}], warn: [budget ids], budgeted}: whether the tenant has budgets.
DECLARE
  of_event usage_event;
  of_hold usage_hold;
  one usage_hold;
  known uuid[];
  events usage_event[] := '{}';
  late usage_event[] := '{}';
  gone usage_hold[] := '{}';
  wanted usage_hold[] := '{}';
  made usage_hold[] := '{}';
  why jsonb;
  refused jsonb := '[]';
  alone boolean;
BEGIN
  PERFORM set_config('aisle.context', context, true);
  IF closed = '[]' THEN
    -- A hold is there for a process that dies, which needs no disk. Where the whole database dies in the moment before it is
    -- written, so does the call, or it ends as an event of its own.
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;
  alone := lock_usage(tenant);
  IF closed <> '[]' OR dropped <> '{}' THEN
    of_event.organization_id := tenant;
    of_event.correction := false;
    of_event.kept_at := now();
    WITH went AS (
      DELETE FROM usage_hold h WHERE h.organization_id = tenant
        AND h.id = ANY (dropped || ARRAY(SELECT (e.value ->> 'id')::uuid FROM jsonb_array_elements(closed) e)) RETURNING h.*
    ), kept AS (
      INSERT INTO usage_event SELECT * FROM jsonb_populate_recordset(of_event, closed) ON CONFLICT DO NOTHING RETURNING *
    )
    SELECT coalesce((SELECT array_agg(ROW(went.*)::usage_hold) FROM went), '{}'),
           coalesce((SELECT array_agg(ROW(kept.*)::usage_event) FROM kept), '{}') INTO gone, events;
    IF cardinality(events) < jsonb_array_length(closed) THEN
      -- Who was thought dead lived: what the call took in truth, less what it was thought to have taken.
      WITH kept AS (
        INSERT INTO usage_event
        SELECT (jsonb_populate_record(s, jsonb_build_object(
          'correction', true, 'tokens_in', s.tokens_in - e.tokens_in, 'tokens_out', s.tokens_out - e.tokens_out,
          'cost', CASE WHEN coalesce(s.cost, e.cost) IS NOT NULL THEN coalesce(s.cost, 0) - coalesce(e.cost, 0) END,
          'currency', coalesce(s.currency, e.currency)))).*
        FROM jsonb_populate_recordset(of_event, closed) s
        JOIN usage_event e ON (e.organization_id, e.at, e.id, e.correction, e.outcome) = (tenant, s.at, s.id, false, 'died')
        WHERE s.outcome <> 'died'  -- a recovery that is done once more has nothing to add
        ON CONFLICT DO NOTHING RETURNING *
      )
      SELECT coalesce(array_agg(ROW(kept.*)::usage_event), '{}') INTO late FROM kept;
    END IF;
    PERFORM count_usage(tenant, events || late, '{}', gone);
  END IF;
  IF opened <> '[]' THEN
    of_hold.organization_id := tenant;
    of_hold.expires_at := now() + lease * interval '1 second';
    -- A filter and no join, which would not keep the order.
    known := ARRAY(SELECT k.id FROM usage_hold k WHERE k.organization_id = tenant
                   AND k.id = ANY (ARRAY(SELECT (o.value ->> 'id')::uuid FROM jsonb_array_elements(opened) o)));
    wanted := ARRAY(SELECT h FROM jsonb_populate_recordset(of_hold, opened) h WHERE h.id <> ALL (known));
    IF alone THEN
      PERFORM recount_budgets(tenant, wanted);
    END IF;
    IF alone AND refuse_hold(tenant, wanted) IS NOT NULL THEN
      -- Not all of them fit: one after the other, as they came.
      FOREACH one IN ARRAY wanted LOOP
        why := refuse_hold(tenant, ARRAY[one]);
        IF why IS NOT NULL THEN
          refused := refused || jsonb_build_array(why || jsonb_build_object('id', one.id));
        ELSE
          made := made || one;
          PERFORM count_usage(tenant, '{}', ARRAY[one], '{}');
        END IF;
      END LOOP;
    ELSE
      made := wanted;
      -- A budget that came after the lock was taken counts what it does not yet refuse.
      IF EXISTS (SELECT FROM budget b WHERE b.organization_id = tenant) THEN
        PERFORM count_usage(tenant, '{}', made, '{}');
      END IF;
    END IF;
    INSERT INTO usage_hold SELECT * FROM unnest(made);
  END IF;
  RETURN jsonb_build_object('refused', refused, 'warn', CASE WHEN alone THEN budgets_to_warn_of(tenant) ELSE '[]' END, 'budgeted', alone);
END $$;

CREATE FUNCTION aisle.budgets_to_warn_of(tenant uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Ids of budgets whose share is reached in a period for which nobody was told.
SELECT coalesce(jsonb_agg(DISTINCT b.id), '[]') FROM budget b JOIN budget_count c ON (c.organization_id, c.budget_id) = (tenant, b.id)
WHERE b.organization_id = tenant AND c.warned_at IS NULL AND coalesce(b.amount, b.tokens) > 0
  AND CASE b.measure WHEN 'amount' THEN c.spent ELSE c.tokens END >= coalesce(b.amount, b.tokens) * b.warn_share;
$$;

CREATE FUNCTION aisle.forget_counts(tenant uuid, budget uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Has the counts of a budget taken anew with the next call.
BEGIN
  PERFORM lock_usage(tenant);
  DELETE FROM budget_count WHERE organization_id = tenant AND budget_id = budget;
END $$;

CREATE FUNCTION aisle.sweep_usage(tenant uuid, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- Turns holds that nobody can settle any more into events of calls that died, at what they may have taken at most. Returns how many.
DECLARE
  dead usage_hold[];
  events usage_event[];
BEGIN
  PERFORM lock_usage(tenant);
  WITH went AS (
    DELETE FROM usage_hold h WHERE h.organization_id = tenant AND h.id IN
      (SELECT k.id FROM usage_hold k WHERE k.organization_id = tenant AND k.expires_at < now() ORDER BY k.id LIMIT most FOR UPDATE SKIP LOCKED)
    RETURNING h.*
  ), kept AS (
    INSERT INTO usage_event
    SELECT organization_id, at, id, false, now(), store_id, assistant_id, conversation_id, key_id, principal, request_id, purpose, duty, endpoint,
           provider, model, 'died', NULL, true, tokens_in, tokens_out, 0, 0, 0, cost, currency, NULL, NULL, NULL
    FROM went WHERE purpose <> 'lease'               -- what calls took of it, the journal of its process has
    ON CONFLICT DO NOTHING RETURNING *
  )
  SELECT coalesce((SELECT array_agg(ROW(went.*)::usage_hold) FROM went), '{}'),
         coalesce((SELECT array_agg(ROW(kept.*)::usage_event) FROM kept), '{}') INTO dead, events;
  PERFORM count_usage(tenant, events, '{}', dead);
  RETURN cardinality(dead);
END $$;

CREATE FUNCTION aisle.forget_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = aisle, pg_temp AS $$
-- The ledger of a tenant goes with the tenant.
BEGIN
  DELETE FROM usage_hold WHERE organization_id = OLD.organization_id;
  DELETE FROM usage_event WHERE organization_id = OLD.organization_id;
  DELETE FROM usage_day WHERE organization_id = OLD.organization_id;
  RETURN OLD;
END $$;
CREATE TRIGGER forget_usage BEFORE DELETE ON aisle.tenant FOR EACH ROW EXECUTE FUNCTION aisle.forget_usage();

REVOKE ALL ON FUNCTION aisle.make_usage_month, aisle.lock_usage, aisle.count_usage, aisle.recount_budgets, aisle.refuse_hold,
  aisle.keep_usage, aisle.budgets_to_warn_of, aisle.forget_counts, aisle.sweep_usage, aisle.forget_usage FROM PUBLIC;
GRANT EXECUTE ON FUNCTION aisle.make_usage_month, aisle.keep_usage, aisle.forget_counts TO @app@, @worker@;
GRANT EXECUTE ON FUNCTION aisle.sweep_usage TO @worker@;
GRANT SELECT ON aisle.usage_hold, aisle.usage_event, aisle.usage_day, aisle.budget, aisle.budget_count TO @backup@;
DO $$
BEGIN
  FOR ahead IN -1 .. 3 LOOP
    PERFORM aisle.make_usage_month((date_trunc('month', now()) + ahead * interval '1 month')::date);
  END LOOP;
END $$;
