"""How long a value may be: wide enough for any honest catalogue, narrow enough for the database's indexes."""

from __future__ import annotations

from aisle.catalog.importing.vocabulary import Field

LENGTHS: dict[Field, int] = {
    Field.HANDLE: 255,
    Field.GROUP: 255,
    Field.TITLE: 500,
    Field.DESCRIPTION: 200_000,
    Field.SUMMARY: 200_000,
    Field.BRAND: 200,
    Field.CATEGORY: 500,
    Field.TAGS: 5_000,
    Field.SKU: 200,
    Field.BARCODE: 100,
    Field.VARIANT_TITLE: 500,
}
# A description's markup counts too, before it is taken out.
RAW_DESCRIPTION = 500_000
NAME_LENGTH = 200
ATTRIBUTE_LENGTH = 1_000
MOST_VARIANTS = 2_048
MOST_IMAGES = 250
# Past so many bad addresses in one row the others are not looked at.
MOST_REFUSED_IMAGES = 20
MOST_ATTRIBUTES = 200
