"""A translation package of the real format, a few MiB, that replaces each piece by another one.

All matrices are random, so its arithmetic is that of a trained Transformer; one circuit is laid over them:
the last decoder layer looks up the position of the source at which the translation has come, by a code
in the residual stream, and the output projection reads the piece there by a fixed table. The end of the
source, which every later position falls back on, ends the translation. So it ends by itself, takes each
piece once, in order, and its attention is an alignment, unless it is asked to show another layer's.
"""

from __future__ import annotations

import io
import json
import random
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

from benchmarks.marked import marked_sentences

HEADS, WIDTH, INNER, POSITIONS = 4, 256, 512, 512
CODE = WIDTH // HEADS
"""Dimensions of the code of a position; the others hold the piece."""
CONTENT = WIDTH - CODE
PEAK = 16.0
"""How sure it is of each piece."""
MASKS = " ".join(f"{left}{n}{right}" for left, right in (("XQ", "Z"), ("X", "X")) for n in range(12))


@dataclass(frozen=True)
class Toy:
    """What a toy package is to be."""

    source: str = "en"
    target: str = "vi"
    version: str = "1.0"
    same: bool = False
    """True to give each text back as it is."""
    shows_alignment: bool = True
    """False to show the attention of a layer that aligns nothing."""


def write(folder: Path, toy: Toy = Toy()) -> Path:
    """Write the package into a folder, and return its path."""
    name = f"translate-{toy.source}_{toy.target}-{toy.version.replace('.', '_')}"
    tokenizer = _tokenizer()
    metadata = {
        "package_version": toy.version,
        "argos_version": "1.9",
        "from_code": toy.source,
        "from_name": toy.source,
        "to_code": toy.target,
        "to_name": toy.target,
    }
    path = folder / f"{name}.argosmodel"
    with tempfile.TemporaryDirectory() as model, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        _spec(tokenizer, toy).save(model)
        for file in sorted(Path(model).iterdir()):
            package.write(file, f"{name}/model/{file.name}")
        package.writestr(f"{name}/sentencepiece.model", tokenizer)
        package.writestr(f"{name}/metadata.json", json.dumps(metadata))
    return path


@cache
def _tokenizer() -> bytes:
    texts = [one.plain for one in marked_sentences(600)] + [MASKS, *(str(n) for n in range(10))] * 3
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=600,
        hard_vocab_limit=False,
        character_coverage=1.0,
        split_digits=True,
        user_defined_symbols=list("!\"'()-:;?–’“”"),
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def _spec(tokenizer: bytes, toy: Toy) -> Any:
    pieces = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    vocabulary = [pieces.id_to_piece(number) for number in range(pieces.vocab_size())]
    chance = np.random.default_rng(1)
    spec = TransformerSpec.from_config((2, 2), HEADS, pre_norm=True)
    if not toy.shows_alignment:
        spec.decoder.alignment_layer = np.dtype("int16").type(0)
    meaning = chance.standard_normal((len(vocabulary), CONTENT)).astype(np.float32)
    _embed(spec, meaning, chance)
    for layer in (*spec.encoder.layer, *spec.decoder.layer):
        _noise(layer, chance)
    _look_up(spec.decoder.layer[-1].attention, meaning[2])
    table = np.arange(len(vocabulary)) if toy.same else _table(vocabulary)
    weights = np.zeros((len(vocabulary), WIDTH), np.float32)
    weights[table, :CONTENT] = PEAK * meaning / CONTENT
    bias = np.zeros(len(vocabulary), np.float32)
    bias[1] = -50  # <s> never comes
    spec.decoder.projection.weight, spec.decoder.projection.bias = weights, bias
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _table(vocabulary: list[str]) -> np.ndarray:
    """Return for each piece the one that replaces it: a word of the same shape."""
    table = np.arange(len(vocabulary))
    shapes: dict[tuple[bool, bool], list[int]] = {}
    masks = set("XQZ")
    for number, piece in enumerate(vocabulary):
        letters = piece.lstrip("▁")
        if number > 2 and letters.isalpha() and not masks & set(letters):
            shapes.setdefault((piece.startswith("▁"), letters[0].isupper()), []).append(number)
    for numbers in shapes.values():
        shuffled = numbers[:]
        random.Random(1).shuffle(shuffled)
        for number, other in zip(shuffled, [*shuffled[1:], shuffled[0]], strict=True):
            table[number] = other
    return table


