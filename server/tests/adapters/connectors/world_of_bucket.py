"""A bucket with manuals, and a catalogue whose rows link to others."""

from storage import BUCKET, KEY, REGION, SECRET, Storage
from website_reading import in_process
from worlds import World

from aisle.adapters.connectors.files.options import BucketCredentials, BucketOptions
from aisle.sources.records import Resource

OPTIONS = BucketOptions(
    endpoint="https://s3.example",
    region=REGION,
    bucket=BUCKET,
    prefix="public/",
    catalogues=["*products.csv$"],
    currency="EUR",
)


def storage() -> Storage:
    """Return the storage."""
    rows = "".join(f"B-{n},Bag {n},{n}.50,https://files.example/{n}.pdf\n" for n in range(5))
    manuals = {f"public/manuals/{n}.pdf": b"%PDF-1.4 " + str(n).encode() for n in range(50)}
    made = Storage(
        {
            **manuals,
            "public/products.csv": f"sku,title,price,manual\n{rows}".encode(),
            "public/folder/": b"",
            "other/secret.pdf": b"x",
        }
    )
    made.elsewhere = {f"/{n}.pdf": b"%PDF-1.4 linked " + str(n).encode() for n in range(5)}
    return made


def world() -> World:
    """Return the bucket."""
    return World(
        OPTIONS,
        BucketCredentials(access_key=KEY, secret_key=SECRET),
        storage,
        {Resource.DOCUMENTS: 55, Resource.PRODUCTS: 5},
        wrong=BucketCredentials(access_key=KEY, secret_key="another"),
        tools={"convert": in_process},
    )
