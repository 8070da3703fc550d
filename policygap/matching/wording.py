"""Turns of phrase, as regular expressions, that decide what sort of provision a sentence is."""

from __future__ import annotations

# "A threat to no one other than himself" excepts nobody.
_OTHER_THAN = r"(?<!no one )(?<!nobody )(?<!none )other than"
# "Provided, however, that ...", of old statutes; not where it takes nothing from the rule.
_PROVIDED = (
    r"(?:provided(?:,? (?:however|further|always|nevertheless),?)?|saving) that"
    r"(?! nothing\b[^.;]{0,40}\b(?:requires?|obliges?|compels?)\b"
    r"|[^.;]{0,80}\b(?:takes nothing|in addition to|(?:do|does|shall) not excuse)\b)"
)
# How an exception begins; the words up to the end of its clause belong to it.
EXCEPTION = (
    rf"\b(?:unless|except(?:ing)?(?!ional)|excluding|{_PROVIDED}|{_OTHER_THAN}"
    r"|(?:save|but) one(?= ?:)|save (?:when|where|in|for|that)"
    r"|(?<=, )save (?:as|by|if|to|upon|with)\b|with the exceptions? of"
    r"|anything (?:less than|short of|but)(?! th(?:at|is)\b)"
    r"|(?<!stop )(?<!stops )(?<!fall )(?<!falls )(?<!cut )short of (?:an?|the|deadly|lethal)"
    r"|absent (?:a|an|exigent|extraordinary|the)|but for"
    r"|only (?:be )?(?:\w+ )?(?:when|if|where|as|in|to|after|for|under|with|by|upon|on)\b"
    r"|solely (?:when|if|to|for|in)|(?<!not )(?<!not be )(?<!which is )(?<!that is )limited to"
    r"|as a last resort|barring)\b"
)
# "A danger only to himself" says whom a danger threatens; it excepts nothing.
NO_EXCEPTION = (
    r"\b(?:(?:en)?danger|threat|risk|harm|hazard|injur|imperil|jeopardi[sz])\w*(?: \w+){0,3} $"
)
# "Not ... only to", "not ... solely to": what is forbidden there is the purpose.
FORBIDDEN_PURPOSE = (
    r"\b(?:not|never|no)\b(?:(?!\b(?:may|used|permitted|authorized|allowed)\b)[^,;])*$"
)
# A sentence of its own that makes an exception to the one before it.
_RULE = r"(?:rule|prohibition|ban|policy|section|restriction|requirement|duty|sentence|paragraph)"
_SAID = (
    rf"(?:(?:this|that|the)(?: (?:first|second|last|same|former|latter))? {_RULE}|this|that"
    rf"|the (?:above|foregoing|preceding)(?: {_RULE})?"
    r"|(?:(?:sub)?(?:paragraph|section|division)|rule|item) [\w.()-]+)"
)
_GIVES_WAY = (
    r"(?:(?:does|do|shall|will) not (?:apply|hold|extend|cover|bind|govern|reach)"
    r"|yields?|gives way|leaves room|is no (?:bar|obstacle|hindrance)|admits of"
    r"|(?:has|makes) (?:an|one) exception"
    r"|(?:is|may be) (?:waived|lifted|relaxed|suspended))"
)
_LETS = r"(?:set (?:this|it) aside|(?:waive|lift|relax|suspend) (?:this|it))"
EXCEPTION_SENTENCE = (
    rf"^\W*(?:{_PROVIDED}\b|exceptions?\b|an exception\b"
    r"|the (?:only |sole |one |single )?exceptions?\b"
    rf"|(?:to {_SAID}\b[^.;]{{0,40}}?,? )?there (?:is|are) (?:an?|one|two|a single) (?:\w+ )?"
    r"(?:exceptions?|qualifications?)\b"
    rf"|{_SAID}\s*{_GIVES_WAY}\b|(?:it|they) may (?:nevertheless|however|only)\b"
    rf"|[\w ]{{0,30}}\bmay {_LETS}\b"
    rf"|[^.;]{{0,120}}\b(?:is|are|falls?|lies?) outside (?:of )?(?:this|that) (?:\w+ )?{_RULE}\b)"
)
# What a sentence leaves out of its rule.
LEFT_OUT = rf"\b(?:except(?:ing)?|{_OTHER_THAN}|apart from|aside from)\b[^.;:]*"
LEFT_OUT_SIGNS = ("except", "other than", "apart from", "aside from")  # one is in all that it finds
# A sentence to which what the one before it excepts applies as well.
SAME_TERMS = (
    r"\b(?:(?:on|under|upon|subject to|with) the same (?:terms|conditions?|exceptions?|limits"
    r"|limitations?|restrictions?|footing|basis)|(?:the|that) same exceptions?(?: \w+)? appl"
    r"|to the same extent)"
)
# A provision that looks back.
_YEAR = r"(?:19|20)\d\d"
_PAST = r"(?:previous|prior|former|old|superseded|rescinded|earlier)"
_TEXT = r"(?:version|edition|manual|order|policy|policies|directive|rules?|general order)"
_ONCE = (
    r"(?:allowed|permitted|required|provided|authorized|prohibited|forbade|let|left|said|stated|read"
    r"|called|made|was|were|had|did|could|might)"
)
HISTORY = (
    r"\b(?:formerly|previously|in the past|historically|used to be"
    r"|at common law(?=[^.;]*\b(?:was|were|could|might|had|did|allowed|permitted|rule))"
    rf"|prior to {_YEAR}|until (?:\w+ )?(?:\d{{1,2}}, )?{_YEAR}"
    rf"|before (?:\w+ )?{_YEAR}|in {_YEAR},?"
    r"|(?:was|were) (?:once|formerly|then(?! \w+ed\b| known| seen))"
    r"|(?:was|were) (?:rewritten|first (?:written|issued|adopted))"
    r"|(?:is|are) no longer (?:authorized|used|issued|taught|in (?:effect|use|force))"
    r"|(?:was|were|since been) (?:since |then )?(?:repealed|rescinded|withdrawn|abolished)"
    r"|(?:department|agency|office|bureau|we|they|it|which|that|\b"
    + _TEXT
    + r") had (?:once |long )?"
    r"(?:allowed|permitted|required|authorized|prohibited|forbidden|banned|barred)"
    rf"|{_YEAR} (?:[\w-]+ )?{_TEXT}\b[^.;]{{0,60}}\b{_ONCE}"
    rf"|in the {_YEAR}s|{_PAST} {_TEXT})\b"
)
# ... and one that tells what holds today ("was withdrawn in 2016 and is prohibited").
TODAY = (
    r"\b(?:and|but)(?: \w+){0,2} (?:is|are|shall|must|will|may)\b"
    r"|\b(?:has|have) (?:abandoned|rejected|discarded|banned|prohibited|forbidden|eliminated)\b"
)
# A provision that reports what some law or court says, without ordering anything.
_COURT = r"(?:[Cc]ourts?|[Jj]ustices|Graham|Garner)"
_CASE = r"[A-Z][\w'’-]+(?: [\w'’.-]+){0,4}? v\.? [A-Z][\w'’-]+"
# "Officers shall act under Graham v. Connor" adopts it.
_BINDS = r"(?:shall|must|should|may not|are to|is to)"
_BINDS_NOBODY = rf"\A(?:(?!\b{_BINDS}\b)[^.;])*?"
BACKGROUND = (
    r"\b(?:(?:[Cc]ourts?|[Ll]egislature|[Cc]ongress|[Ss]tatute|[Cc]ase law"
    r"|(?:[Ss]tate|[Ff]ederal|California|common|the) law|Constitution|Amendment"
    r"|(?:Penal|Government) Code(?: [Ss]ection)? \d+\S*"
    r"|[Ss]ection \d{3,}(?!\.\d)\S*"  # "Section 6.1" is the policy's own
    r"|Graham v\. Connor|Garner|[Ll]awmakers|[Bb]ill(?: \d+)?)"
    r"[^.;]{0,60}\b(?:held|holds|ruled(?! out)|states?|provides?|found|finds|declares?|declared"
    r"|says|said|directed|recogni[sz]e[sd]?|stated|decided|observed|explained|enacted|passed))\b"
    rf"|{_COURT}\b[^.;]{{0,60}}"
    r"\b(?:struck down|overturned|upheld|reasoned|concluded|wrote|rejected)\b"
    r"|\b(?:was|were) struck down\b"
    rf"|\bIn {_CASE}\b[^;]{{0,80}}?\bCourt\b"
    rf"|{_BINDS_NOBODY}\b"
    r"(?:[Cc]ourt['’]s (?:decision|opinion|ruling|holding|reasoning|language|words)"
    r"|(?:[Ss]tatutes?|[Ll]aws?|Act|Code|[Ss]ections?)\b[^.;]{0,40} "
    rf"(?:enacted|passed) in {_YEAR}"
    r"|[Aa]s (?:originally|first) (?:passed|enacted|adopted))\b"
    rf"|\A\W*Under (?:Graham|Garner|{_CASE})\b(?![^;]*\b{_BINDS}\b)"
)
# What a reference may point to: a named policy, order, manual, form, law.
_NAMED = (
    "[Pp]olic(?:y|ies)|[Oo]rders?|[Dd]irectives?|[Mm]anual|[Pp]rocedures?|[Ss]ections?"
    "|[Cc]hapters?|[Cc]ode|[Ff]orms?|[Gg]uide(?:lines?|book)?|[Bb]ulletins?|[Hh]andbook"
    "|[Aa]ppendix|[Pp]lan|[Pp]rotocol|[Ll]aws?|[Aa]ct|[Ss]tatutes?|[Ss]tandards?|SOPs?|D?G\\.?O\\.?"
    "|[Mm]emorand(?:um|a)|[Aa]greement|[Ss]chedule|[Bb]ook|[Cc]atalog(?:ue)?|[Rr]ules?(?! out\\b)"
    "|[Rr]egulations?|[Mm]odule|[Ll]esson|[Cc]urriculum|[Ss]yllabus|[Aa]nnex|[Tt]itle|[Pp]art"
    "|[Aa]rticle|Statement of|[Dd]ocument|[Cc]alendar|[Mm]atrix|[Pp]ublication|[Mm]aterials"
    "|Register|(?-i:[A-Z]{2,4} \\d{1,2}-\\d{1,3})"  # "AD 2-03"
)
REFERRED = (
    rf"\b(?:(?<![Tt]his )(?<!our )(?<!Professional )(?:{_NAMED})\b"
    r"|\d{3,4}(?:\.\d+)*\b|\d{1,2}-\d{1,3}/\d{1,3})"
)
_TEXTS = (
    "polic(?:y|ies)|orders?|directives?|manual|procedures?|sections?|chapters?|code|forms?"
    "|guide(?:lines?|book)?|bulletins?|handbook|appendix|plan|protocol|act|article|annex"
)
# Texts as their titles name them ("Communications Directive 9").
_CITED = "Polic(?:y|ies)|Orders?|Directives?|Manual|Procedures?|G\\.?O\\.?|SOPs?|Plan|Bulletins?"
# A sentence whose main business is to send the reader elsewhere.
_TREATED = (
    "addressed|covered|governed|set (?:out|forth)|described|found|contained|outlined|detailed"
    "|treated(?! in (?:a|an|the) (?:hospital|facility|emergency|clinic))"
    "|dealt with|provided(?: for)?|prescribed|explained|located|handled|listed|defined"
    "|regulated|controlled|specified|discussed|laid down|spelled out|laid out|taken up|stated"
    "|published|established|set|answered|determined|fixed|decided|settled"
    "|(?:investigated|processed)(?= under| according| pursuant)"
)
_DONE = r"(?:\w+(?:ed|en)|run|held|kept|made|done|dealt with|taught)"
_BY_SOMEONE = (
    r"(?:the |an? |each |his |her |their )?(?:[\w-]+ )?"
    r"(?:officers?|members?|deput(?:y|ies)|employees?|supervisors?|sergeants?)\b"
)
_BY_MEASURE = (
    r"(?:further |more |added )?(?:coaching|counsel|(?:re)?training(?! \w+ \d)|disciplin|correct)"
)
# What somebody does with a matter whose rules are elsewhere.
_SEES_TO = r"(?:looks? into|handles?|deals? with|processes|investigates?|takes? up|sees? to)"
# "Related directives: 2.14 (Communications), 10.02 (Wellness)"
RELATED = (
    r"\W*(?:related|relevant|applicable|associated|companion)\b[\w ,/&-]{0,30}"
    rf"\b(?:{_TEXTS}|references?|documents|SOPs?)\b\s*[:|]"
)
POINTER = (
    r"(?:(?:^\W*|[.;:,—–]\s*|\bplease |\b(?:for|on|about|regarding|as to|concerning) [^.;]{3,90})"
    r"see(?: also)?\b"
    r"(?! (?:this|that|another|an?)\b))"
    r"|(?:^|[^(])\b(?:refer(?:s|red)?"
    r"(?! (?:it|them|him|her|the (?:matter|case|complaint|incident))\b)(?: \w+)? to"
    r"(?! (?:it|them|the board|an?|any|all)\b)|consult|look to"
    rf"|turn to(?=[^.;,]{{0,30}}\b(?:{_NAMED}|page)\b))\b"
    rf"|\bdirected to\b[^.;,]{{0,60}}\b(?:{_NAMED})\b"
    rf"|\b(?:is|are|be|being)(?: \w+)? (?:{_TREATED})(?: (?!or\b|and\b)\w+)?"
    rf" (?:in|by(?! {_BY_SOMEONE}| {_BY_MEASURE})|under|at(?! least| most)|elsewhere)\b"
    r"(?! (?:this|writing|detail|full|person|plain|(?:the )?narrative)\b)"
    r"|\b(?:is|are|be|being) (?:given|carried) in (?!(?:an?|his|her|their) )"
    r"|\b(?:is|are) (?:found )?in (?:the \w+(?: \w+){0,4} "
    r"(?:policy|manual|order|handbook|directive|catalog|register)"
    r"|appendix|annex|attachment)\b|\bmeaning given\b"
    rf"|\b(?:(?:is|are) (?:(?:found )?in|under)|follows) "
    rf"(?:the )?(?-i:(?:[A-Z][\w'&-]*,? ){{0,4}}(?:{_CITED}))\b"
    r"|\b(?:has|have) (?:its|their) own\b|\bappears? in\b"
    rf"|\b(?:stands|lies) in (?:the )?(?:\w+ ){{0,2}}(?:{_NAMED})\b"
    rf"|\b(?:is|are) the subject of\b[^.;,]{{0,40}}\b(?:{_NAMED})\b"
    r"|\b(?:is|are) (?:that|those|the ones?) (?:of|in|given|set|listed|laid)\b"
    rf"(?=[^.;,]{{0,40}}\b(?:{_NAMED})\b)|\b(?:bears?|has|have) the meaning\b"
    r"|\b(?:shall|will|must|is to|are to) be in accordance with\b"
    rf"(?=[^.;,]{{0,40}}\b(?:{_NAMED})\b)"
    r"|\b(?:proceeds?|runs?|(?:is|are) conducted) (?:under|according to)\b"
    rf"(?=[^.;,]{{0,40}}\b(?:{_NAMED})\b)"
    rf"|\b(?:shall|must|will|should) follow (?:the )?(?-i:(?:[A-Z][\w'&-]*,? ){{0,4}}"
    rf"(?:{_CITED}|Article|Section|Chapter))\b (?:[A-Z]\w* )?\d(?:[^.;]|\.\d){{0,60}}\W*$"
    r"|\b(?:is|are) (?:left to|a matter for)\b"
    rf"(?=[^.;,]{{0,40}}\b(?:{_NAMED})\b)"
    r"|^(?:(?!\b(?:shall|must|may|should|will|unless|except|only|barred|banned|forbidden"
    r"|prohibited)\b)[^.;])*?"
    rf"\b(?:is|are) (?:{_DONE} and )?{_DONE}(?: in| up| out| into)?"
    rf"(?:,? and (?:[^.;,]{{1,40}}? )?{_DONE}(?: in| up| out| into)?)?,? "
    r"(?:under|according to|pursuant to|in accordance with"
    r"|as (?:set (?:out|forth)|laid down|provided|prescribed|described) (?:in|by)) "
    r"(?:the )?(?:[A-Z][\w-]*,? ){0,5}(?:Policy|Order|Directive|Manual|Procedure|Section|Chapter"
    r"|Code|Bulletin|Rule|Handbook|G\.?O\.?|SOPs?|Title|Volume"
    r"|(?-i:[A-Z]{2,4} \d{1,2}-\d{1,3}))(?!\w)(?:[^.]|\.\d){0,60}\W*$"
    r"|\b(?:(?:is|are|be)"
    r"(?: (?:(?!used|applied|employed)\w+(?:ed|led|en)\b[^.;]{0,40}|dealt with))?"
    rf"|{_SEES_TO}\b[^.;]{{0,20}})"
    r" (?:as|in the manner) (?:laid down|set (?:out|forth)|provided|directed|prescribed|described"
    r"|specified) (?:in|by)"
    rf" [^.;]{{0,40}}?\b(?:{_NAMED})\b"
    rf"|\b(?:is|are|be) (?:{_DONE} and )?{_DONE}(?: in| up| into)?"
    rf" (?:as|in the manner (?:that|which)) (?:the )?(?:[A-Z][\w-]*,? ){{0,4}}?"
    rf"(?:{_NAMED}|G\.?O\.?) (?:[^.;]|\.\d){{0,60}}"
    r"\b(?:provides?|directs?|prescribes?|says|lays? down|sets? out)\b"
    rf"|\b(?:{_NAMED}) (?!(?:and|or|shall|must|should|will|may)\b)[\w.-]+ "
    r"(?:tells?|explains?|describes?|sets? out|lays? down)\b"
    rf"|\b(?:is|are|be) \w+(?:ed|led|en) according to [^.;]{{0,40}}?\b(?:{_NAMED})\b"
    rf"|(?<!that this )(?<!that the )\b(?:{_TEXTS}|\d{{3,4}})\b[^.;]{{0,50}}"
    r"\b(?<!that )(?<!which )(?<!to )(?<!and )(?<!as )"
    r"(?:governs?|covers|addresse?s?|controls"
    r"|(?<!to )deals? with|applies(?! for))\b"
    r"|\bfor .{3,90}, (?:see|refer|consult) "
    rf"|^{RELATED}"
    # "Backup: Patrol Manual, Part 2." and "Ref. Policy 304"
    rf"|^\W*[\w /&-]{{2,40}}: (?:[\w'’&-]+ ){{0,4}}(?:{_NAMED})\b(?:,? [\w.-]+){{0,4}}\W*$"
    # a row of a table: "Evidence storage | Order 802"
    r"|^[^|]+\| (?:Policy|(?:[A-Z]\w+ )?Order|Directive|Procedure|Regulation|Chapter|Section"
    r"|G\.?O\.?|SOP) \d[\w.-]*\W*$"
    rf"|^\W*(?:ref(?:erence)?s?|cf|cross-ref\w*)\b[.:]? [^;]{{0,40}}\b(?:{_NAMED}|\d{{3,4}})\b"
)
# How a pointer begins whose matter the sentence before it names: "They are handled as ...".
OF_BEFORE = (
    r"\W*(?:they|it|these|this|those|such \w+|what (?:happens|comes) next|what follows"
    r"|the (?:rest|procedure|process|details|steps))\b"
)
# How a text begins that is no more than the number and the title of another one.
ANOTHER_TEXT = (
    r"\W*(?:Policy|Directive|Procedure|Regulation|(?:General|Special|Standing|Administrative) Order"
    r"|(?:[A-Z]\.? ?){1,3}(?:P\.?|O\.?|D\.?|I\.?))(?: No\.?| #)?[ -](?:[A-Z]{1,4}[ .:-]?)?"
    r"\d[\w.:-]*[ ,|–—:-]+(?=[A-Z][a-z]+ \w)"
)
# What binds or permits, in a clause that has its own subject or goes on that of another.
RULING = r"\b(?:shall|must|will|should|may|is required|are required|is prohibited|are prohibited)\b"
# A sentence that is a question from its first word on.
QUESTION = (
    r"\W*(?:q(?:uestion)?[.:]\s*)?(?:do|does|did|may|must|can|could|shall|should|will|would|is|are"
    r"|have|has|what|when|where|who|whom|whose|why|how|which)\b[^:]*\?[\"”’')]*$"
)
# How a rule or an answer begins that needs no verb ("No warning shots.", "Never alone.").
SHORT_RULE = r"\W*(?:\w{1,2}[.:] )?(?:no|none|never|not|yes|always|only|at once|immediately)\b"
# A title before the sentences that answer it ("What is around. Officers ...").
ASKING_TITLE = r"(?:What|When|Where|Who|Whose|Why|How|Which)(?: [\w'-]+){1,4}\.$"
