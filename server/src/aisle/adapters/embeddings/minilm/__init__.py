"""all-MiniLM-L6-v2 on onnxruntime: the local embedder, without torch and without a download."""

from aisle.adapters.embeddings.minilm.embedder import MiniLmEmbedder

__all__ = ["MiniLmEmbedder"]
