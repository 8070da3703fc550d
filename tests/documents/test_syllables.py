"""Words that a file holds in syllables are put together, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from policygap.documents import read_policy, syllables
from policygap.model import Block, BlockKind

# Our own text: a policy as programs for layout leave it in a file, and as it is meant.
PARTED = """
USE OF FORCE

1. Of fi cers shall use de-es ca la tion tech niques when ev er it is fea si ble to do so, and
shall not re sort to phys i cal force while a per son is still will ing to talk. An of fi cer
who is not able to calm a per son shall call for an oth er mem ber of the de part ment, keep a
safe dis tance, and take cov er.

2. Ev ery of fi cer who sees an oth er per son us ing more force than is rea son able shall step
in to pre - vent it, and shall re port what hap pened to a su per vi sor be fore the end of the
shift. A su per vi sor who re ceives such a re port shall re view the in ci dent and all re cord
ings of it.

3. Med i cal aid shall be giv en prompt ly to any per son who was in jured. The of fi cer's re
port shall say what aid was giv en, by whom, and to which hos pi tal the per son was tak en. No
per son shall be left alone.

4. Dead ly force may be used only when it is nec es sary to de fend against an im mi nent threat
of death or se ri ous bod i ly in ju ry. The de part ment's pol i cy on dead ly force is taught
ev ery year to all of fi - cers, and each of fi cer shall show by a writ ten test that the pol i
cy is un der stood. A su per vi sor may be pres ent. The su per vi sor is not able to waive the
test. Re cords of the test are kept by the de part ment.
"""
WANTED = (
    "Officers shall use de-escalation techniques whenever it is feasible to do so",
    "and shall not resort to physical force",
    "An officer who is not able to calm a person shall call",
    "who sees another person using more force than is reasonable shall step in to prevent it",
    "Medical aid shall be given promptly to any person who was injured",
    "The officer's report shall say",
    "an imminent threat of death or serious bodily injury",
    "taught every year to all officers",
    "A supervisor may be present",
    "The supervisor is not able to waive the test",
)


def _blocks(*texts: str) -> list[Block]:
    return [Block(text, BlockKind.PARAGRAPH) for text in texts]


def test_a_text_file_in_syllables_is_read_in_words_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "parted.txt"
    path.write_text(PARTED)
    policy = read_policy([path])
    whole = " ".join(p.text for p in policy.provisions)
    assert [phrase for phrase in WANTED if phrase not in whole] == []
    assert any("in syllables" in note for note in policy.files[0].notes)


def test_a_pdf_in_syllables_is_read_in_words(write_pdf: Callable[..., Path]) -> None:
    policy = read_policy([write_pdf([[(72, line) for line in PARTED.splitlines()]])])
    whole = " ".join(p.text for p in policy.provisions)
    assert [phrase for phrase in WANTED if phrase not in whole] == []


def test_a_text_in_words_stays_as_it_is() -> None:
    texts = [re.sub(r" -\s", "", PARTED).replace("\n", " ")]
    blocks = tuple(_blocks(*syllables.mended(_blocks(*texts))[0].text.split(". ")))
    assert syllables.mended(blocks) == blocks
    assert not syllables.are_parted(block.text for block in blocks)


def test_a_few_words_do_not_tell() -> None:
    assert not syllables.are_parted(["Of fi cers shall re port it."])


@given(st.lists(st.sampled_from(PARTED.split()), min_size=250, max_size=300))
def test_no_letter_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    (block,) = syllables.mended(_blocks(text))
    assert re.sub(r"[ -]", "", block.text) == re.sub(r"[ -]", "", text)
