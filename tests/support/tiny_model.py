"""A model that llama.cpp really runs, made in a moment: one layer, 115 kB, and not a word of sense.

Its vocabulary is the 256 bytes. The weights are drawn with a fixed seed, so that its answers are the same everywhere.
"""

import math
import random
import struct
from array import array
from collections.abc import Sequence
from pathlib import Path

_WIDTH, _INNER, _CONTEXT = 32, 64, 8_192
# Types of values and of tokens, as the GGUF format numbers them.
_UINT32, _INT32, _FLOAT32, _STRING, _ARRAY = 4, 5, 6, 8, 9
_UNKNOWN, _CONTROL, _BYTE = 2, 3, 6
_ALIGNMENT = 32

_VOCABULARY = ("<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)))
_TENSORS = {
    "token_embd.weight": (_WIDTH, len(_VOCABULARY)),
    "output_norm.weight": (_WIDTH,),
    "output.weight": (_WIDTH, len(_VOCABULARY)),
    "blk.0.attn_norm.weight": (_WIDTH,),
    "blk.0.attn_q.weight": (_WIDTH, _WIDTH),
    "blk.0.attn_k.weight": (_WIDTH, _WIDTH),
    "blk.0.attn_v.weight": (_WIDTH, _WIDTH),
    "blk.0.attn_output.weight": (_WIDTH, _WIDTH),
    "blk.0.ffn_norm.weight": (_WIDTH,),
    "blk.0.ffn_gate.weight": (_WIDTH, _INNER),
    "blk.0.ffn_up.weight": (_WIDTH, _INNER),
    "blk.0.ffn_down.weight": (_INNER, _WIDTH),
}


def write_tiny_model(path: Path) -> Path:
    """Write the model as a GGUF file and return its path."""
    facts = [
        _fact("general.architecture", _STRING, "llama"),
        _fact("llama.block_count", _UINT32, 1),
        _fact("llama.context_length", _UINT32, _CONTEXT),
        _fact("llama.embedding_length", _UINT32, _WIDTH),
        _fact("llama.feed_forward_length", _UINT32, _INNER),
        _fact("llama.attention.head_count", _UINT32, 2),
        _fact("llama.attention.layer_norm_rms_epsilon", _FLOAT32, 1e-5),
        _fact("tokenizer.ggml.model", _STRING, "llama"),
        _facts("tokenizer.ggml.tokens", _STRING, _VOCABULARY),
        _facts("tokenizer.ggml.scores", _FLOAT32, [0.0] * len(_VOCABULARY)),
        _facts("tokenizer.ggml.token_type", _INT32, [_UNKNOWN, _CONTROL, _CONTROL] + [_BYTE] * 256),
    ]
    numbers = random.Random(1)  # noqa: S311  weights, not secrets
    places, weights = b"", b""
    for name, shape in _TENSORS.items():
        places += _text(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
        places += struct.pack("<IQ", 0, len(weights))
        drawn = array("f", (numbers.gauss(0, 0.1) for _ in range(math.prod(shape))))
        weights += _padded(drawn.tobytes())
    head = b"GGUF" + struct.pack("<IQQ", 3, len(_TENSORS), len(facts)) + b"".join(facts) + places
    path.write_bytes(_padded(head) + weights)
    return path


def _fact(key: str, kind: int, value: str | float) -> bytes:
    return _text(key) + struct.pack("<I", kind) + _value(kind, value)


def _facts(key: str, kind: int, values: Sequence[str | float]) -> bytes:
    head = struct.pack("<IIQ", _ARRAY, kind, len(values))
    return _text(key) + head + b"".join(_value(kind, value) for value in values)


def _value(kind: int, value: str | float) -> bytes:
    if isinstance(value, str):
        return _text(value)
    return struct.pack({_UINT32: "<I", _INT32: "<i", _FLOAT32: "<f"}[kind], value)


def _text(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % _ALIGNMENT)
