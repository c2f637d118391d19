"""A guide as it is written: Markdown with a few lines of front matter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class GuideSource:
    """One guide, with the format in which the shop hands it out."""

    slug: str
    title: str
    format: str
    kind: str
    tags: tuple[str, ...]
    body: str

    @property
    def file(self) -> str:
        """Name the published file, as a path below the shop folder."""
        return f"guides/{self.slug}.{self.format}"


def parse_source(text: str) -> GuideSource:
    """Split front matter from body; a missing field is a mistake in the source and raises KeyError."""
    _, front, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.strip().splitlines())
    tags = tuple(tag.strip() for tag in fields["tags"].split(","))
    return GuideSource(fields["slug"], fields["title"], fields["format"], fields["kind"], tags, body.strip())
