"""The files that models are described in."""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from aisle.core.errors import InvalidInput
from aisle.llm.catalogue.catalogue import Catalogue
from aisle.llm.catalogue.types import Ability, ModelCard, Price

Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Tokens = Annotated[int, Field(ge=1, le=1_000_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class ModelsFileRefused(InvalidInput):
    """The file of AISLE_MODELS_FILE is not there or not of the form; nothing of it is used."""

    code = "models_file_refused"
    title = "The file of models cannot be used"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Price(_Row):
    since: date = Field(alias="from")
    until: date | None = None
    input: Amount
    output: Amount
    cached_read: Amount | None = None
    cached_write: Amount | None = None
    reasoning: Amount | None = None
    above: int = Field(0, ge=0)
    up_to: Tokens | None = None
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$")
    source: str = Field("", max_length=500)


class _Abilities(_Row):
    can: frozenset[Ability] = frozenset()
    cannot: frozenset[Ability] = frozenset()

    @model_validator(mode="after")
    def _agree(self) -> "_Abilities":
        if both := sorted(self.can & self.cannot):
            raise ValueError(f"{', '.join(both)} stands under can and under cannot")
        return self


class _Model(_Abilities):
    name: Name
    provider: Name
    context_tokens: Tokens | None = None
    most_output_tokens: Tokens | None = None
    price: tuple[_Price, ...] = ()


class _Family(_Abilities):
    pattern: Name
    provider: Name


class _File(_Row):
    model: tuple[_Model, ...] = ()
    family: tuple[_Family, ...] = ()


def load_catalogue(own: Path | None = None) -> Catalogue:
    """Return what is known of models. own: a file of the operator's, whose rows stand first. Raises ModelsFileRefused."""
    ours = _ours()
    if own is None:
        return ours
    try:
        return ours.after(read_catalogue(own.read_text("utf-8")))
    except (OSError, UnicodeError) as error:
        raise ModelsFileRefused(f"{own} cannot be read: {type(error).__name__}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ModelsFileRefused(f"{own} is not TOML: {error}.") from None
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise ModelsFileRefused(f"{own}: {'; '.join(faults[:5])}.") from None


def read_catalogue(text: str) -> Catalogue:
    """Return what a text says of models. Raises TOMLDecodeError, ValidationError."""
    file = _File.model_validate(tomllib.loads(text, parse_float=Decimal))
    families = [ModelCard(one.pattern, one.provider, can=one.can, cannot=one.cannot) for one in file.family]
    return Catalogue(tuple(_card(one) for one in file.model), tuple(families))


@cache
def _ours() -> Catalogue:
    return read_catalogue((files("aisle.llm") / "models.toml").read_text("utf-8"))


def _card(found: _Model) -> ModelCard:
    prices = tuple(Price(**one.model_dump()) for one in found.price)
    sizes = (found.context_tokens, found.most_output_tokens)
    return ModelCard(found.name, found.provider, *sizes, found.can, found.cannot, prices)
