"""The words of English that make a sentence bind, forbid, permit, excuse or deny."""

from __future__ import annotations

from policygap.model import Polarity, Strength

Effect = tuple[Polarity, Strength]

_REQUIRES = (Polarity.REQUIRES, Strength.MUST)
_EXPECTS = (Polarity.REQUIRES, Strength.SHOULD)
_INVITES = (Polarity.REQUIRES, Strength.MAY)
_PROHIBITS = (Polarity.PROHIBITS, Strength.MUST)
_PERMITS = (Polarity.PERMITS, Strength.MAY)
_EXEMPTS = (Polarity.EXEMPTS, Strength.NONE)

# Auxiliaries, by their form. "will" binds in policies as "shall" does.
MODALS: dict[str, Effect] = {
    **dict.fromkeys(("shall", "must", "will", "'ll"), _REQUIRES),
    **dict.fromkeys(("should", "ought"), _EXPECTS),
    **dict.fromkeys(("may", "might", "can", "could"), _PERMITS),
}

# Verbs that carry a duty, a ban or a licence for what depends on them.
VERBS: dict[str, Effect] = {
    **dict.fromkeys(
        ["require", "oblige", "obligate", "mandate", "compel", "need", "shall", "must", "bind", "charge", "direct", "instruct", "insist"],
        _REQUIRES,
    ),
    **dict.fromkeys(("expect", "ought", "suppose"), _EXPECTS),
    **dict.fromkeys(
        ["encourage", "urge", "recommend", "advise", "prefer", "suggest", "invite", "strive", "endeavor", "aspire"],
        _INVITES,
    ),
    **dict.fromkeys(
        ["prohibit", "forbid", "ban", "bar", "preclude", "disallow", "proscribe", "outlaw", "violate", "discipline", "punish", "penalize", "reprimand", "terminate"],
        _PROHIBITS,
    ),
    **dict.fromkeys(["permit", "allow", "authorize", "entitle", "justify", "approve"], _PERMITS),
    **dict.fromkeys(["exempt", "excuse", "relieve", "waive", "disregard"], _EXEMPTS),
}
# Nouns that do so for an act that hangs on them ("the duty to intercede", "a ban on choke holds").
NOUNS: dict[str, Effect] = {
    **dict.fromkeys(
        ("requirement", "obligation", "responsibility", "duty", "need", "mandate"), _REQUIRES
    ),
    **dict.fromkeys(("expectation",), _EXPECTS),
    **dict.fromkeys(("recommendation",), _INVITES),
    **dict.fromkeys(("prohibition", "ban", "violation", "misconduct"), _PROHIBITS),
    **dict.fromkeys(
        ("permission", "authority", "authorization", "discretion", "option", "liberty", "choice"),
        _PERMITS,
    ),
    **dict.fromkeys(("exemption",), _EXEMPTS),
}
NOUN_LINKS = frozenset({"on", "against", "of", "for"})
LINKED_NOUNS = frozenset({"prohibition", "ban", "responsibility", "requirement", "authorization"})
# Adjectives that do so where they are said of an act ("is mandatory").
ADJECTIVES: dict[str, Effect] = {
    **dict.fromkeys(
        ("mandatory", "responsible", "incumbent", "imperative", "obligatory", "compulsory"),
        _REQUIRES,
    ),
    **dict.fromkeys(("advisable", "preferable", "desirable", "preferred"), _INVITES),
    **dict.fromkeys(
        (
            "unauthorized",
            "unacceptable",
            "impermissible",
            "inappropriate",
            "unjustified",
            "forbidden",
            "unlawful",
        ),
        _PROHIBITS,
    ),
    **dict.fromkeys(
        ("permissible", "acceptable", "free", "appropriate", "lawful", "available"), _PERMITS
    ),
    **dict.fromkeys(
        (
            "optional",
            "discretionary",
            "voluntary",
            "unnecessary",
            "immaterial",
            "irrelevant",
            "regardless",
        ),
        _EXEMPTS,
    ),
}
PREDICATES: dict[str, Effect] = {**VERBS, **NOUNS, **ADJECTIVES}

# What turns the act that depends on it round: "refrain from", "failure to", "without".
REVERSERS = frozenset(
    ["refrain", "avoid", "abstain", "fail", "failure", "cease", "decline", "refuse", "neglect", "omit", "omission", "desist", "without", "instead", "prevent", "discourage", "unlike"]
)
NEGATIONS = frozenset(["not", "n't", "never", "no", "neither", "nor", "none", "nothing", "nobody", "cannot", "hardly"])
NO_ONE = frozenset(["no", "none", "nobody", "nothing", "neither"])

# Verbs that taggers take for nouns where they open an order ("Report the force").
ORDERS = frozenset(
    ["report", "notify", "request", "summon", "use", "attempt", "contact", "document", "display", "record", "review", "interview", "respond", "photograph", "seek", "consider", "monitor", "place", "position", "stop", "transport", "offer", "issue", "point"]
)

# Subordinators behind which an act is a condition or a case, not what the sentence orders.
CONDITIONS = frozenset(
    ["if", "when", "whenever", "where", "wherever", "unless", "until", "after", "before", "while", "as", "once", "because", "since", "although", "though", "whether", "except", "upon", "during"]
)

