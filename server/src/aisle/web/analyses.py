"""POST /analyze: text and pictures in, JSON that validates out."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.analysis.asking.types import USUAL_TOKENS
from aisle.analysis.images import MOST_IMAGES, read_image
from aisle.analysis.service import Analyzed, Wanted
from aisle.analysis.stored.types import LONGEST_INSTRUCTIONS
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may_anywhere
from aisle.web.errors import request_id_of
from aisle.web.once.declaring import repeats
from aisle.web.text import Storable

router = APIRouter(tags=["analysis"])
MOST_BODY = 16 * 2**20  # bytes
LONGEST_TEXT = 200_000
EXAMPLE = {"text": "Where is my order 10482?", "schema_name": "intent"}


class ImageBody(BaseModel):
    """A picture: a PNG, JPEG or WebP file in base64. An address is no picture, and none is fetched."""

    model_config = ConfigDict(extra="forbid")

    data: str = Field(min_length=1)


class AnalyzeBody(BaseModel):
    """What to analyse. Send `schema`, or `schema_name` of a shipped or stored one."""

    model_config = ConfigDict(extra="forbid")

    text: Storable = Field("", max_length=LONGEST_TEXT)
    images: list[ImageBody] = Field(default_factory=list, max_length=MOST_IMAGES)
    schema_: Any = Field(None, alias="schema", description="JSON Schema, draft 2020-12.")
    schema_name: Storable | None = Field(None, max_length=60)
    schema_version: int | None = Field(None, ge=1, le=2**31 - 1, description="The newest where none is said.")
    instructions: Storable = Field("", max_length=LONGEST_INSTRUCTIONS, description="What to look for.")
    model: Storable | None = Field(
        None, max_length=200, description="A name of the settings; none: the usual one."
    )
    max_tokens: int = Field(USUAL_TOKENS, ge=16, le=65_536, description="Most of each answer.")

    def wanted(self) -> Wanted:
        """Return it as the service takes it. Raises ImageInvalid."""
        images = tuple(read_image(one.data, f"images.{at}") for at, one in enumerate(self.images))
        return Wanted(
            self.text,
            images,
            self.schema_,
            self.schema_name,
            self.schema_version,
            self.instructions,
            self.model,
            self.max_tokens,
        )


class SchemaUsed(BaseModel):
    """A schema with a name."""

    name: str
    version: int


class AnalysisUsage(BaseModel):
    """Tokens of all tries together. estimated: whether a provider did not count some of them."""

    prompt_tokens: int
    completion_tokens: int
    cached_read_tokens: int
    reasoning_tokens: int
    estimated: bool


class AnalysisCost(BaseModel):
    """What all tries cost together."""

    amount: str
    currency: str


class PromptUsed(BaseModel):
    """A prompt that was told. `override`: the version of the organization's own text in its place, null where it has none."""

    name: str
    version: int
    override: int | None


class AnalysisReply(BaseModel):
    """`value` validates against the schema. `mode`: how the model was held to it. `cost`: null where a price is unknown."""

    value: Any
    schema_used: SchemaUsed | None
    prompts: list[PromptUsed]
    model: str
    mode: str
    attempts: int
    usage: AnalysisUsage
    cost: AnalysisCost | None


@router.post("/analyze", summary="Analyse text or pictures", openapi_extra=json_body(AnalyzeBody, EXAMPLE))
@repeats("nothing, for it changes nothing: until its reply is stored, a model is asked again")
async def analyze(
    request: Request, parts: Parts, caller: Annotated[Caller, Depends(may_anywhere(Action.ANALYZE))]
) -> AnalysisReply:
    """Return JSON that validates against a schema, or a problem that says why there is none."""
    body = await body_of(request, AnalyzeBody, MOST_BODY)
    return shape(await parts.analyzer.analyze(caller, body.wanted(), request_id_of(request)))


def shape(found: Analyzed) -> AnalysisReply:
    """Return an analysis as it is answered."""
    named = found.named
    used = SchemaUsed(name=named.name, version=named.version) if named else None
    prompts = [
        PromptUsed(name=name, version=version, override=override)
        for name, (version, override) in sorted(found.prompts.items())
    ]
    return AnalysisReply(
        value=found.analysis.value, schema_used=used, prompts=prompts, **found.analysis.spent.told()
    )
