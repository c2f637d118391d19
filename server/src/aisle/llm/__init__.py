"""What Aisle asks of language models and of embedders: ports, errors and the pool local models run in."""
