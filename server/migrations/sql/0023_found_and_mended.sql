-- Words of conversations, so that staff find them; and which feedback somebody has dealt with.

-- One row for each word of a conversation under each of its forms: as written, folded, and its stem. Rows and equality of
-- plain values, since only leakproof operators may use an index below row-level security: those of full-text search are not.
CREATE TABLE aisle.conversation_word (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  conversation_id uuid NOT NULL,
  word            text COLLATE "C" NOT NULL CHECK (length(word) BETWEEN 1 AND 64),
  PRIMARY KEY (organization_id, store_id, conversation_id, word),
  FOREIGN KEY (organization_id, store_id, conversation_id) REFERENCES aisle.conversation ON DELETE CASCADE
);
CREATE INDEX conversation_word_found ON aisle.conversation_word (organization_id, store_id, word);

-- A thread's messages, their ratings and troubles are looked up by conversation.
CREATE INDEX message_conversation ON aisle.message (organization_id, store_id, conversation_id);

-- Feedback that somebody of the staff has dealt with. What a shopper says anew after that is open again.
CREATE TABLE aisle.feedback_dealt (
  organization_id uuid NOT NULL,
  store_id        uuid NOT NULL,
  message_id      uuid NOT NULL,
  dealt_by        text NOT NULL,                     -- the kind and the id of a credential
  dealt_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, store_id, message_id),
  FOREIGN KEY (organization_id, store_id, message_id) REFERENCES aisle.feedback ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conversation_word', 'feedback_dealt'] LOOP
    CALL aisle.protect(('aisle.' || name)::regclass, 'store');
    EXECUTE format('GRANT SELECT ON aisle.%I TO @backup@', name);
  END LOOP;
END $$;
