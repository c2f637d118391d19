"""Writes a tiny Llama of random weights as GGUF: `python tiny.py FILE`. It knows nothing, and a real server serves it."""

import sys

import gguf
import numpy as np

DIMENSIONS, LAYERS, HEADS, INNER, CONTEXT = 64, 2, 4, 128, 2048
WORDS = ["the", "shop", "boot", "order", "return", "days", "price", "stock", "yes", "no"]
SPECIAL = ["<unk>", "<s>", "</s>"]
TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:"


def main(path: str) -> None:
    writer, dice = gguf.GGUFWriter(path, "llama"), np.random.default_rng(0)
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(DIMENSIONS)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(DIMENSIONS // HEADS)
    writer.add_file_type(0)
    tokens = [*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *(f"▁{word}" for word in WORDS)]
    known = len(SPECIAL) + 256
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * known + [-1.0 - at for at in range(len(tokens) - known)])
    writer.add_token_types([2, 3, 3] + [6] * 256 + [1] * (len(tokens) - known))
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)

    def tensor(name: str, *shape: int) -> None:
        writer.add_tensor(f"{name}.weight", (dice.standard_normal(shape) * 0.05).astype(np.float32))

    tensor("token_embd", len(tokens), DIMENSIONS)
    tensor("output", len(tokens), DIMENSIONS)
    writer.add_tensor("output_norm.weight", np.ones(DIMENSIONS, np.float32))
    for layer in range(LAYERS):
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensor(f"blk.{layer}.{part}", DIMENSIONS, DIMENSIONS)
        for part, shape in (
            ("ffn_gate", (INNER, DIMENSIONS)),
            ("ffn_up", (INNER, DIMENSIONS)),
            ("ffn_down", (DIMENSIONS, INNER)),
        ):
            tensor(f"blk.{layer}.{part}", *shape)
        for part in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{part}.weight", np.ones(DIMENSIONS, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main(sys.argv[1])
