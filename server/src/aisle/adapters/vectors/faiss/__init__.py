"""FAISS: indexes in files of this machine, searched in this process (Douze et al., The FAISS library, 2024)."""

from aisle.adapters.vectors.faiss.store import FaissVectorStore

__all__ = ["FaissVectorStore"]