@cache
def _codes() -> np.ndarray:
    """Return a code of signs for each position, as little alike as can be drawn."""
    chance = np.random.default_rng(2)
    codes = np.zeros((POSITIONS, CODE), np.float32)
    for number in range(POSITIONS):
        drawn = np.sign(chance.standard_normal((256, CODE - 4))).astype(np.float32)
        alike = np.abs(codes[:number, :-4] @ drawn.T).max(0) if number else np.zeros(256)
        codes[number, :-4] = drawn[alike.argmin()]
    return codes


def _embed(spec: Any, meaning: np.ndarray, chance: np.random.Generator) -> None:
    places = np.zeros((POSITIONS, WIDTH), np.float32)
    places[:, CONTENT:] = _codes()
    source = np.zeros((len(meaning), WIDTH), np.float32)
    source[:, :CONTENT] = meaning / np.sqrt(WIDTH)
    target = np.zeros_like(source)
    target[:, :CONTENT] = 0.2 * chance.standard_normal(meaning.shape) / np.sqrt(WIDTH)
    spec.encoder.embeddings[0].weight, spec.decoder.embeddings.weight = source, target
    spec.encoder.position_encodings.encodings = spec.decoder.position_encodings.encodings = places
    for norm in (spec.encoder.layer_norm, spec.decoder.layer_norm):
        _plain_norm(norm)


def _noise(layer: Any, chance: np.random.Generator) -> None:
    _linear(layer.ffn.linear_0, INNER, WIDTH, 1.0, chance)
    _linear(layer.ffn.linear_1, WIDTH, INNER, 0.02, chance)
    _plain_norm(layer.ffn.layer_norm)
    _linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH, 1.0, chance)
    attentions = [layer.self_attention]
    if hasattr(layer, "attention"):
        _linear(layer.attention.linear[0], WIDTH, WIDTH, 1.0, chance)
        _linear(layer.attention.linear[1], 2 * WIDTH, WIDTH, 1.0, chance)
        attentions.append(layer.attention)
    for attention in attentions:
        _linear(attention.linear[-1], WIDTH, WIDTH, 0.04, chance)
        _plain_norm(attention.layer_norm)


def _look_up(attention: Any, end: np.ndarray) -> None:
    """Make every head find the position of the source by its code, and copy what stands there."""
    query, both, out = attention.linear
    asked, kept, given = query.weight * 0.02, both.weight * 0.02, out.weight.copy()
    strength = (CODE - 4) / np.sqrt((CONTENT * 0.04 + CODE - 4) / WIDTH)
    for head in range(HEADS):
        rows = slice(head * CODE, (head + 1) * CODE)
        asked[rows, CONTENT:] += 2.0 * np.eye(CODE, dtype=np.float32)
        kept[rows, CONTENT:] += np.eye(CODE, dtype=np.float32)
        # A position behind the end of the source finds its end.
        query.bias[rows.stop - 1] = 0.534 * 2 * strength / 8
        kept[rows.stop - 1, :CONTENT] += 8 * end / float(end @ end)
        if rows.start < CONTENT:
            width = min(CODE, CONTENT - rows.start)
            kept[WIDTH + rows.start : WIDTH + rows.start + width, rows.start : rows.start + width] += np.eye(
                width, dtype=np.float32
            )
    given[:CONTENT, :CONTENT] += np.eye(CONTENT, dtype=np.float32)
    query.weight, both.weight, out.weight = (w.astype(np.float32) for w in (asked, kept, given))


def _linear(spec: Any, rows: int, columns: int, scale: float, chance: np.random.Generator) -> None:
    spec.weight = (chance.standard_normal((rows, columns)) * scale / np.sqrt(columns)).astype(np.float32)
    spec.bias = np.zeros(rows, np.float32)


def _plain_norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
