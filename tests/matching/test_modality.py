"""How sentences speak of an act: the hostile ones that undo keyword matchers, and plain ones."""

from __future__ import annotations

import pytest

from policygap.matching.modality import exceptions, judge
from policygap.model import Polarity, Strength

# The act judged stands between asterisks; the second column is what introduces its list.
SENTENCES = [
    (
        "Officers who observe another officer using excessive force shall, when in a position "
        "to do so, *intercede*.",
        "",
        "requires",
        "must",
        False,
    ),
    (
        "*Choke holds* are prohibited except where deadly force is justified.",
        "",
        "prohibits",
        "must",
        False,
    ),
    ("Nothing in this policy requires officers to *intercede*.", "", "exempts", "must", False),
    ("Use of the *carotid restraint* is not authorized.", "", "prohibits", "must", False),
    (
        "No member shall use a *choke hold* unless deadly force is authorized.",
        "",
        "prohibits",
        "must",
        False,
    ),
    (
        "Failure to use *de-escalation* is not a violation of this policy.",
        "",
        "exempts",
        "must",
        False,
    ),
    ("It is the duty of every deputy to *step in*.", "", "requires", "must", False),
    ("Officers shall not be required to *intercede*.", "", "exempts", "must", False),
    ("*Choke holds*", "The following techniques are prohibited:", "prohibits", "must", False),
    ("Use a *choke hold*", "Members shall not:", "prohibits", "must", False),
    ("*Intercede* to stop it", "Officers shall:", "requires", "must", False),
    ("Members should *intercede*.", "", "requires", "should", False),
    ("Officers are encouraged to *de-escalate*.", "", "requires", "may", False),
    ("Officers may *intercede* at their discretion.", "", "permits", "may", False),
    (
        "*De-escalation techniques* must be used by sworn personnel in every encounter.",
        "",
        "requires",
        "must",
        False,
    ),
    (
        "Officers shall use *de-escalation* only when a supervisor orders it.",
        "",
        "requires",
        "must",
        False,
    ),
    ("*Choke holds* may be used at any time except where prohibited.", "", "permits", "may", False),
    (
        "A *warning* is not required and need not precede deadly force.",
        "",
        "exempts",
        "must",
        False,
    ),
    ("Officers must *intercede* to stop it.", "", "requires", "must", False),
    ("Officers shall refrain from using *choke holds*.", "", "prohibits", "must", False),
    ("Under no circumstances will officers *fire warning shots*.", "", "prohibits", "must", False),
    ("An officer need not *de-escalate*.", "", "exempts", "must", False),
    ("Officers are under no obligation to *warn*.", "", "exempts", "must", False),
    ("Each officer is responsible for *reporting* the force.", "", "requires", "must", False),
    (
        "Members are prohibited from *discharging a firearm* at a moving vehicle.",
        "",
        "prohibits",
        "must",
        False,
    ),
    ("*Report* force immediately.", "", "requires", "must", False),
    ("An officer who fails to *intercede* shall be disciplined.", "", "denies", "none", True),
    ("Officers may not *use choke holds*.", "", "prohibits", "must", False),
    ("Officers are not prohibited from using *choke holds*.", "", "permits", "must", False),
    (
        "No deputy shall use force unless efforts to *calm* the situation have first been tried.",
        "",
        "requires",
        "must",
        False,
    ),
    ("Officers are permitted to use *choke holds*.", "", "permits", "may", False),
    (
        "It is the policy of the Department that officers shall *de-escalate*.",
        "",
        "requires",
        "must",
        False,
    ),
    ("Whenever feasible, officers *use de-escalation*.", "", "states", "none", False),
    ("Officers are not authorized to use *choke holds*.", "", "prohibits", "must", False),
    ("*Retaliation* against a member who reports is forbidden.", "", "prohibits", "must", False),
    (
        "*Notify* the watch commander",
        "The supervisor is responsible for the following:",
        "requires",
        "must",
        False,
    ),
    (
        "The *dignity* of the subject is not a consideration in the use of force.",
        "",
        "denies",
        "none",
        False,
    ),
    ("Force is judged on the *totality of the circumstances*.", "", "states", "none", False),
    ("Members shall not be disciplined for failing to *intercede*.", "", "exempts", "must", False),
    ("A *verbal warning* shall be given when feasible.", "", "requires", "must", False),
    ("Deputies are to *render aid*.", "", "requires", "must", False),
    ("*Medical aid* will be summoned for any injured person.", "", "requires", "must", False),
    ("Neither *choke holds* nor carotid restraints may be used.", "", "prohibits", "must", False),
    ("*Intercede*", "Officers shall not be required to:", "exempts", "must", False),
    ("*Use a choke hold*", "Members are not permitted to:", "prohibits", "must", False),
    (
        "*Notify* the watch commander",
        "It is the responsibility of the sergeant to:",
        "requires",
        "must",
        False,
    ),
    ("an *imminent threat* exists", "Deadly force is justified when:", "states", "none", True),
    ("*Notify* the lieutenant", "The supervisor should:", "requires", "should", False),
    ("*De-escalation* can reduce the need for force.", "", "permits", "may", False),
    ("An officer is subject to *discipline* for failing to act.", "", "requires", "must", False),
    ("Officers have a duty to *intercede*.", "", "requires", "must", False),
    ("Deputies have the authority to *use a choke hold*.", "", "permits", "may", False),
    (
        "Officers have *identified themselves*",
        "Deadly force may be used only when:",
        "requires",
        "must",
        False,
    ),
    (
        "the officer has *warned* the person",
        "Members shall not fire unless:",
        "requires",
        "must",
        False,
    ),
    ("An agent who reports may not be subjected to *reprisal*.", "", "prohibits", "must", False),
    (
        "*Act with partiality*",
        "No member shall, in using force or in carrying out any other duty:",
        "prohibits",
        "must",
        False,
    ),
    (
        "Inspections shall not be aimed at a person *because of race*.",
        "",
        "prohibits",
        "must",
        False,
    ),
    (
        "Any hold, including but not limited to the *carotid restraint*, is prohibited.",
        "",
        "prohibits",
        "must",
        False,
    ),
    (
        "Deadly force may include, but is not limited to, the *discharge of a firearm*.",
        "",
        "permits",
        "may",
        False,
    ),
    ("*Choke holds* should be avoided wherever possible.", "", "prohibits", "should", False),
    ("The department shall not authorize *choke holds*.", "", "prohibits", "must", False),
    (
        "The rule bars agencies from authorizing the *carotid restraint*.",
        "",
        "prohibits",
        "must",
        False,
    ),
    (
        "*Neck restraints* have fallen out of favor because of the injuries they can cause.",
        "",
        "states",
        "none",
        False,
    ),
    ("Neither the driver nor the passenger is to *use a gun*.", "", "prohibits", "must", False),
    ("No *verbal warning* need be given.", "", "exempts", "must", False),
    ("No *warning* is required.", "", "exempts", "must", False),
    ("No *choke hold* shall be used.", "", "prohibits", "must", False),
    ("No use of *choke holds* is permitted.", "", "prohibits", "must", False),
    ("Officers give no *warning*.", "", "denies", "none", False),
    (
        "Prior to the use of deadly force a deputy shall, where feasible, make reasonable efforts "
        "to *identify* as a peace officer.",
        "",
        "requires",
        "must",
        False,
    ),
    ("Officers will ordinarily avoid *deadly force*.", "", "prohibits", "should", False),
    ("Members shall normally *report* by radio.", "", "requires", "should", False),
    (
        "*Warn* that deadly force may be used.",
        "Before using deadly force, a member shall do both of the following:",
        "requires",
        "must",
        False,
    ),
    (
        "*announce* the intent to fire",
        "A trooper must, when it can be done:",
        "requires",
        "must",
        False,
    ),
    ("Nothing in this policy requires an officer to *announce*.", "", "exempts", "must", False),
    ("Nothing in this policy requires an officer to *retreat*.", "", "exempts", "must", False),
    ("Officers are cautioned against using *choke holds*.", "", "prohibits", "should", False),
    ("To *gain time*.", "", "states", "none", False),
    ("*Reprisal* is discouraged.", "", "prohibits", "should", False),
    ("The force used need not *correspond* to the resistance.", "", "exempts", "must", False),
    ("An agent need not *report it* when told so.", "", "exempts", "must", False),
    ("*Hindsight* is no measure of force.", "", "denies", "none", False),
    (
        "*Choke holds*",
        "Such techniques will not be used to gain control. Those can include:",
        "prohibits",
        "must",
        False,
    ),
    ("Officers on duty *carry* a baton.", "", "states", "none", False),
]


@pytest.mark.parametrize(("marked", "lead_in", "polarity", "strength", "embedded"), SENTENCES)
def test_judge(marked: str, lead_in: str, polarity: str, strength: str, embedded: bool) -> None:
    start, end = marked.index("*"), marked.rindex("*") - 1
    found = judge(marked.replace("*", ""), start, end, lead_in)
    assert (found.outcome, found.strength, found.embedded) == (
        Polarity(polarity),
        Strength(strength),
        embedded,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Officers shall not shoot a person who is a danger only to himself or herself.",
        "Deadly force is barred against one who poses a threat only to themselves.",
        "Any hold, including but not limited to the carotid restraint, is prohibited.",
        "Exceptional circumstances are documented.",
    ],
)
def test_scope_is_no_exception(text: str) -> None:
    assert exceptions(text) == ()


def test_exceptions_are_quoted_to_the_end_of_their_clause() -> None:
    text = "Choke holds are prohibited except where deadly force is justified; see below."
    assert exceptions(text) == ("except where deadly force is justified",)
