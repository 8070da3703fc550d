"""Train the second opinion of policygap.matching.topics on labelled texts and keep its weights.

    python benchmarks/topics.py [LABELLED.yaml ...]

Learns from the rubrics' own examples, what their elements say and suggest, and from the passages
and policies in tests/passages and tests/policies (or the files named), and writes
policygap/matching/topics.npz. A policy's passages that no label quotes speak of no element. What is
in the folders `kept` is not learnt: it is there to be measured on. Takes the extra `train`. The
same input gives the same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from policygap.documents import read_policy
from policygap.matching.language import words
from policygap.matching.matters import READ
from policygap.matching.topics import BITS, NONE, WEIGHTS, number, phrases_in
from policygap.model import ProvisionKind, State
from policygap.rubrics import available, load_rubrics

ROOT = Path(__file__).parents[1]
LEARNT = ("passages", "passages/wide", "policies")
SHARE = 0.6  # of a quote's words that a passage must have to be the one that it was taken from
LINE = 25  # characters; what is shorter says nothing


def passages(files: Sequence[Path]) -> list[tuple[str, str, str]]:
    """Return key, state and text of everything to learn from."""
    found = [passage for file in files for passage in labelled(file)]
    for rubric in load_rubrics(available()):
        for requirement in rubric.requirements:
            for element in requirement.elements:
                key = f"{rubric.id}/{requirement.id}/{element.id}"
                found += [(key, e.state.value, e.text) for e in element.examples]
                found += [(key, "present", text) for text in (element.says, element.suggest)]
    return found


def labelled(file: Path) -> list[tuple[str, str, str]]:
    """Return the labelled passages of a file, or those of the policy that it labels."""
    data = yaml.safe_load(file.read_text())
    if isinstance(data, list):
        return [(p["key"], p["state"], p["text"]) for p in data]
    policy = read_policy([file.parent / data["policy"]])
    single = (p for p in policy.provisions if p.kind is not ProvisionKind.LIST)
    texts = {p.full_text[:READ]: _words(p.full_text[:READ]) for p in single}
    found = [
        (key, label["state"], text)
        for key, label in data["labels"].items()
        for text in _quoted(texts, _words(label.get("quote", "")))
    ]
    rest = texts.keys() - {text for _, _, text in found}
    return found + [("", State.ABSENT, text) for text in texts if text in rest and len(text) > LINE]


def _quoted(texts: Mapping[str, frozenset[str]], quote: frozenset[str]) -> list[str]:
    """Return the text that holds most of a quote's words, if it holds enough; the shorter one."""
    if not quote:
        return []
    best = max(texts, key=lambda text: len(quote & texts[text]) - len(texts[text]) / 10)
    return [best] if len(quote & texts[best]) >= SHARE * len(quote) else []


def _words(text: str) -> frozenset[str]:
    return frozenset(word.text for word in words(text))


def trained(texts: Sequence[Counter[str]], labels: Sequence[str]) -> dict[str, np.ndarray]:
    """Return a model's names, weights (in whole numbers of scale), scale, bias and rarity."""
    rows = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
    columns = [number(phrase) for text in texts for phrase in text]
    values = [1 + np.log(count) for text in texts for count in text.values()]
    counts = csr_matrix((values, (rows, columns)), shape=(len(texts), 1 << BITS))
    having = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + len(texts)) / (1 + having)) + 1
    weighed = counts.multiply(rarity).tocsr()
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    model = LogisticRegression(C=20, max_iter=300)
    model.fit(diags(1 / np.maximum(lengths, 1e-9)) @ weighed, labels)
    scale = np.abs(model.coef_).max() / 127
    return {
        "names": np.array(model.classes_, dtype=str),
        "weights": np.round(model.coef_ / scale).astype(np.int8),
        "scale": np.array(scale),
        "bias": model.intercept_.astype(np.float32),
        "rarity": rarity.astype(np.float16),
    }


def kinship(weights: np.ndarray, none: int) -> np.ndarray:
    """Return how much the rows of each two names are alike: the cosine, 0 where below, or of none.

    What all names have in common tells nothing of any, and is left out.
    """
    own = weights.astype(np.float32)
    own -= own.mean(axis=0)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    alike = np.clip(own @ own.T, 0, 1)
    alike[none] = 0
    return alike


def main() -> None:
    """Train both models and write them."""
    kept = [file for name in LEARNT for file in sorted((ROOT / "tests" / name).glob("*.yaml"))]
    files = [Path(a) for a in sys.argv[1:]] or kept
    found = passages(files)
    said = [p for p in found if p[1] != "absent"]
    texts = [phrases_in(text) for _, _, text in found]
    models = {
        "topics": trained(texts, [key if state != "absent" else NONE for key, state, _ in found]),
        "states": trained([phrases_in(p[2]) for p in said], [state for _, state, _ in said]),
    }
    kept = {f"{kind}_{part}": v for kind, model in models.items() for part, v in model.items()}
    kept["kinship"] = kinship(kept["topics_weights"], kept["topics_names"].tolist().index(NONE))
    np.savez_compressed(WEIGHTS, **kept)
    sys.stdout.write(f"{len(found)} passages; {WEIGHTS.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    main()
