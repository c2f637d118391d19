"""Files are copied exactly and again only when they change; nothing outside the named folder is ever read."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from storage import KEY, SECRET, signature_of
from website_reading import in_process
from world_of_bucket import OPTIONS, storage
from worlds import setup

from aisle.adapters.connectors.files import BUCKET, FOLDER
from aisle.adapters.connectors.files.options import BucketCredentials, FolderOptions, NoCredentials
from aisle.adapters.connectors.files.signing import Signer
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Request
from aisle.sources.records import Resource

KEYS = BucketCredentials(access_key=KEY, secret_key=SECRET)


def bucket(shop, options=OPTIONS):
    return BUCKET.open(setup(options, KEYS, shop, convert=in_process))


def folder(place: Path, allowed: Path | None = None, outside=None, **given):
    options = FolderOptions(folder=str(place), **given)
    return FOLDER.open(
        setup(options, NoCredentials(), outside or storage(), convert=in_process, folders=(allowed or place,))
    )


async def read(one, resource=Resource.DOCUMENTS, mark=None):
    pages = [page async for page in one.pages(resource, mark, None)]
    removed = [gone for page in pages for gone in page.removed]
    broken = [told for page in pages for told in page.broken]
    return {record.id: record for page in pages for record in page.records}, pages[-1].mark, removed, broken


# Buckets


@pytest.mark.parametrize(
    ("url", "more", "proof"),
    [
        (
            "https://examplebucket.s3.amazonaws.com/test.txt",
            {"Range": "bytes=0-9"},
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "https://examplebucket.s3.amazonaws.com/?lifecycle=",
            {},
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            "https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J",
            {},
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ],
)
def test_signatures_are_those_that_are_published_for_the_storage(url, more, proof) -> None:
    """AWS, "Signature calculations for the Authorization header: examples" (Amazon S3 API reference)."""
    signer = Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
    headers = signer.headers("GET", url, datetime(2013, 5, 24, tzinfo=UTC), more)
    assert headers["Authorization"].endswith(f"Signature={proof}")
    assert (
        signature_of(Request("GET", url, {}, {**headers, **more}), signer.secret) == proof
    )  # the double's own reckoning


@pytest.mark.parametrize(
    ("query", "proof"),
    [
        ("", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
    ],
)
def test_signatures_are_those_of_the_suite_of_the_method(query, proof) -> None:
    """AWS Signature Version 4 test suite: get-vanilla, get-vanilla-query-order-key-case."""
    signer = Signer(KEY, SECRET, "us-east-1", service="service")
    headers = signer.headers(
        "GET", f"https://example.amazonaws.com/{query}", datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
    )
    assert headers["Authorization"].endswith(f"SignedHeaders=host;x-amz-date, Signature={proof}")


async def test_bucket_is_copied_and_afterwards_only_what_changed() -> None:
    shop = storage()
    documents, mark, _, _ = await read(bucket(shop))
    assert len(documents) == 55
    assert documents["manuals/7.pdf"].content == b"%PDF-1.4 7"
    assert "secret.pdf" not in documents
    shop.files["public/manuals/7.pdf"] = b"%PDF-1.4 new"
    shop.files["public/manuals/ä b+c&d.pdf"] = b"%PDF-1.4 odd name"
    del shop.files["public/manuals/8.pdf"]
    shop.asked.clear()
    changed, _, removed, _ = await read(bucket(shop), mark=mark)
    assert set(changed) == {"manuals/7.pdf", "manuals/ä b+c&d.pdf"}
    assert removed == ["manuals/8.pdf"]
    assert sum("list-type" not in one for one in shop.asked) == 2


async def test_linked_files_belong_to_their_rows_and_products() -> None:
    documents, _, _, _ = await read(bucket(storage()))
    linked = documents["https://files.example/3.pdf"]
    assert (linked.about_products, linked.found_in) == (("B-3",), "shop-files#products.csv#B-3")


async def test_catalogues_in_a_bucket_are_products() -> None:
    shop = storage()
    products, mark, _, _ = await read(bucket(shop), Resource.PRODUCTS)
    assert [(one.title, str(one.variants[0].price.amount)) for one in products.values()] == [
        (f"Bag {n}", f"{n}.50") for n in range(5)
    ]
    shop.files["public/products.csv"] = b"sku,title,price\nB-0,Bag 0,9\nB-9,Bag 9,9\n"
    changed, again, removed, _ = await read(bucket(shop), Resource.PRODUCTS, mark)
    assert (set(changed), removed) == ({"B-0", "B-9"}, ["B-1", "B-2", "B-3", "B-4"])
    assert (await read(bucket(shop), Resource.PRODUCTS, again))[0] == {}


async def test_catalogue_that_is_broken_takes_nothing_away() -> None:
    shop = storage()
    _, mark, _, _ = await read(bucket(shop), Resource.PRODUCTS)
    shop.files["public/products.csv"] = b"%PDF-1.4 oh"
    changed, again, removed, broken = await read(bucket(shop), Resource.PRODUCTS, mark)
    assert (changed, removed, [one.id for one in broken]) == ({}, [], ["products.csv"])
    with pytest.raises(BrokenData, match=r"products\.csv"):
        await read(bucket(shop), Resource.PRODUCTS)  # a whole reading does not know what it gave before
    shop.files["public/products.csv"] = b"sku,title\nB-0,Bag 0\n"
    _, _, removed, _ = await read(bucket(shop), Resource.PRODUCTS, again)
    assert removed == ["B-1", "B-2", "B-3", "B-4"]


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "InvalidAccessKeyId", FixCredentials),
        (400, "ExpiredToken", FixCredentials),
        (403, "AccessDenied", ShopRefused),
        (403, "RequestTimeTooSkewed", ShopRefused),
        (404, "NoSuchBucket", ShopNotFound),
        (503, "SlowDown", RetryLater),
        (301, "PermanentRedirect", BrokenData),
    ],
)
async def test_the_storages_words_become_ours_without_its_secrets(status, code, kind) -> None:
    shop = storage()
    shop.fails = (status, code)
    with pytest.raises(kind) as caught:
        await bucket(shop).check()
    assert SECRET not in f"{caught.value!r} {caught.value.detail}"


async def test_list_that_repeats_itself_ends() -> None:
    class Repeating:
        async def send(self, request):
            body = b"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>"
            return Answer(request.url, 200, {}, body)

    with pytest.raises(BrokenData, match="repeats"):
        await read(bucket(Repeating()))


# Folders


@pytest.fixture
def place(tmp_path) -> Path:
    shop = tmp_path / "shop"
    (shop / "manuals").mkdir(parents=True)
    (shop / "manuals" / "a.pdf").write_bytes(b"%PDF-1.4 a")
    (shop / "b.txt").write_bytes(b"b")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "c.txt").write_bytes(b"hidden")
    return shop


async def test_folder_is_copied_and_afterwards_only_what_changed(place) -> None:
    documents, mark, _, _ = await read(folder(place))
    assert {path: one.content for path, one in documents.items()} == {
        "b.txt": b"b",
        "manuals/a.pdf": b"%PDF-1.4 a",
    }
    assert (await read(folder(place), mark=mark))[0] == {}
    (place / "b.txt").write_bytes(b"b is longer")
    (place / "manuals" / "a.pdf").unlink()
    changed, _, removed, _ = await read(folder(place), mark=mark)
    assert (set(changed), removed) == ({"b.txt"}, ["manuals/a.pdf"])


async def test_links_out_of_the_folder_are_not_followed(place) -> None:
    (place / "link.txt").symlink_to(place.parent / "secret.txt")
    (place / "linked").symlink_to(place.parent / "hidden")
    (place / ".hidden.txt").write_bytes(b"hidden")
    os.mkfifo(place / "pipe.txt")
    one = folder(place)
    documents, _, _, _ = await read(one)
    assert set(documents) == {"b.txt", "manuals/a.pdf"}
    for path in ("link.txt", "linked/c.txt", "../secret.txt", "pipe.txt"):
        assert await one.fetch(Resource.DOCUMENTS, [path]) == []


async def test_file_that_is_swapped_for_a_link_is_not_read(place) -> None:
    """Between the listing and the opening somebody puts a link in the file's place, and in that of its folder."""
    store = folder(place)._store
    (place / "b.txt").unlink()
    (place / "b.txt").symlink_to(place.parent / "secret.txt")
    (place / "manuals" / "a.pdf").unlink()
    (place / "manuals").rmdir()
    (place / "manuals").symlink_to(place.parent / "hidden")
    for path in ("b.txt", "manuals/c.txt", "../secret.txt", "manuals/../../secret.txt"):
        with pytest.raises(ShopNotFound):
            await store.open(path, 100)


