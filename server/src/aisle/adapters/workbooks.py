"""Workbooks for the catalogue, read in the parsers' sandbox."""

from typing import Protocol

from aisle.adapters.sandbox import SandboxLimits
from aisle.catalog.errors import EmptyCatalogFile, UnreadableCatalogFile
from aisle.knowledge.structure import FailureReason, ParseFailed

_MIB = 1024 * 1024
# Half a million rows take longer than a document may, and become more text.
LIMITS = SandboxLimits(
    input_bytes=200 * _MIB,
    output_bytes=200 * _MIB,
    memory_bytes=1024 * _MIB,
    cpu_seconds=120,
    wall_seconds=180.0,
)


class Converter(Protocol):
    """What a sandbox offers, as `ParserSandbox.convert`."""

    async def convert(
        self, converter: str, data: bytes, name: str, limits: SandboxLimits | None = None, **arguments: int
    ) -> bytes:
        """Make something else than a document of a file."""
        ...


class SandboxedWorkbooks:
    """A `WorkbookReader` that lets no workbook into this process."""

    def __init__(self, sandbox: Converter) -> None:
        self._sandbox = sandbox

    async def rows(self, data: bytes, name: str) -> bytes:
        """Return a workbook's rows; see `WorkbookReader.rows`."""
        try:
            return await self._sandbox.convert("rows", data, name, LIMITS)
        except ParseFailed as failure:
            if failure.state is FailureReason.NO_TEXT:
                raise EmptyCatalogFile(
                    "No visible sheet of the workbook holds a table. Export it again."
                ) from None
            raise UnreadableCatalogFile(
                f"The workbook cannot be read ({failure.state}): {failure.detail}.",
                reason=failure.state.value,
            ) from None
