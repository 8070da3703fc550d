"""A policy made ready for matching: where concepts stand, and what is on the subject."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygap.analysis import finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.finder import Finder
from policygap.matching.modality import judge
from policygap.matching.phrasebook import compiled
from policygap.matching.reading import Reading
from policygap.matching.readings import PolicyReading
from policygap.model import Pattern, Polarity, ProvisionKind, State, Unit
from policygap.rubrics import load_rubrics

FINDER = Finder(compiled({"force": ["force"], "hair": ["hair"], "hold": ["not use choke hold"]}))


def test_phrase_may_begin_in_the_lead_in_and_end_in_the_item() -> None:
    policy = policy_from_text("Officers shall:\n(a) not use choke holds.\n(b) be kind.")
    reading = PolicyReading(policy, FINDER)
    items = [r for r in reading.readings if r.lead_words]
    assert items[0].spans("hold")
    assert items[0].lead_words == 2


def test_long_lead_in_is_read_whole() -> None:
    lead = "Force is never used lightly and " + "with the care that each case asks for, " * 3
    reading = PolicyReading(policy_from_text(f"{lead}members shall:\n(a) wait.\n(b) talk."), FINDER)
    item = next(r for r in reading.readings if r.provision.label == "(a)")
    assert item.spans("force") == ((0, 1),)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Supervisors – Review all force reports.", Polarity.REQUIRES),
        ("Watch commander: Review each report on force.", Polarity.REQUIRES),
        ("Sergeant - Reviews each report on force.", Polarity.REQUIRES),
        ("Supervisors – May review reports on force.", Polarity.PERMITS),
        ("Review board: The board reviews force.", Polarity.STATES),
    ],
)
def test_an_order_behind_those_it_is_for(text: str, polarity: Polarity) -> None:
    finder = Finder(compiled({"review": ["review"]}))
    reading = PolicyReading(policy_from_text(text), finder).readings[0]
    assert judge(*reading.sentence_of(reading.spans("review")[-1])).outcome is polarity


def test_sections_of_a_manual_without_a_word_of_force_are_off_the_subject() -> None:
    other = "".join(f"{n} GROOMING\n\nHair shall be short.\n\n" for n in range(1000, 1160))
    manual = PolicyReading(policy_from_text(f"{other}300 FORCE\n\nForce is a last resort."), FINDER)
    on = [i for i in range(len(manual.readings)) if manual.is_on_subject(i)]
    assert [manual.readings[i].provision.text for i in on] == ["Force is a last resort."]


def test_every_section_of_a_force_policy_is_on_the_subject() -> None:
    policy = policy_from_text("1 HAIR\n\nHair shall be short.\n\n2 FORCE\n\nForce is rare.")
    reading = PolicyReading(policy, FINDER)
    assert all(reading.is_on_subject(i) for i in range(len(reading.readings)))
    assert (
        len(
            list(
                reading.where.units(
                    Pattern((("force", "hair"),), unit=Unit.SECTION), reading.where.everywhere
                )
            )
        )
        == 2
    )


def test_the_title_of_a_file_tells_what_all_of_it_is_about() -> None:
    policy = policy_from_text("The sergeant goes over every incident.")
    titled = replace(policy, files=(replace(policy.files[0], title="Use of Force"),))
    assert PolicyReading(titled, FINDER).where.near(("force",), 1) == 1
    assert not PolicyReading(policy, FINDER).where.near(("force",), 1)


def _reading(text: str) -> Reading:
    return PolicyReading(policy_from_text(text), FINDER).readings[0]


@pytest.mark.parametrize(
    "text",
    [
        "The 1967 Manual allowed officers to shoot at a fleeing felon.",
        "The 2009 order let members use the hold.",
        "Under the 2009 order, members could fire warning shots.",
        "That rule was repealed.",
        "The order was since rescinded.",
        "The department had allowed the carotid hold.",
        "Formerly, the hold was taught.",
    ],
)
def test_what_looks_back_is_history(text: str) -> None:
    assert _reading(text).is_history


@pytest.mark.parametrize(
    "text",
    [
        "Officers shall follow the 2021 policy.",
        "Members shall use the 2021 order as amended.",
        "Under the 2021 policy officers shall report force.",
        "No officer shall fire unless a supervisor had authorized it.",
        "The hold was taken out of the curriculum in 2016 and is likewise prohibited.",
    ],
)
def test_a_year_alone_is_no_history(text: str) -> None:
    assert not _reading(text).is_history


@pytest.mark.parametrize(
    "text",
    [
        "The old rule on fleeing felons was struck down.",
        "The Court struck down the statute.",
        "In Tennessee v. Garner (1985) the Court limited deadly force.",
        "In Graham v. Connor, 490 U.S. 386 (1989), the Supreme Court set the standard.",
        "The Court's decision turns on what the officer knew.",
        "Statutes enacted in 2019 ask agencies to keep a policy.",
        "As originally passed, the bill asked for a warning.",
        "Under Graham, force is judged from the view of a reasonable officer.",
        "Under Graham v. Connor, the question is one of reasonableness.",
    ],
)
def test_what_a_law_or_a_court_says_is_background(text: str) -> None:
    assert _reading(text).is_background


@pytest.mark.parametrize(
    "text",
    [
        "Officers shall act under Graham v. Connor.",
        "Under Graham v. Connor, officers shall use only reasonable force.",
        "Officers shall follow the Court's decision in Graham.",
        "An officer struck down by a car shall be helped.",
        "In court, officers shall tell the truth.",
        "One who meets the terms of Section 6.1 need not have tried, or ruled out, other means.",
    ],
)
def test_what_adopts_a_law_is_no_background(text: str) -> None:
    assert not _reading(text).is_background


@pytest.mark.parametrize(
    "text",
    [
        "Backup: Patrol Manual, Part 2.",
        "Details: see the Training Bulletin.",
        "Details: see Policy 300.",
        "Ref. Policy 304.",
        "(Ref. Policy 304)",
        "(See Policy 304.)",
        "Complaints are investigated in accordance with Directive 6.10.",
        "Complaints are received, and looked into, in the manner laid down in Policy 2-07.",
        "Requests for records are handled as provided in Section 12.080.",
        "Requests for records are handled as Directive 4-500 provides.",
        "Complaints are investigated as Order 2.06 provides.",
        "Complaints are investigated in accordance with Rule 210.",
        "The inquiry itself is run under Directive 208.",
        "Complaints are taken in as G.O. 2-06 provides.",
        "Peer support | Order 3.10",
        "Regulation 07.340 | Officer Wellness and Peer Assistance",
        "Names of the courses are in Appendix B.",
        "Peer support is treated in 3-11/00 (Psychological Services).",
        "Policy 2.4 tells how a complaint is taken.",
        "Related directives: 2.14 (Communications), 10.02 (Wellness)",
        "How a complaint is looked into is in Policy 2.11, Internal Inquiries.",
        "What the desk does on such calls is in Communications Directive 9.",
        "The taking of complaints shall be in accordance with Order 26, Complaints.",
        "A complaint is taken up, and the matter investigated, as set out in General Order 52.",
        "The titles of the courses are those in the Training Bulletin.",
        "Complaints from visitors are investigated under AD 2-03, Complaints.",
        "Complaints are received in the manner that G.O. 9 provides.",
    ],
)
def test_labels_that_point_are_pointers(text: str) -> None:
    assert _reading(text).is_pointer


@pytest.mark.parametrize(
    "text",
    [
        "Prohibited: choke holds.",
        "Note: officers shall report force.",
        "Reporting: officers report force to a supervisor.",
        "Reports of force are public records under state law.",
        "Officers shall report force (Form 12).",
        "Consistent with Directive 9, members who see excessive force shall report it.",
        "Every use of force shall be set out in writing on Form 31.",
        "The penalty will be set at least one step below that of the officer who acted.",
        "A failure may be addressed by coaching or by action under the labor agreement.",
        "An officer whose force is in violation of this policy is disciplined.",
        "Every decision that this Order governs begins from the worth of life.",
        "Holds are barred unless deadly force is authorized under Section 1/561.10.",
        "A commander who learns of reprisal shall refer it to the board under this policy.",
        "Each rule in this Directive is read so that the life at risk is that of all.",
        "Any use of force | Form 12",
        "Earlier choices are a matter for training and are not weighed under this policy.",
        "Forms are kept at the front counter of every station under Policy 3.",
        "The memorandum shall tell why the officer was there and what was said.",
        "Training shall be in accordance with the needs of each unit.",
    ],
)
def test_labels_that_rule_and_laws_that_describe_are_no_pointers(text: str) -> None:
    assert not _reading(text).is_pointer


def test_a_clause_that_points_leaves_the_rule_beside_it_a_rule() -> None:
    text = "Members shall be trained each year; the titles of the courses are listed in Plan 3."
    reading = _reading(text)
    assert not reading.is_pointer
    assert [text[a:b].strip() for a, b in reading.pointing] == [text.partition("; ")[2]]
    both = "Complaints are treated in Policy 3; records are treated in Policy 4."
    assert _reading(both).is_pointer


def test_what_stands_in_a_list_of_related_orders_only_points() -> None:
    policy = policy_from_text("Related orders:\n\n(a) Peer support\n(b) Wellness")
    items = [r for r in PolicyReading(policy, FINDER).readings if r.provision.lead_in]
    assert items
    assert all(reading.is_pointer for reading in items)


@pytest.mark.parametrize(
    ("second", "around"),
    [
        ("The same member shall tell a sergeant.", True),
        ("A member who saw such conduct shall tell a sergeant.", True),
        ("A member who fails in the duty of paragraph A is disciplined.", True),
        ("It shall be told to a sergeant.", True),
        ("Members shall tell a sergeant.", False),
    ],
)
def test_a_paragraph_that_goes_on_has_the_one_before_it_around_it(
    second: str, around: bool
) -> None:
    policy = policy_from_text(f"1 DUTY\n\nMembers stop wrong force.\n\n{second}")
    reading = PolicyReading(policy, FINDER)
    last = len(reading.readings) - 1
    assert bool(reading.where.near(("force",), 1 << last)) == around


@pytest.mark.parametrize(
    ("first", "second", "around"),
    [
        ("A member who sees wrong force steps in.", "Report. The member shall tell all.", True),
        ("Any deputy present who sees force steps in.", "The deputy shall tell a sergeant.", True),
        ("Members stop wrong force.", "The member shall tell a sergeant.", False),
        ("A member who sees wrong force steps in.", "A member shall be fair.", False),
    ],
)
def test_a_paragraph_on_somebody_has_the_one_that_tells_of_him_around_it(
    first: str, second: str, around: bool
) -> None:
    policy = policy_from_text(f"1 DUTY\n\n{first}\n\n{second}")
    reading = PolicyReading(policy, FINDER)
    last = len(reading.readings) - 1
    assert bool(reading.where.near(("force",), 1 << last)) == around


def test_an_announced_exception_is_the_next_sentence() -> None:
    policy = policy_from_text("Holds are banned, with one exception. You may use one to live. Go.")
    assert PolicyReading(policy, FINDER).exceptions_after(0) == (1,)


def test_an_exception_may_open_the_paragraph_or_the_item_behind() -> None:
    for text in (
        "Holds are banned.\n\nThe only exception is a fight for life. Go.",
        "(a) Holds are banned.\n\n(b) The only exception is a fight for life.",
    ):
        reading = PolicyReading(policy_from_text(text), FINDER)
        places = {r.provision.text: i for i, r in enumerate(reading.readings)}
        own = places["Holds are banned."]
        assert reading.exceptions_after(own) == (places["The only exception is a fight for life."],)


def test_an_exception_in_the_next_section_is_one_to_what_stands_there() -> None:
    text = "1 HOLDS\n\nHolds are banned.\n\n2 VEHICLES\n\nThe only exception is a fight for life."
    assert PolicyReading(policy_from_text(text), FINDER).exceptions_after(0) == ()


def test_an_exception_to_the_last_rule_leaves_those_before_it_whole() -> None:
    text = "Choking is banned. So are sleepers. To this last rule there is an exception for life."
    reading = PolicyReading(policy_from_text(text), FINDER)
    assert [reading.exceptions_after(place) for place in (0, 1)] == [(), (2,)]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Backdrop. Look behind the target.", [False, True]),
        ("Requests for copies. Send them to the clerk.", [False, True]),
        ("What is around. Look behind the target.", [False, True]),
        ("No warning shots. They endanger others.", [True, True]),
        ("Step back. You have time.", [True, True]),
        ("Holds are banned. They kill.", [True, True]),
        ("Backdrop.", [True]),
    ],
)
def test_a_mere_name_before_the_sentences_of_a_paragraph_says_nothing(
    text: str, rules: list[bool]
) -> None:
    reading = PolicyReading(policy_from_text(text), FINDER)
    assert [each.is_rule for each in reading.readings] == rules


def test_a_short_name_is_read_as_the_last_word_of_the_long_one() -> None:
    finder = Finder(compiled({"report": ["every report"], "board": ["the board"]}))
    text = (
        "He writes a Force Encounter Report (FER, Form 9). Every FER is read.\n\n"
        "He writes a Statement of Force (Form KX-31). Every KX-31 is kept.\n\n"
        "It goes to the Response Board (QRB). The QRB meets."
    )
    where = PolicyReading(policy_from_text(text), finder).where
    places = [
        place for place in range(6) for name in ("report", "board") if where.says(place, (name,))
    ]
    assert places == [1, 5]
    assert where.spans(1, "report") == ((0, 2),)


@pytest.mark.parametrize(
    ("row", "pointing"),
    [
        ("Level | Force | See 5 | A shot at a person | Section 8 governs", "Section 8 governs"),
        ("Evidence storage | Order 802", "Evidence storage | Order 802"),
    ],
)
def test_a_row_points_with_the_cells_that_do(row: str, pointing: str) -> None:
    reading = _reading(row)
    reading = replace(reading, provision=replace(reading.provision, kind=ProvisionKind.ROW))
    assert [row[a:b].strip() for a, b in reading.pointing] == [pointing]


def test_a_list_is_about_what_introduces_it() -> None:
    key = "ca-sb230/review-factors/factors"
    lead_in = "Those who later judge whether force was reasonable shall weigh these matters:"
    items = ("(a) the ground and the weather;", "(b) who was there;", "(c) the hour of the day.")
    reading = PolicyReading(policy_from_text("\n".join((lead_in, *items))), FINDER)
    places = {r.provision.kind: n for n, r in enumerate(reading.readings)}
    assert reading.likely(places[ProvisionKind.LIST], key) >= reading.likely(0, key) / 2


def test_a_few_words_are_not_judged_by_likeness() -> None:
    reading = PolicyReading(policy_from_text("Duty to intercede by officers now."), FINDER)
    assert reading.opinion("ca-sb230/intercede/duty") is not None
    few = PolicyReading(policy_from_text("Duty to intercede."), FINDER)
    assert few.opinion("ca-sb230/intercede/duty") is None


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("I.O. 5:1, Persons in Crisis", True),
        ("GO 710, Reporting Use of Force", True),
        ("SOP 2-19 - Response to Behavioral Health Issues", True),
        ("Policy 304 requires every Officer to report.", False),
        ("Force shall be set down by the officer on Form 14, before the shift ends.", False),
    ],
)
def test_the_number_and_title_of_another_text_only_points_there(text: str, *, points: bool) -> None:
    reading = PolicyReading(policy_from_text(f"{text}\n"), FINDER)
    assert reading.readings[0].is_pointer is points


APART = "2000 CARS\n\n{}\n\n300 FORCE\n\nForce is a last resort."
WITHIN = "2000 CARS\n\nCars are washed.\n\n300 FORCE\n\nForce is a last resort. {}"
CARS = "".join(f"{n} CARS\n\nCars shall be clean.\n\n" for n in range(1000, 1070))
RULE = "Officers shall keep their distance and wait."
STRAY = "Passengers are let out at a safe distance from the scene."


@pytest.mark.parametrize(
    ("part", "said", "state"),
    [
        (APART, RULE, State.PRESENT),
        (WITHIN, RULE, State.PRESENT),
        (APART, STRAY, State.ABSENT),
    ],
)
def test_in_a_manual_what_stands_apart_from_force_must_read_clearly_like_an_element(
    part: str, said: str, state: State
) -> None:
    rubrics = load_rubrics(["ca-post"])
    every = (e for r in rubrics[0].requirements for e in r.elements)
    element = next(e for e in every if e.key == "ca-post/time-distance-cover/distance")
    manual = policy_from_text(CARS + part.format(said))
    assert judge_element(PolicyReading(manual, finder(rubrics)), element).state is state
