"""When a rule covers a part of the cases only: by how its sentence opens, ends, excepts, who acts.

Most exceptions to a duty leave it whole: it falls away where it cannot be done, or would endanger
somebody. One that names some people, places, operations or the least force leaves a part uncovered.
"""

from __future__ import annotations

import re

from policygap.recall import remembered

_MEMBERS = r"(?:officers?|deput(?:y|ies)|members?|employees?|personnel|troopers?|agents?|units?)"
_TOOL = (
    r"(?:tasers?|[ce][ecl][wd]s?|(?:energy|control) (?:devices?|weapons?)|batons?|dogs?|canines?"
    r"|k-?9s?|(?:pepper|oc|chemical) (?:spray|agents?)|launchers?|less[- ]lethal \w+|projectiles?"
    r"|bean ?bags?|impact (?:weapons?|munitions?)|hobbles?|leg restraints?|spit (?:hoods?|masks?))"
)
_LEVEL = r"(?:level|type|tier|category|class|degree)"
_KIND = re.compile(
    r"\b(?:juveniles?|minors|a minor(?! \w)|child(?:ren)?|students?|restrained|handcuffed"
    rf"|{_LEVEL} (?:[2-6]|two|three|four|five|ii|iii|iv|v)|(?:level|tier|degree) [b-e])\b",
    re.IGNORECASE,
)
_HARMLESS = (
    r"(?:not (?:\w+ ){0,3}(?:armed|suspected of)|unarmed"
    r"|non-?violent (?:person|people|subject|offense|crime|call)s?)"
)
_TOOL_CASE = re.compile(rf"\b(?:{_TOOL}|{_HARMLESS})\b", re.IGNORECASE)
_LOWEST = re.compile(
    r"\b(?:levels?|types?|tiers?|categor(?:y|ies)|class(?:es)?|degrees?) (?:1|one|i|a)\b", re.I
)
_PEOPLE = (
    r"(?:reserves?|auxiliar(?:y|ies)|probationary|undercover|plain ?clothes|laterals|lateral hires?"
    r"|bailiffs?|snipers?|negotiators?|detectives?)"
)
_UNIT = r"(?:teams?|units?|squads?|bureau|divisions?|details?)"
_PLACE = (
    r"(?:in|within|inside|at) (?:the |a |our )?(?:\w+ )?"
    r"(?:jail|lockup|cell ?block|courthouse|school)s?"
)
_ASSIGNED = (
    r"(?:assigned|detailed|deployed|attached|posted) to"
    r"(?! (?:an?|the|such|this) (?:call|case|incident|scene))"
)
# Whom or what an exception or a case may take out.
_SOME = re.compile(
    rf"\b(?:{_PEOPLE}|recruits?|trainees?|marksm[ae]n|task forces?|swat"
    r"|(?:tactical|strike|entry|warrant|arrest|special \w+|emergency response) "
    rf"(?:response |operations? )?{_UNIT}"
    rf"|(?:detention|custody|correction(?:s|al)?|jail|court|school resource) {_MEMBERS}"
    rf"|{_MEMBERS} (?:of the (?:[\w-]+ ){{1,4}}{_UNIT}|(?:who are |while )?{_ASSIGNED}"
    r"|above the rank|with \w+ (?:or more )?years)|above the rank of"
    r"|(?<!going )(?<!goes )(?<!go )(?<!gone )off[- ]duty(?! (?:longer|for|more)\b)"
    r"|secondary employment"
    r"|(?:planned|approved|undercover|tactical|covert|surveillance|special) (?:\w+ )?"
    r"(?:operations?|entr(?:y|ies)|deployments?|events?)"
    r"|(?:search|arrest|felony|high-risk) warrants?"
    rf"|{_PLACE}"
    r"|unlawful assembl\w+|demonstrations?|protests?|crowds?|riots?|mass (?:gatherings?|arrests?)"
    r"|(?:low(?:est|er)?|minor|lesser|slight)[- ](?:level )?(?:uses? of |kinds? of )?force"
    r"|(?:taken|transported|sent|admitted|removed) to (?:an?|the) hospital|hospitali[sz]ed"
    r"|serious (?:cases|incidents|matters)"
    r"|(?:nobody|no one|no person) (?:is|was|has been) (?!being)(?:\w+ )?(?:hurt|injured)"
    r"|(?:not|never) (?:visibly |seriously )?(?:hurt|injured)|no (?:\w+ )?injur\w+|uninjured"
    rf"|{_LEVEL} (?:1|one|i)\b|control holds?|wrist locks?|firm grips?"
    r"|(?:soft|empty|open)[- ]hand|takedowns?)",
    re.IGNORECASE,
)
# "When requested, the Training Unit will review it": somebody may leave it undone.
_ON_WORD = re.compile(
    r"\W*(?:(?:only )?(?:when(?:ever)?|if|where|as) (?:(?:so )?"
    r"(?:requested|directed|ordered|asked|instructed)\b(?! to\b)"
    r"|(?:an?|the|his|her|their) (?:[\w-]+ ){0,2}(?:supervisor|commander|sergeant|chief|board)"
    r" (?:so )?(?:requests?|asks?|directs?|orders?|calls for)\b"
    r"|(?:an?|the) (?:[\w-]+ )?(?:officer|deputy|member) (?:believes|considers|deems|finds|thinks)"
    r" (?:it|this|that) (?:is |to be )?(?:appropriate|advisable|useful|helpful|wise|warranted)\b)"
    r"|(?:upon|at) the request of\b)",
    re.IGNORECASE,
)
# What an exception may rest on that leaves the rule whole, whoever is named beside it.
_FREE = re.compile(
    r"\b(?:feasible|practica\w+|possible|unsafe|safe(?:ly|ty)?|danger\w*|endanger\w*|jeopard\w*"
    r"|risk|exigent|incapacitat\w*|unable|aware|in which case|instead|training|range|ceremon\w*"
    r"|animals?|qualification)\b",
    re.IGNORECASE,
)
# "When a baton or any other force is used" covers the rest as well.
_WHOLE = re.compile(
    r"\b(?:any|all|every|each|other|whether|including|or on|duty (?:and|or) off[- ]duty)\b",
    re.IGNORECASE,
)
# "In the jail, deputies shall ..."; not "Where Level 1, 2 or 3 force is used, ..."
_OPENING = re.compile(
    r"\W*(?:in|at|on|during|when(?:ever)?|where(?:ver)?|if|for|after|before|upon|following|once"
    r"|with respect to|as to|prior to|in the case of|in cases of)\b"
    r"(?:(?!\b(?:shall|must|will|should)\b)[^,;:]){3,120}"
    r"(?:, and (?:(?!\b(?:shall|must|will|should)\b)[^,;:]){3,60})?"
    r"(?=,(?! (?:\d|i+\b|two|three|or\b|and\b)))",
    re.IGNORECASE,
)
# "... shall do so when a juvenile is held."
_CLOSING = re.compile(
    r"\b(?:when(?:ever)?|where(?:ver)?|if|after|during|while|following|upon|in (?:the )?cases? of"
    rf"|for(?![^,;:]*\b{_TOOL}))\b(?![^,;:]*\b(?:when|where|if|after|during|while)\b)"
    rf"[^,;:]{{3,80}}$|\b{_PLACE}\W*$",
    re.IGNORECASE,
)
_TAIL = 120  # characters in which a closing case stands
_CHOICE = re.compile(r", or\b[^;:]*$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\W*(?P<who>[^,;:]{3,90}?)(?<! who)(?<! that) (?:shall|must|will|should|are|is|has|have)\b",
    re.IGNORECASE,
)
_SPECIAL = (
    r"(?:swat|tactical|strike|entry|warrant|canine|k-?9|bomb|gangs?|narcotics|traffic|dive"
    r"|negotiat\w+|motor|bicycle|mounted|marine|aviation|emergency response|special weapons)"
)
# Some of those whom a policy binds.
_SOMEONE = re.compile(
    rf"\W*(?:(?:an?|any|the|all|each|every) )?(?:(?:{_PEOPLE}|off[- ]duty|non-?sworn|civilian)\b"
    rf"|(?:canine|k-?9|dog|police dog) (?:handlers?|teams?|{_MEMBERS})"
    r"|(?:school resource|detention|custody|correction(?:s|al)?|jail|court|swat|motor|patrol rifle)"
    rf" {_MEMBERS}|{_MEMBERS} (?:(?:who are )?{_ASSIGNED}"
    rf"|of the (?:\w+ )?{_SPECIAL}\b))[^,;:]*",
    re.IGNORECASE,
)
# ... whatever else is said of them: the members of a team, those with a course, those of a rank.
_CERTAIN = re.compile(
    rf"\W*(?:(?:an?|any|the|all|each|every) )?(?:(?:only|certain|selected|some) )?"
    rf"(?:{_MEMBERS} (?:of|in|on|from) (?:the|our|an?) (?:[\w'’&-]+ ){{1,5}}(?:team|unit|squad)s?\b"
    rf"|(?:[\w'’-]+ ){{1,4}}(?:team|unit|squad) (?:{_MEMBERS}|operators)\b"
    rf"|{_MEMBERS} who (?:has |have )?(?:(?!\b(?:any|other|or)\b)[^,;:]){{2,40}}? {_TOOL}\b"
    r"(?![^,;:]*\b(?:any|other|or)\b)"
    rf"|{_MEMBERS} (?:who (?:have|has|hold|holds|wear|wears|are|is)|holding|with) [^,;:]{{0,40}}?"
    r"\b(?:course|certified|certificat(?:e|ion)|designation|pin)\b"
    r"|(?:sergeants|lieutenants|supervisors|field training officers)(?: (?:and|or) \w+)?"
    r" who (?:(?:\w+ )?use|see|witness|observe|are present when)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:and|or|other|as well)\b", re.IGNORECASE)


