"""What the wording of a requirement tells: its core, what it asks, and model sentences for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygap.matching.language import tagged
from policygap.model import Asks, Level, Need, State

_BRACKETS = re.compile(r"\(([^()]*)\)")
_QUOTES = re.compile(r"[\"“][^\"”]*[\"”]")
_FURTHER = re.compile(r"(?<=[a-z])[.;]\s")
_SYNONYMS = 9  # words; a longer bracket is a note, not another word for what stands before it
_BAN = re.compile(
    r"\b(prohibited|forbidden|banned|not (?:be )?(?:authorized|permitted|allowed)"
    r"|(?:may|must|shall|can) (?:not|never)|never|no (?:\w+ ){0,2}force)\b"
)
_MUST = re.compile(r"\b(shall|must|will|(?:is|are) required|required to|prohibited|may not)\b")
_SHOULD = re.compile(r"\b(should|encouraged|recommended|expected)\b")
_DENIAL = re.compile(r"\b(not|no|never|nor|cannot)\b")
_EXCEPT = re.compile(r"\b(unless|except|restricted to|only)\b")
_FINITE = {"VBZ", "VBP", "MD"}
# How a ban is lifted: what forbids, and what permits in its place.
_LIFTED = (
    ("shall not", "may"), ("may not", "may"), ("must not", "may"), ("shall never", "may"),
    ("not authorized", "authorized"), ("not permitted", "permitted"), ("not allowed", "allowed"),
    ("prohibited", "permitted"), ("forbidden", "permitted"), ("banned", "allowed"),
)  # fmt: skip


def core(says: str) -> str:
    """Return the first sentence without brackets and quotations."""
    plain = _QUOTES.sub("", _BRACKETS.sub("", says))
    return " ".join(_FURTHER.split(plain)[0].split()).rstrip(".;, ")


def synonyms(says: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield, for each short bracket, the core before it and the words in it."""
    for found in _BRACKETS.finditer(says):
        if len(found[1].split()) <= _SYNONYMS:
            pieces = (piece.strip() for piece in re.split(r"[,;]|\bor\b|\band\b", found[1]))
            yield core(says[: found.start()]), tuple(filter(None, pieces))


def need_of(says: str, level: Level) -> Need:
    """Return how strong the words must be, by the words of the requirement."""
    plain = core(says).lower()
    if _MUST.search(plain) or _BAN.search(plain):
        return Need.MUST
    if _SHOULD.search(plain):
        return Need.SHOULD
    if not _is_order(plain):
        return Need.STATES
    return Need.MUST if level is Level.REQUIRED else Need.SHOULD


def asks_of(says: str, need: Need) -> Asks:
    """Return what sort of thing is asked."""
    if need is Need.STATES:
        return Asks.STATEMENT
    return Asks.BAN if _BAN.search(core(says).lower()) else Asks.DUTY


def is_denial(says: str) -> bool:
    """Tell whether the requirement itself says what is not so."""
    return bool(_DENIAL.search(core(says).lower()))


def allows_exceptions(says: str) -> bool:
    """Tell whether a ban comes with an exception of its own."""
    return bool(_EXCEPT.search(core(says).lower()))


def sentences(says: str, asks: Asks, need: Need) -> Iterator[tuple[State, str]]:
    """Yield sentences with the states that they should give, the likeliest model language first."""
    plain = core(says)
    if asks is Asks.DUTY:
        yield from _duties(plain, need)
    elif asks is Asks.BAN:
        yield from _bans(plain)
    else:
        yield State.PRESENT, _sentence(plain)
        yield State.PRESENT, _sentence(f"in this agency, {plain}")
    yield State.ABSENT, "Members keep their uniforms clean and their lockers in order."


def _duties(plain: str, need: Need) -> Iterator[tuple[State, str]]:
    softer = need is Need.SHOULD
    for modal in ("should", "shall", "will") if softer else ("shall", "must", "will"):
        yield State.PRESENT, _sentence(_with(plain, modal))
    yield State.WEAK, _sentence(_with(plain, "may" if softer else "should"))
    yield State.CONTRADICTED, _sentence(_with(plain, "need not"))


def _bans(plain: str) -> Iterator[tuple[State, str]]:
    yield State.PRESENT, _sentence(plain)
    yield State.PRESENT, _sentence(f"under this policy, {plain}")
    yield State.PRESENT, _sentence(f"at all times, {plain}")
    lifted = next(((a, b) for a, b in _LIFTED if a in plain), None)
    if lifted:
        yield State.CONTRADICTED, _sentence(plain.replace(*lifted, 1))


def _with(plain: str, modal: str) -> str:
    """Return a sentence whose main verb stands under a modal, whatever it stood under."""
    verb = _main_verb(plain)
    if verb is None:
        return f"members {modal} make sure of this: {plain}"
    start, end, base = verb
    return f"{plain[:start]}{modal} {base}{plain[end:]}"


def _main_verb(plain: str) -> tuple[int, int, str] | None:
    """Return where the finite main verb stands, and its base form; "" in place of a modal."""
    parsed = tagged(plain)
    main = [w for w in parsed if w.tag in _FINITE and w.pos in ("VERB", "AUX") and w.depth <= 1]
    if not main or not any(w.role in ("nsubj", "nsubjpass") and w.depth == 1 for w in parsed):
        return None
    verb = next((w for w in main if w.tag == "MD"), main[0])
    if verb.tag == "MD":
        return verb.start, verb.end + 1, ""
    return verb.start, verb.end, verb.lemma


def _is_order(plain: str) -> bool:
    """Tell whether a sentence says that somebody does something."""
    return (
        not re.match(r"(how|when|what|which|why|whether)\b", plain)
        and _main_verb(plain) is not None
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
