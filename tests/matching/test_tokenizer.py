"""The tokenizer that learns what the texts ask for splits as the one that was saved."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from policygap.matching.language import forgetting, pipeline
from policygap.matching.tokenizer import LazyTokenizer

TEXTS = (
    "Officers don't, can't and shouldn’t fire (e.g., at 5p.m. or 10 a.m.) unless they're shot at.",
    "See § 835a(c)(1)(B), Gov. Code 7286, e.g. www.example.gov/policy?x=1; cf. U.S.C.—or not…",
    "A 12-gauge/beanbag round, 37mm/40mm launchers; $5.00, 20%, 3°C. :) <3 and/or him/her.",
    "• “Deadly force” means… ‘any use’ – of force; cannot gonna Im dont Ill",
    "Naïve façade ½ µg © ® Ærø",
    "Принудительная сила. 武力の行使 ﬁre ✓ ● ■ → ☐ € 5€ 😀 ﷼ Ω",
    "\tTabs  and\n\nlines ",
    "",
)
MIXED = st.text(st.sampled_from("abcnt'’.-,:;()/§$%5am pmDOI“”—…• \n😀ﬁжß"), max_size=40)


@cache
def saved() -> Any:
    """Return the tokenizer that was saved with the model, whole."""
    nlp = pipeline()
    return Tokenizer(nlp.vocab).from_disk(Path(nlp.path or "", "tokenizer"), exclude=["vocab"])


def split(tokenizer: Any, text: str) -> list[tuple[str, str]]:
    return [(token.text, token.norm_) for token in tokenizer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_split_as_the_saved_tokenizer_splits_them(text: str) -> None:
    assert split(pipeline().tokenizer, text) == split(saved(), text)


@given(MIXED)
def test_whatever_a_text_holds(text: str) -> None:
    assert split(pipeline().tokenizer, text) == split(saved(), text)


def test_what_a_memory_zone_taught_is_learnt_anew_in_the_next() -> None:
    nlp = pipeline()
    assert isinstance(nlp.tokenizer, LazyTokenizer)
    for _ in range(3):
        with forgetting():
            said = [(t.text, t.lemma_, t.tag_, str(t.morph)) for t in nlp("They don't go at 5p.m.")]
        assert said[1:3] == [
            ("do", "do", "VBP", "Mood=Ind|Tense=Pres|VerbForm=Fin"),
            ("n't", "not", "RB", "Polarity=Neg"),
        ]
