"""What the control words of a Rich Text file mean (Rich Text Format 1.9.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Destinations: what the text of a group is, if it is not text of the document.
SKIPPED, SHAPE, FONTS, LABEL, STYLES, TITLE, FIELD = (
    "skipped shape fonts label styles title field".split()
)
DESTINATIONS = {
    "listtext": LABEL, "pntext": LABEL, "stylesheet": STYLES, "title": TITLE, "fldinst": FIELD,
    "shpinst": SHAPE, "do": SHAPE, "fonttbl": FONTS,
    **dict.fromkeys(
        "colortbl pict object nonshppict shprslt xe tc tcn rxe bkmkstart bkmkend annotation atnid "
        "atnauthor listtable listoverridetable revtbl rsidtbl generator pn pnseclvl ftnsep ftnsepc "
        "ftncn aftnsep aftnsepc aftncn filetbl private upr template author operator subject "
        "keywords comment doccomm hlinkbase company manager category userprops docvar falt panose "
        "fname mmathPr xmlnstbl".split(), SKIPPED
    ),
}  # fmt: skip
# Groups that not every reader needs ("\*") but that hold text, and one whose text is the better
# one of two that its group offers.
NEEDED = frozenset("shppict nesttableprops ud".split())
BETTER = "ud"
COUNTED = {"pict": "pictures", "object": "objects"}
NOTE, BOX, MARGIN = "note box margin".split()
STORIES = {
    "footnote": NOTE, "shptxt": BOX, "dptxbxtext": BOX,
    **dict.fromkeys(
        "header headerl headerr headerf footer footerl footerr footerf".split(), MARGIN
    ),
}  # fmt: skip

CHARACTERS = {
    "tab": " ", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "qmspace": " ", "page": "\n", "column": "\n",
}  # fmt: skip
SYMBOLS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": " "}
_SWITCHES = {
    "b": "bold", "caps": "caps", "v": "hidden", "strike": "struck", "striked": "struck",
    "deleted": "deleted", "mvf": "deleted", "revised": "inserted", "mvt": "inserted",
    "ulnone": "underlined",
    **dict.fromkeys(
        "ul uld uldash uldashd uldashdd uldb ulth ulthd ulthdash ulw ulwave ulhwave ululdbwave "
        "ulhair ulldash ulthldash ulthdashd ulthdashdd".split(), "underlined"
    ),
}  # fmt: skip
_NUMBERS = {"fs": "size", "f": "font", "uc": "substitutes"}
_OF_PARAGRAPHS = {
    "li": "indent", "lin": "indent", "s": "style", "outlinelevel": "outline", "ls": "list",
    "ilvl": "level", "itap": "tables", "intbl": "tables",
}  # fmt: skip
NO_OUTLINE = 9

_OF_FONTS = {  # \fcharset: the code page
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250",
}  # fmt: skip
SIGNS = "signs"  # stands for the code page of a font of bullets and the like, which has none
_CHARSET_OF_SIGNS = 2
CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph is: `tables` is how many hold it, `outline` its level from 0."""

    indent: int = 0
    style: int = 0
    outline: int = NO_OUTLINE
    list: int = 0
    level: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """What holds until the group ends: where text goes, how it looks, in what paragraph it is."""

    into: str = ""
    bold: bool = False
    underlined: bool = False
    caps: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    inserted: bool = False
    size: int = 24
    font: int = -1
    substitutes: int = 1  # characters after \u that stand for it in old programs
    contents: bool = False  # of a table of contents
    nested: bool = False  # describes the rows of a table in a table
    paragraph: ParagraphLook = ParagraphLook()

    def after(self, word: str, number: int | None) -> State:
        """Return the state after a control word; most words change nothing."""
        if word in _SWITCHES:
            return self._with(_SWITCHES[word], number != 0 and word != "ulnone")
        if word in _NUMBERS and number is not None:
            return self._with(_NUMBERS[word], number)
        if word in _OF_PARAGRAPHS:
            changed = {_OF_PARAGRAPHS[word]: 1 if number is None else max(0, number)}
            return replace(self, paragraph=replace(self.paragraph, **changed))
        if word == "pard":
            return replace(self, paragraph=ParagraphLook())
        if word == "plain":
            return replace(self, **_PLAIN)  # type: ignore[arg-type]
        return self

    def _with(self, name: str, value: int) -> State:
        same = getattr(self, name) == value
        return self if same else replace(self, **{name: value})  # type: ignore[arg-type]


_PLAIN = {
    **dict.fromkeys("bold underlined caps hidden struck deleted inserted".split(), False),
    "size": 24,
    "font": -1,
}


def code_page_of(charset: int) -> str | None:
    """Return the code page of a font's \\fcharset, SIGNS for a font of signs, None if usual."""
    return SIGNS if charset == _CHARSET_OF_SIGNS else _OF_FONTS.get(charset)
