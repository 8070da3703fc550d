"""What a sentence does with an act stays the same however it is put and whatever stands beside it.

Each act is put into all frames, alone and as an item behind the frame's words, and gets additions
at every place where writers of policies put them.
"""

from __future__ import annotations

import pytest

from policygap.matching.modality import judge
from policygap.model import Polarity, Strength

ACTS = (
    ("report the force to a supervisor", "reporting"),
    ("call for an ambulance and give first aid", "calling"),
    ("attend eight hours of training on this policy", "attending"),
    ("step in and stop the other officer", "stepping"),
    ("photograph the injuries of the person", "photographing"),
)
MUST, SHOULD, MAY = Strength.MUST, Strength.SHOULD, Strength.MAY
# What goes before the act, or before its gerund ("... from").
FRAMES = {
    (Polarity.REQUIRES, MUST): (
        "Officers shall",
        "It shall be the duty of every officer to",
        "It is the responsibility of each officer to",
        "Officers are obligated to",
        "Officers are to",
        "Each officer is responsible for",
        "It is mandatory that officers",
        "The Department requires officers to",
        "No officer shall fail to",
        "An officer has no discretion but to",
        "Officers are charged with",
    ),
    (Polarity.REQUIRES, SHOULD): (
        "Officers should",
        "Officers are expected to",
        "It is expected that officers will",
        "Best practice is for officers to",
    ),
    (Polarity.PERMITS, MAY): (
        "Officers may",
        "Officers are permitted to",
        "An officer has discretion to",
    ),
    (Polarity.PERMITS, MUST): (
        "Nothing in this policy prohibits an officer from",
        "Nothing herein shall prevent an officer from",
    ),
    (Polarity.PROHIBITS, MUST): (
        "Officers shall not",
        "Officers are prohibited from",
        "No officer may",
        "Under no circumstances shall an officer",
        "It is a violation of this policy for an officer to",
        "It shall be a violation for any officer to",
        "Officers are not authorized to",
    ),
    (Polarity.PROHIBITS, SHOULD): ("Officers should not", "Officers should refrain from"),
    (Polarity.EXEMPTS, MUST): (
        "Officers are not required to",
        "Officers need not",
        "Nothing in this policy requires an officer to",
        "There is no requirement that officers",
    ),
}
CASES = [
    (frame, act, gerund, *meant)
    for meant, frames in FRAMES.items()
    for frame in frames
    for act, gerund in ACTS
]


def said(frame: str, act: str, gerund: str) -> str:
    """Return the act as it stands behind the words of a frame."""
    takes_gerund = frame.endswith((" from", " for", " with"))
    return gerund + act[act.index(" ") :] if takes_gerund else act


@pytest.mark.parametrize(("frame", "act", "gerund", "polarity", "strength"), CASES)
def test_every_frame_does_what_it_says(
    frame: str, act: str, gerund: str, polarity: Polarity, strength: Strength
) -> None:
    acting = said(frame, act, gerund)
    found = judge(f"{frame} {acting}.", len(frame) + 1, len(frame) + 1 + acting.index(" "))
    assert (found.outcome, found.strength, found.embedded) == (polarity, strength, False)


@pytest.mark.parametrize("tail", [":", " the following:"])
@pytest.mark.parametrize(("frame", "act", "gerund", "polarity", "strength"), CASES)
def test_every_frame_governs_the_items_of_a_list(
    frame: str, act: str, gerund: str, polarity: Polarity, strength: Strength, tail: str
) -> None:
    acting = said(frame, act, gerund)
    verb = " do" if tail != ":" and acting == act else ""
    found = judge(f"{acting}.", 0, acting.index(" "), f"{frame}{verb}{tail}")
    assert (found.outcome, found.strength, found.embedded) == (polarity, strength, False)


BARE = (
    " without delay",
    " without any hesitation",
    " as soon as practicable",
    " at the earliest opportunity",
    " so far as is safe",
    " whenever feasible",
    " of his or her own accord",
    " then and there",
    " at all times",
)
SHUT_OFF = (
    ", when feasible,",
    ", regardless of rank,",
    ", whether on or off duty,",
    ", no later than the end of the shift,",
    ", in addition to any other duty,",
    ", unless it is unsafe to do so,",
    ", without being asked,",
    ", whatever the reason,",
)


@pytest.mark.parametrize("added", [*BARE, *SHUT_OFF])
@pytest.mark.parametrize("modal", ["shall", "shall not", "should", "may"])
@pytest.mark.parametrize("act", [act for act, _ in ACTS])
def test_what_is_put_between_a_modal_and_its_verb_changes_nothing(
    act: str, modal: str, added: str
) -> None:
    verb = act.partition(" ")[0]
    plain, fuller = f"Officers {modal} {act}.", f"Officers {modal}{added} {act}."
    wanted, found = (judge(s, s.index(verb), s.index(verb) + len(verb)) for s in (plain, fuller))
    assert (found.outcome, found.strength, found.embedded) == (
        wanted.outcome,
        wanted.strength,
        False,
    )


@pytest.mark.parametrize("added", [*BARE, *SHUT_OFF])
@pytest.mark.parametrize("modal", ["shall", "shall not", "should", "may"])
def test_nor_what_is_put_between_be_and_its_participle(modal: str, added: str) -> None:
    text = f"The injuries of the person {modal} be{added} photographed by a supervisor."
    start = text.index("photographed")
    found = judge(text, start, start + len("photographed"))
    plain = f"The injuries of the person {modal} be photographed by a supervisor."
    start = plain.index("photographed")
    wanted = judge(plain, start, start + len("photographed"))
    assert (found.outcome, found.strength) == (wanted.outcome, wanted.strength)


@pytest.mark.parametrize("added", [a for a in SHUT_OFF if "whatever" not in a])
@pytest.mark.parametrize("modal", ["shall", "may"])
def test_nor_what_is_put_behind_no_officer(modal: str, added: str) -> None:
    text = f"No officer{added} {modal} discharge a firearm from a moving vehicle."
    found = judge(text, text.index("discharge"), text.index("discharge") + 9)
    assert (found.outcome, found.strength) == (Polarity.PROHIBITS, MUST)


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("No deputy may ride alone until trained in this policy.", "trained", "requires"),
        (
            "Officers may not carry a baton without having passed the test.",
            "passed the test",
            "requires",
        ),
        (
            "No one shall retaliate against a member for reporting, in good faith, that another"
            " member may have broken the law.",
            "retaliate against",
            "prohibits",
        ),
        (
            "Whoever sees force beyond what the order allows shall step in.",
            "step in",
            "requires",
        ),
        ("Members receive no fewer than eight hours of lessons.", "lessons", "states"),
        (
            "A sergeant who neither used nor saw the force shall go there.",
            "go there",
            "requires",
        ),
        (
            "Neither a choke hold, by which is meant any hold that stops the breath, nor a neck"
            " hold shall be applied.",
            "choke hold",
            "prohibits",
        ),
        (
            "Among all that we value, none stands higher than a human life.",
            "human life",
            "states",
        ),
        (
            "A choke hold, which is any pressure on the throat, and a neck hold shall not be used.",
            "choke hold",
            "prohibits",
        ),
        ("Holds are barred in all cases save one: deadly force is due.", "Holds", "prohibits"),
        ("Members act free of bias.", "act", "states"),
        (
            "Nothing in this section bars a report, but officers shall not delay care.",
            "delay care",
            "prohibits",
        ),
    ],
)
def test_sentences_that_misled_the_parser(text: str, act: str, polarity: str) -> None:
    start = text.index(act)
    assert judge(text, start, start + len(act)).outcome is Polarity(polarity)
