"""How people sign in, how they get mail, and how long it is kept what they did."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, field_validator
from pydantic_settings import NoDecode

from aisle.core.settings.addresses import MailServerUrl, WebUrl
from aisle.core.settings.reading import EmptyIsUnset, FromJson
from aisle.core.settings.sign_in import ProviderName, SignInProviderSettings

SENDER = re.compile(r"[^<>@\r\n\"]* ?<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+")
LEAST_AUDIT_DAYS = 30


class PeopleSettings(BaseModel):
    """Passwords, mail, the audit log and sign-in with others."""

    password_threads: int = Field(
        1,
        ge=1,
        le=64,
        description="Passwords each API process hashes at once; each takes 19 MiB and at most a quarter of a core: some 15 sign-ins a second.",
    )
    password_ranges: WebUrl = Field(
        None,
        description="Address of a range API of stolen passwords, such as https://api.pwnedpasswords.com/range. Empty: the list at hand.",
    )
    client_attempts: int = Field(
        100,
        ge=1,
        description="Sign-ins, sign-ups and requests for mails from one client's address within ten minutes.",
    )
    smtp_url: MailServerUrl = Field(
        None,
        description="Mail server: smtps://user:password@host:465, or smtp:// for STARTTLS. Empty: mails are printed, in production off.",
    )
    mail_from: str = Field(
        "",
        max_length=320,
        description="Sender of mails, such as Aisle <no-reply@shop.example>. Needed with AISLE_SMTP_URL.",
    )
    audit_days: int = Field(
        400, ge=0, le=36_500, description="Days that entries of the audit log are kept. 0: for ever."
    )
    audit_heads: Annotated[Path | None, EmptyIsUnset] = Field(
        None,
        description="Folder for the signed heads of audit logs, best on another machine. Empty: in AISLE_HOME.",
    )
    sign_in_providers: Annotated[dict[ProviderName, SignInProviderSettings], NoDecode, FromJson] = Field(
        {},
        description="Providers that people may sign in with, by name, as JSON: kind, client_id, client_secret, issuer.",
    )
    firebase_project: str = Field(
        "",
        pattern=r"^[a-z0-9-]{0,60}$",
        description="Firebase project whose id tokens sign people in. Empty: none are taken.",
    )
    firebase_emulator: bool = Field(
        False, description="Take the unsigned tokens of the Firebase emulator instead (development only)."
    )

    @field_validator("audit_days")
    @classmethod
    def _is_long_enough(cls, value: int) -> int:
        if 0 < value < LEAST_AUDIT_DAYS:
            raise ValueError(f"entries are kept for {LEAST_AUDIT_DAYS} days at least, or with 0 for ever")
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        if value and not SENDER.fullmatch(value):
            raise ValueError("write an address, or a name and an address: Aisle <no-reply@shop.example>")
        return value