def narrows(exception: str) -> bool:
    """Tell whether an exception takes a part of the cases out of a rule."""
    return bool(_SOME.search(exception)) and not _FREE.search(exception)


def leaves_whole(text: str) -> bool:
    """Tell whether words name a ground that takes no part out of a rule: safety, training."""
    return bool(_FREE.search(text))


@remembered(16384)  # many elements ask the same text
def partial_case(text: str, *, duty: bool) -> str:
    """Return the case that a sentence opens or ends with, or who acts, if a part only; else "".

    `duty`: of a duty, the use of one tool, people who threaten nobody and what certain members do
    are parts as well.
    """
    tail = text[-_TAIL:]
    opening, closing = _OPENING.match(text), _CLOSING.search(tail)
    start = opening.end() + 1 if opening else 0
    if duty and (certain := _CERTAIN.match(text, start)):
        return certain.group().strip()
    subject = _SUBJECT.match(text, start)
    who = subject["who"].strip() if subject else ""
    if _SOMEONE.fullmatch(who) and not _MORE.search(who):
        return who
    if closing and _CHOICE.search(tail[: closing.start()]):
        closing = None  # the last of several cases
    cases = (found.group().strip() for found in (opening, closing) if found)
    return next((case for case in cases if _is_part(case, duty=duty)), "")


def _is_part(case: str, *, duty: bool) -> bool:
    kind = _KIND.search(case) or (duty and _TOOL_CASE.search(case))
    part = _SOME.search(case) or _ON_WORD.match(case) or (kind and not _LOWEST.search(case))
    return bool(part) and not _FREE.search(case) and not _WHOLE.search(case)
