"""Every column with sealed bytes: what is sealed anew when a tenant gets another key. A test compares it with the schema."""

from aisle.core.resealing import SealedColumn

PERSON = "person_id"
SHOPPER = "encode(subject_hash, 'hex')"
SEALED = (
    SealedColumn("organization_export_part", "sealed", at_once=1),
    SealedColumn("document_file", "sealed", "version_id", at_once=1),
    SealedColumn("photo", "sealed", at_once=10),
    SealedColumn("import_run", "sealed_file", at_once=1),
    SealedColumn("person", "email_sealed", PERSON, PERSON),
    SealedColumn("once_token", "data_sealed", tenant=PERSON),
    SealedColumn("factor", "secret_sealed", tenant=PERSON),
    SealedColumn("member", "email_sealed", PERSON),
    SealedColumn("invitation", "email_sealed"),
    SealedColumn("sso_connection", "secret_sealed"),
    SealedColumn("shopper", "subject_sealed", SHOPPER),
    SealedColumn("shopper", "email_sealed", SHOPPER),
    SealedColumn("shopper", "name_sealed", SHOPPER),
    SealedColumn("shopper_key", "secret_sealed"),
    SealedColumn("idempotency", "reply_sealed", "claim_id"),
    SealedColumn("provider", "key_sealed"),
    SealedColumn("source_connection", "credentials_sealed", "source_id"),
    SealedColumn("source_hook", "secrets_sealed", "source_id"),
    SealedColumn("sync_file", "sealed", at_once=1),
    SealedColumn("shopper_code", "email_sealed", "session_id"),
)