# How an exception begins; the words up to the end of its clause belong to it.
EXCEPTION = (
    r"\b(?:unless|except(?:ing)?(?!ional)|excluding|provided that|other than|save (?:when|where|in|for|that)"
    r"|with the exceptions? of|absent (?:a|an|exigent|extraordinary|the)|but for"
    r"|only (?:be )?(?:\w+ )?(?:when|if|where|as|in|to|after|for|under|with|by|upon|on)\b|solely (?:when|if|to|for|in)"
    r"|limited to|as a last resort|barring)\b"
)
# A sentence of its own that makes an exception to the one before it.
EXCEPTION_SENTENCE = (
    r"^\W*(?:exceptions?\b|the (?:only |sole )?exceptions?\b|an exception\b"
    r"|this (?:rule|prohibition|ban|policy|section|restriction|requirement|duty)?\s*(?:does|do|shall|will) not apply"
    r"|(?:it|they) may (?:nevertheless|however|only)\b)"
)

# A provision that looks back, or reports what some law or court says, without ordering anything.
HISTORY = (
    r"\b(?:formerly|previously|in the past|historically|used to be|prior to (?:19|20)\d\d"
    r"|until (?:\w+ )?(?:\d{1,2}, )?(?:19|20)\d\d|before (?:\w+ )?(?:19|20)\d\d|in (?:19|20)\d\d,?"
    r"|(?:was|were) (?:once|then|formerly)|no longer|earlier (?:version|edition|manual|order|policy)"
    r"|(?:previous|prior|former|old|superseded|rescinded) (?:version|edition|manual|order|policy|policies|directive|general order))\b"
)
BACKGROUND = (
    r"\b(?:(?:[Cc]ourts?|[Ll]egislature|[Cc]ongress|[Ss]tatute|[Cc]ase law|(?:[Ss]tate|[Ff]ederal|California|common|the) law"
    r"|Constitution|Amendment|[Ss]ection \d+\S*|Penal Code(?: [Ss]ection)? \d+\S*|Government Code(?: [Ss]ection)? \d+\S*|Graham v\. Connor|Garner|[Ll]awmakers|[Bb]ill)"
    r"[^.;]{0,60}\b(?:held|holds|ruled|states?|provides?|found|finds|declares?|declared|says|said|recogni[sz]e[sd]?|stated|decided|observed|explained|enacted|passed))\b"
)
# A sentence whose main business is to send the reader elsewhere ...
_TREATED = (
    "addressed|covered|governed|set (?:out|forth)|described|found|contained|outlined|detailed|treated|"
    "dealt with|provided for|prescribed|explained|located|handled|listed|defined|regulated|controlled|"
    "specified|discussed|laid down|spelled out|taken up|given|stated|published|established|set|"
    "answered|determined"
)
POINTER = (
    r"(?:^|[^(])\b(?:see(?: also)?|refer(?:s|red)?(?: \w+)? to|consult|look to|turn to|directed to)\b"
    rf"|\b(?:is|are|be|being)(?: \w+)? (?:{_TREATED})(?: \w+)? (?:in|by|under|at|elsewhere)\b"
    rf"|\b(?:has|have) (?:its|their) own\b|\b(?:governs?|covers?|addresse?s?|controls|deals? with|applies)\b"
    r"|\bfor .{3,90}, (?:see|refer|consult|members|officers|deputies|employees|personnel) "
)
# ... and one that leans on another text, with or without a rule of its own.
REFERENCE = (
    POINTER + rf"|\bas (?:{_TREATED}|provided|required|directed) (?:in|by|under|elsewhere)\b"
    r"|\b(?:in (?:accordance|compliance|conformance|keeping) with|pursuant to|according to|consistent with|per"
    r"|as per|under|guided by|comply with|follow(?:ing|ed|s)?)\b"
)
# What a reference may point to: a named policy, order, manual, form, law.
REFERRED = (
    r"\b(?:(?<![Tt]his )(?<!our )(?:[Pp]olic(?:y|ies)|[Oo]rders?|[Dd]irectives?|[Mm]anual|[Pp]rocedures?|[Ss]ections?|[Cc]hapters?|[Cc]ode|[Ff]orms?|[Gg]uide(?:lines?|book)?|[Bb]ulletins?|[Hh]andbook|[Aa]ppendix|[Pp]lan|[Pp]rotocol|[Ll]aws?|[Aa]ct|[Ss]tatutes?|[Ss]tandards?|SOP|G\.?O\.?|[Mm]emorand(?:um|a)|[Aa]greement|[Ss]chedule|[Bb]ook|[Cc]atalog(?:ue)?|[Rr]ules?|[Rr]egulations?|[Mm]odule|[Ll]esson|[Cc]urriculum|[Ss]yllabus|[Aa]nnex|[Tt]itle|[Pp]art|[Dd]ocument|[Cc]alendar|[Mm]atrix|[Pp]ublication|[Mm]aterials)\b"
    r"|\b\d{3,4}(?:\.\d+)*\b)"
)
