-- What staff put to conversations, and how each answer came about.
CREATE TABLE aisle.conversation_label (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  conversation_id uuid NOT NULL,
  label           text NOT NULL CHECK (length(label) BETWEEN 1 AND 40),
  PRIMARY KEY (organization_id, store_id, conversation_id, label),
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);

-- Notes are for staff alone and never sent.
CREATE TABLE aisle.conversation_note (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  body            text NOT NULL CHECK (length(body) BETWEEN 1 AND 5000),
  author          text NOT NULL,                     -- the kind and the id of a credential
  created_at      timestamptz NOT NULL DEFAULT now(),
  edited_at       timestamptz,
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);
CREATE INDEX conversation_note_of ON aisle.conversation_note (organization_id, store_id, conversation_id);

-- What somebody began to write about a conversation: its author's alone.
CREATE TABLE aisle.conversation_draft (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  conversation_id uuid NOT NULL,
  author          text NOT NULL,
  body            text NOT NULL CHECK (length(body) <= 5000),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, conversation_id, author),
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);

-- Who is looking at a conversation; it has to be said again before it ends.
CREATE TABLE aisle.conversation_presence (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  conversation_id uuid NOT NULL,
  who             text NOT NULL,
  typing          boolean NOT NULL,
  ends_at         timestamptz NOT NULL,
  PRIMARY KEY (organization_id, store_id, conversation_id, who),
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);

CREATE TABLE aisle.saved_view (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  id              uuid NOT NULL,
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  owner           text NOT NULL,
  shared          boolean NOT NULL,
  filters         jsonb NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, id),
  FOREIGN KEY (organization_id, store_id) REFERENCES aisle.store ON DELETE CASCADE
);

-- How an answer came about; kept for fewer days than the answer itself.
CREATE TABLE aisle.answer_trace (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  message_id      uuid NOT NULL,
  request_id      text,                              -- under which the ledger has its calls of models
  trace           jsonb NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, message_id),
  FOREIGN KEY (organization_id, store_id, message_id) REFERENCES aisle.message ON DELETE CASCADE
);
CREATE INDEX answer_trace_age ON aisle.answer_trace (organization_id, store_id, created_at);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conversation_label', 'conversation_note', 'conversation_draft', 'conversation_presence', 'saved_view', 'answer_trace'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
