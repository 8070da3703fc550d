"""A policy made ready for matching: where concepts stand, and what is on the subject."""

from __future__ import annotations

from policygap.documents import policy_from_text
from policygap.matching.finder import Finder
from policygap.matching.phrasebook import compiled
from policygap.matching.readings import PolicyReading
from policygap.model import Unit

FINDER = Finder(compiled({"force": ["force"], "hair": ["hair"], "hold": ["not use choke hold"]}))


def test_phrase_may_begin_in_the_lead_in_and_end_in_the_item() -> None:
    policy = policy_from_text("Officers shall:\n(a) not use choke holds.\n(b) be kind.")
    reading = PolicyReading(policy, FINDER)
    items = [r for r in reading.readings if r.lead_words]
    assert "hold" in items[0].hits
    assert items[0].lead_words == 2


def test_long_lead_in_is_read_whole() -> None:
    lead = "Force is never used lightly and " + "with the care that each case asks for, " * 3
    reading = PolicyReading(policy_from_text(f"{lead}members shall:\n(a) wait.\n(b) talk."), FINDER)
    item = next(r for r in reading.readings if r.provision.label == "(a)")
    assert item.hits["force"] == ((0, 1),)


def test_sections_of_a_manual_without_a_word_of_force_are_off_the_subject() -> None:
    other = "".join(f"{n} GROOMING\n\nHair shall be short.\n\n" for n in range(1000, 1160))
    manual = PolicyReading(policy_from_text(f"{other}300 FORCE\n\nForce is a last resort."), FINDER)
    on = [i for i in range(len(manual.readings)) if manual.is_on_subject(i)]
    assert [manual.readings[i].provision.text for i in on] == ["Force is a last resort."]


def test_every_section_of_a_force_policy_is_on_the_subject() -> None:
    policy = policy_from_text("1 HAIR\n\nHair shall be short.\n\n2 FORCE\n\nForce is rare.")
    reading = PolicyReading(policy, FINDER)
    assert all(reading.is_on_subject(i) for i in range(len(reading.readings)))
    assert len(reading.units(Unit.SECTION)) == 2
