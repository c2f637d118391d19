"""Photos as shoppers send them, made from the demo shop's drawings."""

import io
from typing import Any

from PIL import Image

from aisle.demo import content
from aisle.demo.painting import paint

LATITUDE = 2


def drawn(handle: str = "stonechat-28") -> Image.Image:
    """The picture of one of the demo shop's products."""
    return paint(content.find_picture(handle) or "")


def jpeg(picture: Image.Image | None = None, **more: Any) -> bytes:
    """A picture as a camera writes it."""
    file = io.BytesIO()
    (picture or drawn()).save(file, "JPEG", quality=90, **more)
    return file.getvalue()


def jpeg_with_place() -> bytes:
    """A photo whose file says where it was taken, and what somebody wrote about it."""
    exif = Image.Exif()
    exif[0x010E] = "my front door"
    exif.get_ifd(0x8825)[LATITUDE] = (54.0, 27.0, 0.0)
    return jpeg(exif=exif)


async def read_pictures(shop: Any) -> None:
    """Let the job run that waits a moment for more changes."""
    await shop.sql(
        "UPDATE job SET due_at = now() WHERE organization_id = $1 AND store_id = $2 AND kind = 'read_pictures'",
        shop.store.organization_id,
        shop.store.id,
    )
    await shop.work()


async def upload(caller: Any, data: bytes | None = None, media_type: str = "image/jpeg") -> Any:
    """Upload a photo and return the answer."""
    return await caller.post("/photos", content=data or jpeg(), headers={"content-type": media_type})


async def uploaded(caller: Any, data: bytes | None = None) -> str:
    """Upload a photo and return its id."""
    answer = await upload(caller, data)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def attached(*photo_ids: str) -> list[dict[str, str]]:
    """Photos as a message names them."""
    return [{"type": "photo", "id": one} for one in photo_ids]


async def sent_photo(caller: Any) -> str:
    """Upload a photo, send it with a message, and return its id."""
    photo_id = await uploaded(caller)
    await caller.ask("", attachments=attached(photo_id))
    return photo_id
