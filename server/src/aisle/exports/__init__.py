"""All data of an organization in one archive, for its owner to take along."""
