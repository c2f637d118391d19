"""Files: folders of this machine that the operator named, and buckets that speak S3."""

from aisle.adapters.connectors.files.kinds import BUCKET, FOLDER

__all__ = ["BUCKET", "FOLDER"]
