"""The words of English that make a sentence bind, forbid, permit, excuse or deny."""

from __future__ import annotations

from policygap.model import Polarity, Strength

Effect = tuple[Polarity, Strength]

REQUIRES = (Polarity.REQUIRES, Strength.MUST)
EXPECTS = (Polarity.REQUIRES, Strength.SHOULD)
INVITES = (Polarity.REQUIRES, Strength.MAY)
PROHIBITS = (Polarity.PROHIBITS, Strength.MUST)
DISCOURAGES = (Polarity.PROHIBITS, Strength.SHOULD)
PERMITS = (Polarity.PERMITS, Strength.MAY)
EXEMPTS = (Polarity.EXEMPTS, Strength.NONE)
EXCUSES = (Polarity.EXEMPTS, Strength.MUST)


def _table(*rows: tuple[Effect, str]) -> dict[str, Effect]:
    return {word: effect for effect, words in rows for word in words.split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Auxiliaries, by their form ("ca" of "can't"). "will" binds in policies as "shall" does.
MODALS = _table(
    (REQUIRES, "shall must will 'll wo sha"),
    (EXPECTS, "should ought"),
    (PERMITS, "may might can could ca"),
)
# With these, what the subject can do is told, not allowed ("choke holds may cause death").
EFFECTS = _words(
    "cause result lead create pose be become occur produce inflict reduce help increase prevent "
    "affect appear seem make arise have include exist require need kill injure harm hinder impair "
    "obstruct impede restrict endanger compromise cut end contribute escalate trigger provoke "
    "worsen aggravate heighten constitute amount involve vary differ depend damage suffocate "
    "asphyxiate expose jeopardize diminish undermine suffer die prove"
)
# "Stepping back shall not be regarded as ..." forbids a judgement, not the act.
JUDGING = _words("regard consider deem see view look treat construe interpret take")
POSSIBLE = _words("may can could might ca")
ABLE = _words("can could ca")
# Verbs that carry a duty, a ban or a licence for what depends on them.
VERBS = _table(
    (
        REQUIRES,
        "require oblige obligate mandate compel need shall must bind charge direct instruct insist "
        "demand",
    ),
    (EXPECTS, "expect suppose endeavor strive"),
    (INVITES, "encourage urge recommend advise prefer suggest invite aspire hope"),
    (
        PROHIBITS,
        "prohibit forbid ban bar preclude disallow proscribe outlaw violate discipline punish "
        "penalize reprimand terminate disqualify",
    ),
    (DISCOURAGES, "discourage"),
    (PERMITS, "permit allow authorize entitle justify approve tolerate condone countenance"),
    (EXEMPTS, "disregard"),
)
# These only do so in the passive ("are advised to"); a member who advises, recommends, tells.
TELLING = _words("advise direct instruct charge demand")
# What asks for an act as a rule does ("the order does not ask that ...").
TEXTS = _words(
    "law statute code order policy directive rule section chapter article procedure regulation "
    "standard document paragraph nothing department agency"
)
AIMED = _words("at against toward towards")  # what is directed at somebody is not ordered to him
PROPOSING = _words("recommend suggest invite")  # these do with a clause ("recommend that") as well
# "The aim is to defuse" orders nothing.
AIMS = _words("aim goal mission purpose object objective intent point role function idea hope")
# Nouns that do so for an act that hangs on them ("the duty to intercede", "a ban on choke holds").
NOUNS = _table(
    (REQUIRES, "requirement obligation responsibility duty need mandate job task"),
    (EXPECTS, "expectation practice"),
    (INVITES, "recommendation suggestion tip"),
    (PROHIBITS, "prohibition ban violation misconduct"),
    (PERMITS, "permission authority authorization discretion option liberty choice tolerance"),
    (EXEMPTS, "exemption"),
)
NOUN_LINKS = _words("on against of for")
LINKED_NOUNS = _words("prohibition ban responsibility requirement authorization tolerance")
# Adjectives that do so where they are said of an act ("is mandatory").
ADJECTIVES = _table(
    (REQUIRES, "mandatory due responsible incumbent imperative obligatory compulsory"),
    (INVITES, "advisable preferable desirable preferred wise prudent"),
    (DISCOURAGES, "inadvisable unwise imprudent undesirable"),
    (
        PROHIBITS,
        "unauthorized unacceptable intolerable impermissible inappropriate unjustified forbidden "
        "unlawful contrary "
        "ineligible unfit unqualified disqualified prohibited banned",
    ),
    (
        PERMITS,
        "permissible acceptable free welcome appropriate lawful available authorized approved "
        "permitted allowed accepted",
    ),
    (
        EXEMPTS,
        "optional discretionary voluntary unnecessary immaterial irrelevant regardless",
    ),
)
# Words whose effect comes through the preposition behind them ("free from", "relieved of").
THROUGH: dict[tuple[str, str], Effect] = {
    ("subject", "to"): REQUIRES,
    **{(w, "from"): PROHIBITS for w in ("restrict", "enjoin")},
    **{(w, p): PROHIBITS for w in ("lose", "forfeit") for p in ("by", "for")},
    **{(w, "against"): DISCOURAGES for w in ("caution", "warn", "advise", "recommend")},
    **dict.fromkeys(
        [(w, "from") for w in ("free", "protect", "immune", "safe", "secure")], PROHIBITS
    ),
    **dict.fromkeys(
        [
            (w, p)
            for w in ("exempt", "excuse", "relieve", "release", "absolve")
            for p in ("from", "of")
        ],
        EXEMPTS,
    ),
}
# ... and where they stand before what is said of it ("is not an authorized technique").
PARTICIPLES = _words("authorized approved permitted allowed accepted prohibited banned forbidden")
OUTSIDE = {"outside": PROHIBITS, "against": PROHIBITS}  # "is outside policy"
PREDICATES = {**VERBS, **NOUNS, **ADJECTIVES, **OUTSIDE}

# Nouns whose "of" tells who acts ("members of the public"); verbs that lay a course on somebody.
PERSONS = _words(
    "member any each all one none officer employee person personnel either some most number staff "
    "supervisor deputy agent"
)
TAUGHT = _words("train instruct teach educate test certify brief")
SUBJECTS = _words("nsubj nsubjpass csubj csubjpass expl")  # of a verb, as the parser calls them

# What turns the act that depends on it round: "refrain from", "failure to", "without".
REVERSERS = _words(
    "refrain avoid abstain fail failure cease decline refuse neglect omit omission desist without "
    "instead prevent unlike ignore forget overlook forgo forego skip waive lack"
)
# By what means an act is done; the word that they hang on does not turn them round.
MEANS = _words("by through with via using including")
# What makes a rule one for the ordinary case.
SOFTENERS = _words("ordinarily generally normally usually typically")
# "Force is rarely needed" tells how things are.
DESCRIPTIVE = _words("rarely seldom sometimes often frequently occasionally")
NEGATIONS = _words("not n't never no neither nor none nothing nobody cannot hardly")
# "not only", "not every", "no later than" deny nothing of the act.
NOT_DENIED = _words(
    "only every all always necessarily merely simply just later more less fewer sooner earlier"
)
NO_CASE = _words("circumstance case event time account reason instance situation condition way")
NO_ONE = _words("no none nobody nothing neither")
# Verbs whose subject is that of the act as well ("holds are to be avoided").
RAISING = _words("be ought have need")

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
