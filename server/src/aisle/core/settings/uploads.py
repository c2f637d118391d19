"""How much may be uploaded at once."""

from pydantic import BaseModel, Field


class UploadSettings(BaseModel):
    """Limits of uploads, and of the scans among them."""

    upload_max_bytes: int = Field(50 * 2**20, ge=1024, description="Largest file accepted.")
    upload_max_request_bytes: int = Field(
        200 * 2**20, ge=1024, description="Largest upload, all its files together."
    )
    upload_max_files: int = Field(200, ge=1, le=10_000, description="Most files in one request.")
    ocr_max_pages: int = Field(
        100,
        ge=0,
        le=2_000,
        description="Pages of one document whose text is recognised, where tesseract is installed. 0: none.",
    )
