"""From text and pictures to data of a schema."""
