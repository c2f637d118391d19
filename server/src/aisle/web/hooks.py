"""What shops send by themselves: POST /hooks/{address}, acknowledged as soon as it is stored."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from aisle.sources.ports import Delivery
from aisle.web.bodies import bytes_of
from aisle.web.deps import Parts, open_to_everyone
from aisle.web.once.declaring import exempt

router = APIRouter(tags=["sources"])
MOST_BYTES = 4 * 2**20  # the largest that a platform sends whole is a product with all its variants
SIGNED = Depends(open_to_everyone("a shop; its signature over the body is the credential"))


@router.post(
    "/hooks/{address}",
    status_code=204,
    dependencies=[SIGNED],
    summary="Receive a webhook",
    response_class=Response,
)
@exempt("A delivery has a key of its own, and one that comes again changes nothing.")
async def receive(
    address: Annotated[str, Path(max_length=200, description="As registered at the shop.")],
    request: Request,
    parts: Parts,
) -> Response:
    """Take a delivery of a shop in. It is stored before it is acknowledged, and read by a job."""
    parts.sources.receiver.require(address)  # before anything is read: nobody can make an address up
    body = await bytes_of(request, MOST_BYTES)
    headers = {name.lower(): value for name, value in request.headers.items()}
    await parts.sources.receiver.receive(address, Delivery(headers, body))
    return Response(status_code=204)
