"""How a shop's webhooks are described: how they are signed, and what they mean. All of it is data."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aisle.sources.records import Resource

Expression = Annotated[str, Field(min_length=1, max_length=2000)]
Header = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_\-]+$")]
Path = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^/([^/\\{}][^\\{}]*)?$")]


class HookShape(BaseModel):
    """Unknown keys are refused: a typing error would be a check that is never made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class HmacShape(HookShape):
    """A keyed hash (RFC 2104) with the secret that both sides know.

    Attributes:
        header: Where the signature stands; several stand with blanks between.
        prefix: Before each of them, such as "sha256=" or "v1,".
        key_encoding: How the secret is written.
        signed: What is signed: the body, and what stands in the headers `sent` and `id`, such as "{id}.{sent}.{body}".
        sent: The header that says when it was sent; outside the window a delivery is refused. It must be signed.
        id: The header that names the delivery, the same when it comes again. It must be signed.
    """

    kind: Literal["hmac"]
    header: Header
    algorithm: Literal["sha256", "sha384", "sha512"] = "sha256"
    encoding: Literal["hex", "base64"] = "hex"
    prefix: str = Field(default="", max_length=50, pattern=r"^[!-~]*$")
    key_encoding: Literal["text", "base64", "hex"] = "text"
    signed: str = Field(default="{body}", max_length=200, pattern=r"^[ -~]*$")
    sent: Header | None = None
    sent_format: Literal["seconds", "milliseconds", "iso"] = "seconds"
    id: Header | None = None
    window_seconds: int = Field(default=300, ge=1, le=3600)

    @model_validator(mode="after")
    def _signs_what_counts(self) -> Self:
        if self.signed.count("{body}") != 1:
            raise ValueError("signed holds {body} once: what is not signed can be forged")
        for name in ("sent", "id"):
            if (getattr(self, name) is not None) != (f"{{{name}}}" in self.signed):
                raise ValueError(f"name the header {name}, and put {{{name}}} into signed, or do neither")
        return self


class JwsShape(HookShape):
    """A detached JWS (RFC 7515, appendix F) with keys that the shop publishes; with b64=false (RFC 7797) over the raw body.

    Attributes:
        header: Where the JWS stands.
        keys: Where the keys (JWKS, RFC 7517) stand at the shop; they are fetched when webhooks are looked at, never for a delivery.
        algorithms: That are believed; the delivery alone never chooses.
    """

    kind: Literal["jws"]
    header: Header
    keys: Path = "/.well-known/jwks.json"
    algorithms: tuple[Literal["RS256", "ES256", "EdDSA"], ...] = Field(default=("RS256",), min_length=1)


class MeaningShape(HookShape):
    """What a delivery means: which records are to be read again. Expressions see `headers` and `body`.

    Attributes:
        where: Whether it is meant; left out: always.
        ids: An id, or a list of them.
        removed: Whether they are gone.
    """

    where: Expression | None = None
    resource: Resource
    ids: Expression
    removed: Expression | None = None


class HooksShape(HookShape):
    """A shop's webhooks.

    Attributes:
        signature: How they are signed.
        key: What of a delivery (`headers`, `body`) differs from one event to the next and is the same when one comes again.
        events: All that fit count.
    """

    signature: Annotated[HmacShape | JwsShape, Field(discriminator="kind")]
    key: Expression | None = None
    events: tuple[MeaningShape, ...] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _tells_deliveries_apart(self) -> Self:
        named = isinstance(self.signature, HmacShape) and (self.signature.id or self.signature.sent)
        if not self.key and not named:
            raise ValueError(
                "say in key what differs between deliveries, or name the signed header sent or id"
            )
        return self
