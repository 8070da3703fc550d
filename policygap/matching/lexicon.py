"""The words of English that make a sentence bind, forbid, permit, excuse or deny."""

from __future__ import annotations

from policygap.model import Polarity, Strength

Effect = tuple[Polarity, Strength]

_REQUIRES = (Polarity.REQUIRES, Strength.MUST)
_EXPECTS = (Polarity.REQUIRES, Strength.SHOULD)
_INVITES = (Polarity.REQUIRES, Strength.MAY)
_PROHIBITS = (Polarity.PROHIBITS, Strength.MUST)
_DISCOURAGES = (Polarity.PROHIBITS, Strength.SHOULD)
_PERMITS = (Polarity.PERMITS, Strength.MAY)
_EXEMPTS = (Polarity.EXEMPTS, Strength.NONE)


def _table(*rows: tuple[Effect, str]) -> dict[str, Effect]:
    return {word: effect for effect, words in rows for word in words.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Auxiliaries, by their form. "will" binds in policies as "shall" does.
MODALS = _table(
    (_REQUIRES, "shall must will 'll"),
    (_EXPECTS, "should ought"),
    (_PERMITS, "may might can could"),
)
# With these, what the subject can do is told, not allowed ("choke holds may cause death").
EFFECTS = _words(
    "cause result lead create pose be become occur produce inflict reduce help increase prevent "
    "affect appear seem make arise have include exist require need kill injure harm"
)
# "Stepping back shall not be regarded as ..." forbids a judgement, not the act.
JUDGING = _words("regard consider deem see view look treat construe interpret take")
POSSIBLE = _words("may can could might")
# Verbs that carry a duty, a ban or a licence for what depends on them.
VERBS = _table(
    (
        _REQUIRES,
        "require oblige obligate mandate compel need shall must bind charge direct instruct insist",
    ),
    (_EXPECTS, "expect suppose"),
    (
        _INVITES,
        "encourage urge recommend advise prefer suggest invite strive endeavor aspire hope",
    ),
    (
        _PROHIBITS,
        "prohibit forbid ban bar preclude disallow proscribe outlaw violate discipline punish "
        "penalize reprimand terminate disqualify",
    ),
    (_DISCOURAGES, "discourage"),
    (_PERMITS, "permit allow authorize entitle justify approve"),
    (_EXEMPTS, "disregard"),
)
# These only do so in the passive ("are advised to"); a member who advises, recommends, tells.
TELLING = _words("advise direct instruct charge")
PROPOSING = _words("recommend suggest invite")  # these do with a clause ("recommend that") as well
# "The aim is to defuse" orders nothing.
AIMS = _words("aim goal mission purpose object objective intent point role function idea hope")
# Nouns that do so for an act that hangs on them ("the duty to intercede", "a ban on choke holds").
NOUNS = _table(
    (_REQUIRES, "requirement obligation responsibility duty need mandate"),
    (_EXPECTS, "expectation practice"),
    (_INVITES, "recommendation"),
    (_PROHIBITS, "prohibition ban violation misconduct"),
    (_PERMITS, "permission authority authorization discretion option liberty choice"),
    (_EXEMPTS, "exemption"),
)
NOUN_LINKS = _words("on against of for")
LINKED_NOUNS = _words("prohibition ban responsibility requirement authorization")
# Adjectives that do so where they are said of an act ("is mandatory").
ADJECTIVES = _table(
    (_REQUIRES, "mandatory due responsible incumbent imperative obligatory compulsory"),
    (_INVITES, "advisable preferable desirable preferred wise prudent"),
    (
        _PROHIBITS,
        "unauthorized unacceptable impermissible inappropriate unjustified forbidden "
        "unlawful contrary "
        "ineligible unfit unqualified disqualified prohibited banned",
    ),
    (
        _PERMITS,
        "permissible acceptable free appropriate lawful available authorized approved permitted "
        "allowed",
    ),
    (
        _EXEMPTS,
        "optional discretionary voluntary unnecessary immaterial irrelevant regardless",
    ),
)
# Words whose effect comes through the preposition behind them ("free from", "relieved of").
THROUGH: dict[tuple[str, str], Effect] = {
    ("subject", "to"): _REQUIRES,
    ("caution", "against"): _DISCOURAGES,
    ("warn", "against"): _DISCOURAGES,
    **dict.fromkeys(
        [(w, "from") for w in ("free", "protect", "immune", "safe", "secure")], _PROHIBITS
    ),
    **dict.fromkeys(
        [
            (w, p)
            for w in ("exempt", "excuse", "relieve", "release", "absolve")
            for p in ("from", "of")
        ],
        _EXEMPTS,
    ),
}
# ... and where they stand before what is said of it ("is not an authorized technique").
PARTICIPLES = _words("authorized approved permitted allowed prohibited banned forbidden")
OUTSIDE = {"outside": _PROHIBITS, "against": _PROHIBITS}  # "is outside policy"
PREDICATES = {**VERBS, **NOUNS, **ADJECTIVES, **OUTSIDE}

# What turns the act that depends on it round: "refrain from", "failure to", "without".
REVERSERS = _words(
    "refrain avoid abstain fail failure cease decline refuse neglect omit omission desist without "
    "instead prevent unlike ignore forget overlook"
)
# By what means an act is done; the word that they hang on does not turn them round.
MEANS = _words("by through with via using including")
# What makes a rule one for the ordinary case.
SOFTENERS = _words("ordinarily generally normally usually typically")
NEGATIONS = _words("not n't never no neither nor none nothing nobody cannot hardly")
# "not only", "not every", "no later than" deny nothing of the act.
NOT_DENIED = _words(
    "only every all always necessarily merely simply just later more less fewer sooner earlier"
)
NO_CASE = _words("circumstance case event time account reason instance situation condition way")
NO_ONE = _words("no none nobody nothing neither")

# Verbs that taggers take for nouns where they open an order ("Report the force").
ORDERS = _words(
    "report notify request summon use attempt contact document display record review interview "
    "respond photograph seek consider monitor place position stop transport offer issue "
    "point weigh cool calm back keep stay lower listen wait take look draw "
    "tell ask identify warn announce slow try give"
)
# Subordinators behind which an act is a condition or a case, not what the sentence orders.
CONDITIONS = _words(
    "if when whenever where wherever unless until after before while as once because since "
    "although though whether except upon during"
)
