"""Models of the registry on onnxruntime: encoders that embed, and cross-encoders that rerank."""
