"""Turns of phrase that bind, forbid, permit or excuse as one word would, and where the act is."""

from __future__ import annotations

from enum import Enum

from policygap.matching.lexicon import (
    DISCOURAGES,
    EXCUSES,
    EXPECTS,
    INVITES,
    PERMITS,
    PROHIBITS,
    REQUIRES,
    Effect,
)


class Side(Enum):
    """On which side of an idiom the act stands that it governs."""

    BEHIND = "behind"
    AHEAD = "ahead"
    EITHER = "either"


_WHO = r"(?:[\w'’-]+ ){0,4}?[\w'’-]+"
_OFFICER = (
    r"(?:the|each|an?|any|every|that) (?:[\w-]+ ){0,2}"
    r"(?:officer|deputy|member|employee|agent|trooper|ranger|individual|person)(?:s|['’]s)?"
)
_WHOSE = r"(?:(?:his|her|their|one['’]s|your)(?: or her)?|[\w-]+ [\w-]+['’]s?|[\w-]+s['’])"
_BE = r"(?:is|are|be|being|remains?)"
_MODAL = r"(?:(?:will|shall|may|can|could|might|must|would) )?"
_DUTY = r"(?:dut(?:y|ies)|obligations?|requirements?|responsibilit(?:y|ies)|need)"
_TEXT = (
    r"(?:rules?|bans?|prohibitions?|restrictions?|limits?|limitations?|polic(?:y|ies)|orders?"
    r"|directives?|provisions?|(?:sub)?sections?|paragraphs?|chapters?|this|it)"
)
# What a rule does not do that hinders nobody.
_HINDERS = (
    r"(?:(?:prevent|keep|stop|hinder|deter)s? (?:[\w'’-]+ ){1,5}?from"
    r"|(?:stand|get|come)s? in the way of|(?:rule|shut) out)"
)
_PENALTY = (
    r"(?:[\w/-]+,? ){0,6}?(?:discipline|disciplin\w+ (?:actions?|measures?|proceedings?)|dismissal"
    r"|termination|suspension|sanctions?|(?:corrective|punitive) action|punishment|penalt(?:y|ies)"
    r"|reprimand|demotion)"
)
_PUNISHED = r"(?:disciplined|punished|penalized|dismissed|reprimanded|sanctioned)"
# What breaks a rule is punished: said of an act it forbids the act, of its failure it requires it.
PENAL = (
    rf"{_MODAL}(?:(?:results?|ends?) in|leads? to|faces?|risks?) {_PENALTY}",
    rf"(?:{_MODAL}be|{_BE}|constitutes?) (?:[\w-]+ )?(?:grounds?|cause|basis|reasons?)"
    rf" for {_PENALTY}",
    rf"(?:(?:{_MODAL}be|is|are) )?(?:liable|subject(?:ed)?) to {_PENALTY}",
    rf"{_MODAL}subjects? {_WHO} to {_PENALTY}",
    rf"(?:{_MODAL}be|is|are) {_PUNISHED}",
    r"(?:held|counted) against",
    rf"{_MODAL}(?:be |is |are )(?:deemed |considered |regarded as )?"
    r"(?:incomplete|deficient|unfinished)",
    rf"{_MODAL}(?:not|never) (?:be )?(?:deemed |considered |regarded as |found )?"
    r"(?:complete|sufficient|finished|accepted|approved|closed)",
    rf"{_MODAL}(?:be |is |are )(?:returned|sent back|handed back|rejected|refused)",
)
IDIOMS: tuple[tuple[Side, Effect | None, tuple[str, ...]], ...] = (
    (
        Side.BEHIND,
        REQUIRES,
        (
            rf"it (?:falls|rests|lies|is|shall be|will be) (?:up to|upon|on|to|with|for) {_WHO} to"
            r"(?= \w)",
            r"(?:has|have|bears?|carr(?:y|ies)) the (?:\w+ )?(?:task|job|duty|burden) of",
            r"(?:tasked|entrusted) with",
            r"(?:is|are|be) charged with(?= (?:\w+ly )?\w+ing\b)",
            r"(?<!held )(?:accountable|answerable) for(?= (?:\w+ly )?\w+ing\b)",
            r"no (?:choice|option|alternative|discretion) but to",
            r"(?:has|have) to(?! do\b)",
            r"(?:(?:has|have|['’]s|['’]ve) )?got to",
            r"(?:what|things?|all|step)(?: that)?(?: [\w-]+){1,3} (?:must|shall|has to|have to) do"
            r"(?: first)? is",
            r"all that (?:is|shall be) required is",
            r"the rule is that",
            r"^\W*it (?:is|shall be) (?:necessary|essential|vital|critical|crucial) (?:to|that)",
        ),
    ),
    (
        Side.BEHIND,
        EXPECTS,
        (
            r"(?:what|things?|all|step)(?: that)?(?: [\w-]+){1,3} should do(?: first)? is",
            r"had better",
            r"best practice is (?:for [^,;]{1,40} )?to",
            r"^\W*it is important (?:to|that)",
        ),
    ),
    (
        Side.BEHIND,
        INVITES,
        (r"(?:would|will) do well to", r"well[- ]advised to", rf"{_BE} asked to"),
    ),
    (
        Side.BEHIND,
        PROHIBITS,
        (
            r"(?:what|things?)(?: that)?(?: [\w-]+){1,3} (?:may|must|shall|can)"
            r" ?(?:not|never) do is",
            r"no (?:right to|business|excuse for)",
            r"(?:do|does|did|done) away with",
            r"(?:zero|no)[- ]tolerance (?:for|of|towards?)",
        ),
    ),
    (
        Side.BEHIND,
        PERMITS,
        (
            r"(?:has|have|given|granted) leave to",
            r"(?:has|have) (?:the|a|every) (?:\w+ )?right to",
            r"(?:may|can|could) (?:wait|delay) (?:until|till|for)[^,;]{1,60}? to",
            rf"(?:up|left) to {_WHO} (?:to (?:decide|choose|determine) )?"
            r"(?:whether|if|when|how)(?: or not)?(?: to)?",
            rf"(?:up|left) to {_WHO} to (?:decide|choose|determine)",
            r"nothing wrong with",
            rf"\b{_TEXT}(?: (?:in|of|on|against|above|under) [^;:]{{1,40}}?)?,? "
            rf"(?P<idiom>(?:does|do|shall|will|should)(?: not|n['’]t) {_HINDERS})",
            r"(?:is|are|be|pose|poses) no (?:bar|obstacle|hindrance|barrier|impediment) to",
        ),
    ),
    (
        Side.BEHIND,
        EXCUSES,
        (
            rf"under no (?:[\w-]+ )?(?:{_DUTY}|compulsion|mandate)(?: whatsoever| at all)?"
            r" (?:to|of)",
            r"(?:(?:reliev|excus|releas|absolv|spar|exempt|discharg)\w*|free[ds]?)"
            rf" (?:[\w-]+ ){{0,4}}?(?:of|from) (?:[\w-]+ ){{0,3}}?{_DUTY} (?:to|of)",
            rf"exceptions? (?:[\w-]+ ){{0,3}}?to (?:[\w-]+ ){{1,3}}?{_DUTY} (?:to|of)",
            r"no need (?:to|for|of)",
            r"(?:do|does|did|shall|will|would)(?: not|n['’]t) have to",
        ),
    ),
    (
        Side.BEHIND,
        None,
        (
            r"(?:stay|keep|remain|steer|stand|shy)(?:s|ing)?(?: well)? (?:away|clear|back|off)"
            r"(?: from| of)?",
            r"(?:stand|get|come)(?:s|ing)? in the way of",
            r"rather than|instead of|in (?:lieu|place|preference) (?:of|to)|as opposed to",
        ),
    ),
    (
        Side.EITHER,
        None,
        (
            r"dispens\w+ with",
            r"(?:leav(?:e|es|ing)|left) out",
            r"(?:\bnot|\bnever|n['’]t|\bno|\bno [\w-]+ \w+) (?:be )?"
            r"(?P<idiom>hesitate to|(?:delay(?:ed)?|hesitation)(?: in)?|postponed?|put off)",
        ),
    ),
    (
        Side.AHEAD,
        PROHIBITS,
        (
            r"off[- ]limits",
            r"out of (?:bounds|policy|the question)",
            r"beyond policy",
            r"(?:is|are|(?:has|have) been) (?:discontinued|abolished|eliminated|done away with)",
            r"(?:be|is|are) (?:considered|deemed|regarded as|treated as) an? "
            r"(?:[\w-]+ ){0,2}(?:violation|breach|misconduct)",
            r"(?:has|have|had) no place",
            r"(?:\bnot|\bnever|n['’]t|\bno longer) (?:be )?an? (?:[\w-]+ )?option",
            r"taboo",
            r"(?:is|are|be) denied (?:to|all|every)",
        ),
    ),
    (
        Side.AHEAD,
        DISCOURAGES,
        (r"best (?:be )?(?:avoided|left alone)", r"frowned (?:up)?on"),
    ),
    (
        Side.AHEAD,
        PERMITS,
        (
            r"fair game",
            r"(?:is|are) (?:\w+ly |just |quite )?(?:fine|okay|ok|all right|alright)(?! print)",
            r"(?:is|are|remains?) (?:always |also |only )?an option",
            rf"{_BE} (?:\w+ly )?{_WHOSE} (?:own )?(?:choice|call|decision|option|prerogative)",
            rf"(?:{_BE} )?(?:\w+ )?(?:up|left) to {_OFFICER}(?! to\b)"
            r"(?: (?:to decide|discretion|judge?ment))?",
            rf"(?:{_BE}|lies|rests|left) (?:\w+ ){{0,2}}(?:to|within|in|at|with) (?:the )?"
            r"(?:[\w'’-]+ ){0,3}(?:discretion|judge?ment|option)(?: of)?",
        ),
    ),
    (Side.EITHER, PERMITS, (r"(?:is|are) within (?:[\w-]+ )?policy(?: to)?",)),
    (
        Side.EITHER,
        EXCUSES,
        (r"(?:\bnot|n['’]t)(?: be)?(?: \w+ly)? necessary(?: (?:to|that|for))?",),
    ),
    (
        Side.AHEAD,
        REQUIRES,
        (
            r"a must\b",
            r"(?<!whichever )comes? first",
            r"non-?negotiable",
            r"(?:is|are|be) called for",
            r"(?:prerequisite|precondition)",
        ),
    ),
    (Side.AHEAD, PROHIBITS, PENAL),
)
