"""How a REST or GraphQL API is described: what to ask, how pages follow each other, what the answers mean. All of it is data.

Texts in requests may hold expressions in braces (`"/products/{id}"`, `"{since}"`): the language of rules, over what is known
when the request is made. What is read off answers is expressions too.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aisle.adapters.connectors.api.hook_shapes import HooksShape
from aisle.sources.records import Resource

Expression = Annotated[str, Field(min_length=1, max_length=2000)]
Template = Annotated[str, Field(max_length=4000)]
MOST_PARAMETERS = 40


class Shape(BaseModel):
    """Unknown keys are refused: a typing error would be a filter that is never sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RequestShape(Shape):
    """One request.

    Attributes:
        path: Below the shop's address; what stands in braces is percent-encoded whole.
        query: Parameters; those that come out null are left out.
        headers: No credentials: those are sent by `auth`.
        body: JSON values.
        graphql, variables: In place of a body.
    """

    method: Literal["GET", "POST"] = "GET"
    path: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^/([^/\\][^\\]*)?$")]
    query: dict[str, Any] = Field(default={}, max_length=MOST_PARAMETERS)
    headers: dict[str, Template] = Field(default={}, max_length=MOST_PARAMETERS)
    body: Any = None
    graphql: str | None = Field(default=None, max_length=20_000)
    variables: dict[str, Any] = Field(default={}, max_length=MOST_PARAMETERS)


class Adding(Shape):
    """What is put into a request beside what stands there; objects are merged."""

    query: dict[str, Any] = Field(default={}, max_length=MOST_PARAMETERS)
    body: Any = None
    variables: dict[str, Any] = Field(default={}, max_length=MOST_PARAMETERS)


class PagingShape(Shape):
    """How pages follow each other.

    Attributes:
        kind: none: there is one page. page, offset: by number, or by how many came before. cursor: by something in the answer (`next`).
            link: by the Link header. url: by an address in the answer (`next`).
        size: Items asked for, as `page.size`; a server that gives fewer loses nothing.
        first: The number of the first page.
        next: Where the next page begins, read off the answer; null or empty: there is none.
        more: Whether there is a next page, for cursors that are never empty.
        total: How many items there are in all.
    """

    kind: Literal["none", "page", "offset", "cursor", "link", "url"] = "none"
    size: int = Field(default=100, ge=1, le=10_000)
    first: int = Field(default=1, ge=0, le=1)
    next: Expression | None = None
    more: Expression | None = None
    total: Expression | None = None


class DeltaShape(Shape):
    """How changes are found.

    Attributes:
        add: What a request has more when there is a mark, as `{since}`.
        format: Of `since`: iso, iso-milliseconds, seconds, milliseconds, or as of strftime.
        zone: Of `since` in a format that says none.
        overlap_seconds: Read again before the mark, for clocks that differ and marks that are exclusive or coarse.
        silent: What changes without a change of the time.
    """

    add: Adding
    format: str = Field(default="iso", max_length=60)
    zone: str = Field(default="UTC", max_length=60)
    overlap_seconds: int = Field(default=300, ge=0, le=366 * 86_400)
    silent: tuple[str, ...] = ("deletion",)


class MoreShape(Shape):
    """A request for each item, whose answer is put into the item under a name. `item` is the item."""

    request: RequestShape
    value: Expression
    paging: PagingShape = PagingShape()


class OneShape(Shape):
    """How records are read again by id: one request each (`id`), or one for all of them (`ids`)."""

    request: RequestShape
    items: Expression
    most: int = Field(default=1, ge=1, le=250)


class IdsShape(Shape):
    """How all ids are listed."""

    request: RequestShape
    ids: Expression
    paging: PagingShape = PagingShape()


