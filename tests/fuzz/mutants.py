"""Break files: the same seed gives the same broken files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from random import Random

Mutation = Callable[[Random, bytes], bytes]

_ODD_BYTES = b"\x00\xff\x80\x7f\n\r<>&()[]{}/%\\\"'=#"
_ODD_NUMBERS = (b"0", b"-1", b"1e39", b"255", b"65536", b"2147483648", b"99999999999999999999")
_NUMBER = re.compile(rb"\d+")
_ELEMENT = re.compile(rb"<([\w:]+)[^<>]*>")


def mutants(seed: str, data: bytes, wanted: int) -> Iterator[bytes]:
    """Yield broken copies of a file; of a zip-based one, three of four are broken inside."""
    inside = data.startswith(b"PK")
    for number in range(wanted):
        random = Random(f"{seed} {number}")
        broken = _packed_mutant(random, data) if inside and number % 4 else None
        yield broken or _mutant(random, data, _BYTES)


def _mutant(random: Random, data: bytes, mutations: tuple[Mutation, ...]) -> bytes:
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        data = random.choice(mutations)(random, data)
    return data


def _packed_mutant(random: Random, data: bytes) -> bytes:
    """Break one XML member of an archive and pack it again."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        members = source.infolist()
        chosen = random.choice([m for m in members if m.filename.endswith((".xml", ".rels"))])
        for member in members:  # each keeps its time: a mutant is the same whenever it is made
            content = source.read(member)
            archive.writestr(
                member, _mutant(random, content, _XML) if member is chosen else content
            )
    return target.getvalue()


def _span(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 64, 1024)))


def _flip(random: Random, data: bytes) -> bytes:
    place = random.randrange(len(data) + 1)
    flipped = bytes(byte ^ (1 << random.randrange(8)) for byte in data[place : place + 1])
    return data[:place] + flipped + data[place + 1 :]


def _odd(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] + bytes(random.choices(_ODD_BYTES, k=end - start)) + data[end:]


def _cut(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:start] + data[end:]


def _repeat(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _move(random: Random, data: bytes) -> bytes:
    start, end = _span(random, data)
    place = random.randrange(len(data) + 1)
    rest = data[:start] + data[end:]
    return rest[:place] + data[start:end] + rest[place:]


def _end(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _number(random: Random, data: bytes) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    start, end = random.choice(found).span()
    return data[:start] + random.choice(_ODD_NUMBERS) + data[end:]


def _element(random: Random, data: bytes) -> bytes:
    """Take out, repeat, move or empty an XML element with what it holds."""
    found = [match for match in _ELEMENT.finditer(data) if not match[0].endswith(b"/>")]
    if not found:
        return data
    opening = random.choice(found)
    closing = data.find(b"</%s>" % opening[1], opening.end())
    end = closing + len(opening[1]) + 3 if closing >= 0 else opening.end()
    whole = data[opening.start() : end]
    place = random.choice(found).end()
    return random.choice((
        data[: opening.start()] + data[end:],
        data[:end] + whole * random.choice((1, 40)) + data[end:],
        data[:place] + whole + data[place:],
        data[: opening.end()] + data[max(closing, opening.end()) :],
    ))  # fmt: skip


def _name(random: Random, data: bytes) -> bytes:
    """Give an XML element the name of another."""
    names = sorted({match[1] for match in _ELEMENT.finditer(data)})
    if not names:
        return data
    one, other = random.choice(names), random.choice(names)
    return re.sub(rb"(?<=[</])%s\b" % re.escape(one), other, data)


_BYTES: tuple[Mutation, ...] = (_flip, _odd, _cut, _repeat, _move, _end, _number)
_XML: tuple[Mutation, ...] = (_element, _element, _element, _name, _number, _number, _cut, _flip)