@pytest.mark.parametrize("wanted", ["/", "/etc", "{place}/..", "{place}/../hidden", "shop", "{place}2", ""])
def test_only_folders_that_the_operator_named_are_read(place, wanted) -> None:
    with pytest.raises(ShopRefused, match="AISLE_SOURCE_FOLDERS"):
        folder(Path(wanted.format(place=place)), place)


def test_without_named_folders_none_is_read(place) -> None:
    with pytest.raises(ShopRefused):
        FOLDER.open(setup(FolderOptions(folder=str(place)), NoCredentials(), storage()))


async def test_named_folder_whose_way_is_a_link_is_not_read(place) -> None:
    (place / "inner").symlink_to(place.parent / "hidden")
    with pytest.raises(ShopNotFound):
        await read(folder(place / "inner", place))


async def test_too_large_files_are_told(place) -> None:
    (place / "big.txt").write_bytes(b"x" * 2_000)
    documents, _, _, broken = await read(folder(place, most_bytes=1_000))
    assert set(documents) == {"b.txt", "manuals/a.pdf"}
    assert [one.id for one in broken] == ["big.txt"]


async def test_patterns_choose_files(place) -> None:
    assert set((await read(folder(place, include=["manuals/*"])))[0]) == {"manuals/a.pdf"}
    assert set((await read(folder(place, exclude=["*.pdf$"])))[0]) == {"b.txt"}