class ResourceShape(Shape):
    """How one resource is read.

    Attributes:
        items: The list in the answer.
        each: What of an item is a record, where it holds several; `$` is the item still.
        more: Further requests for each item, by the name that their answers get.
        record: The record's fields: expressions; objects of them; {"each", "take"} for lists of objects; {"value", "states"} for states.
    """

    request: RequestShape
    items: Expression
    each: Expression | None = None
    paging: PagingShape = PagingShape()
    delta: DeltaShape | None = None
    more: dict[str, MoreShape] = Field(default={}, max_length=5)
    one: OneShape | None = None
    ids: IdsShape | None = None
    record: dict[str, Any] = Field(max_length=60)


class CheckShape(Shape):
    """The first question to a shop: who it is."""

    request: RequestShape
    shop: Expression
    currency: Expression | None = None
    time_zone: Expression | None = None


class ErrorShape(Shape):
    """An answer that means an error. The expressions see `status`, `headers` and `body`."""

    where: Expression
    means: Literal["credentials", "refused", "retry", "not_found", "broken", "nothing"]
    says: Expression | None = None
    retry_after: Expression | None = None


class Configuration(Shape):
    """A whole API.

    Attributes:
        headers: Sent with every request.
        errors: The first that fits counts; without any, the status and the `errors` of GraphQL do.
        rest: After an answer: seconds to ask nothing, read off `status`, `headers` and `body`; null: none.
        webhooks: What the shop tells by itself; None: nothing.
    """

    title: str = Field(default="", max_length=100)
    auth: "AuthShape" = Field(default_factory=lambda: NoAuth())
    headers: dict[str, Template] = Field(default={}, max_length=MOST_PARAMETERS)
    check: CheckShape | None = None
    errors: tuple[ErrorShape, ...] = Field(default=(), max_length=30)
    rest: Expression | None = None
    resources: dict[Resource, ResourceShape] = Field(min_length=1)
    webhooks: HooksShape | None = None

    @model_validator(mode="after")
    def _hooks_name_what_is_read(self) -> Self:
        named = {one.resource for one in self.webhooks.events} if self.webhooks else set()
        if strange := sorted(named - self.resources.keys()):
            raise ValueError(f"webhooks name {', '.join(strange)}, which resources do not describe")
        return self


class NoAuth(Shape):
    """Anybody may read."""

    kind: Literal["none"] = "none"


class BasicAuth(Shape):
    """Name and password (RFC 7617). username, password: which of the credentials they are."""

    kind: Literal["basic"]
    username: Template = "{username}"
    password: Template = "{password}"  # noqa: S105


class BearerAuth(Shape):
    """A token (RFC 6750)."""

    kind: Literal["bearer"]


class KeyAuth(Shape):
    """The token in a header or parameter of its own."""

    kind: Literal["key"]
    place: Literal["header", "query"] = "header"
    name: str = Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_.\-]+$")
    value: Template = "{token}"


class OAuth(Shape):
    """A token from a token endpoint (RFC 6749): for the client itself, or by a refresh token that may change each time."""

    kind: Literal["oauth2"]
    grant: Literal["client_credentials", "refresh_token"] = "client_credentials"
    path: str = Field(min_length=1, max_length=1000, pattern=r"^/([^/\\][^\\]*)?$")
    scope: str | None = Field(default=None, max_length=500)
    client_in: Literal["header", "body"] = "header"


class Login(Shape):
    """A request that yields a token, or cookies.

    Attributes:
        request: `username`, `password` are known in it.
        token: Read off `headers` and `body`; None: the cookies are sent.
        name, value: The header that is sent from then on.
        lives_seconds: Renewed before it ends, and whenever the shop refuses it.
    """

    kind: Literal["login"]
    request: RequestShape
    token: Expression | None = None
    name: str = Field(default="Authorization", pattern=r"^[A-Za-z0-9_\-]+$", max_length=100)
    value: Template = "Bearer {token}"
    lives_seconds: int = Field(default=3000, ge=60, le=30 * 86_400)


AuthShape = Annotated[NoAuth | BasicAuth | BearerAuth | KeyAuth | OAuth | Login, Field(discriminator="kind")]
Configuration.model_rebuild()
