"""Links that show the draft's look to somebody without an account, for a short time."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from aisle.widget.errors import WidgetPreviewEnded

HOLDS = timedelta(days=3)
_BODY = 40  # bytes: organization, store, the second in which it ends


@dataclass(frozen=True, slots=True)
class Preview:
    """Whose draft a link shows, and until when."""

    organization_id: UUID
    store_id: UUID
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class PreviewLinks:
    """Signs links (HMAC-SHA256). key: of this installation, for this purpose alone."""

    key: bytes

    def sign(self, preview: Preview) -> str:
        """Return the text of a link."""
        ends = int(preview.ends_at.timestamp()).to_bytes(8, "big")
        body = preview.organization_id.bytes + preview.store_id.bytes + ends
        return base64.urlsafe_b64encode(body + self._mark(body)).decode().rstrip("=")

    def read(self, link: str, now: datetime) -> Preview:
        """Take a link apart. Raises WidgetPreviewEnded for one that was not signed here, or is over."""
        try:
            raw = base64.urlsafe_b64decode(link + "=" * (-len(link) % 4))
        except (binascii.Error, ValueError):
            raise WidgetPreviewEnded() from None
        body, mark = raw[:_BODY], raw[_BODY:]
        if len(body) < _BODY or not hmac.compare_digest(self._mark(body), mark):
            raise WidgetPreviewEnded()
        ends = datetime.fromtimestamp(int.from_bytes(body[32:], "big"), UTC)
        if ends <= now:
            raise WidgetPreviewEnded("Ask for another link: this one's time is over.")
        return Preview(UUID(bytes=body[:16]), UUID(bytes=body[16:32]), ends)

    def _mark(self, body: bytes) -> bytes:
        return hmac.new(self.key, body, hashlib.sha256).digest()
