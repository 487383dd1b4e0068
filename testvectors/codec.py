"""Encodes and judges packets by the grammar: a second opinion on what the C code does.

Values: an int, bytes (of an mpint the magnitude without zeros in front), a list of names, a dict of
fields for one structure, a list of such dicts for several. Verdicts and offsets: README.md.
"""

import dataclasses

from grammar import INTEGERS


def uint32(value):
    return value.to_bytes(4, "big")


def string(content):
    return uint32(len(content)) + content


def mpint(magnitude):
    return string(b"\0" + magnitude if magnitude[:1] >= b"\x80" else magnitude)


def is_there(field, values):
    return field.when is None or bool(values[field.when[0]] & field.when[1])


class Encoder:
    """Encodes a packet, and notes where each field is.

    replaced maps paths to bytes that stand in for a field's whole encoding.
    """

    def __init__(self, replaced=None):
        self.replaced = replaced or {}

    def packet(self, packet, values, path=()):
        number = b"" if packet.number is None else bytes([packet.number])
        return number + b"".join(
            self.field(field, values, path + (field.name,))
            for field in packet.fields if is_there(field, values)
        )

    def field(self, field, values, path):
        if path in self.replaced:
            return self.replaced[path]
        value = values[field.name] if field.constant is None else field.constant
        if field.kind in INTEGERS:
            return value.to_bytes(INTEGERS[field.kind], "big")
        if field.kind == "packet":
            return self.packet(field.content, value, path)
        content = self.content(field, value, path)
        if field.kind in ("string", "utf8", "name-list"):
            return string(content)
        return mpint(content) if field.kind == "mpint" else content

    def content(self, field, value, path):
        if field.kind == "name-list":
            return ",".join(value).encode()
        if field.content is None or field.constant is not None:
            return value
        if field.kind == "repeat" or field.repeated:
            return b"".join(
                self.packet(field.content, each, path + (i,)) for i, each in enumerate(value)
            )
        return self.packet(field.content, value, path)


def encode(packet, values, replaced=None):
    return Encoder(replaced).packet(packet, values)


class Refused(Exception):
    """A verdict that ends parsing."""

    def __init__(self, verdict, offset):
        super().__init__(verdict)
        self.verdict, self.offset = verdict, offset


@dataclasses.dataclass
class Place:
    """A field on the wire."""

    path: tuple
    field: object
    start: int
    end: int


class Judge:
    """Parses one payload."""

    def __init__(self, data):
        self.data = data
        self.deviation = None
        self.places = []

    def deviate(self, offset):
        if self.deviation is None:
            self.deviation = offset

    def take(self, at, end, count, blame):
        if count > end - at:
            raise Refused("truncated", blame)
        return self.data[at:at + count]

    def packet(self, packet, at, end, path=()):
        if packet.number is not None:
            if self.take(at, end, 1, at)[0] != packet.number:
                raise Refused("bad_number", at)
            at += 1
        values = {}
        for field in packet.fields:
            if not is_there(field, values):
                continue
            if field.may_be_missing and at == end:
                self.deviate(at)
                values[field.name] = b""
                continue
            place = Place(path + (field.name,), field, at, at)
            self.places.append(place)
            at = place.end = self.field(place, at, end, values)
        return values, at

    def field(self, place, at, end, values):
        field = place.field
        if field.kind in INTEGERS:
            values[field.name] = self.integer(field, at, end)
            return at + INTEGERS[field.kind]
        if field.kind == "packet":
            values[field.name], at = self.packet(field.content, at, end, place.path)
            return at
        if field.kind == "repeat":
            elements, after = self.elements(field, at, end, values, place.path)
            self.bounds(field, after - at, at)
            values[field.name] = elements
            return after
        values[field.name], after = self.text(place, at, end)
        return after

    def integer(self, field, at, end):
        value = int.from_bytes(self.take(at, end, INTEGERS[field.kind], at), "big")
        if field.kind == "boolean":
            if value > 1:
                self.deviate(at)
            value = int(value != 0)
        wrong = value < field.low or (field.high is not None and value > field.high)
        if field.constant is not None:
            wrong = value != field.constant
            value = field.constant
        if wrong and field.tolerated:
            self.deviate(at)
        elif wrong:
            raise Refused("bad_value", at)
        return value

    def elements(self, field, at, end, values, path):
        count = None if field.count == "*" else values[field.count]
        if count is not None and count > end - at:
            raise Refused("truncated", at)
        found = []
        while len(found) < count if count is not None else at < end:
            element, at = self.packet(field.content, at, end, path + (len(found),))
            found.append(element)
        return found, at

    def bounds(self, field, length, at):
        if length < field.low or (field.high is not None and length > field.high):
            raise Refused("bad_length", at)

    def text(self, place, at, end):
        field = place.field
        if field.kind in ("bytes", "rest"):
            first, count = at, end - at if field.kind == "rest" else field.size
        else:
            first, count = at + 4, int.from_bytes(self.take(at, end, 4, at), "big")
        content = self.take(first, end, count, at)
        value = self.well_formed(field.kind, content, first)
        if field.constant is not None and value != field.constant:
            raise Refused("bad_value", at)
        self.bounds(field, len(value) if field.kind == "mpint" else count, at)
        if field.content is not None and field.constant is None:
            value = self.inside(field, first, first + count, place.path)
        if field.kind == "name-list":
            value = value.decode().split(",") if value else []
        return value, first + count

    def well_formed(self, kind, content, first):
        if kind == "utf8":
            try:
                content.decode()
            except UnicodeDecodeError as fault:
                self.deviate(first + fault.start)
        if kind == "name-list":
            bad = name_list_fault(content)
            if bad is not None:
                raise Refused("bad_name_list", first + bad)
        return self.magnitude(content, first) if kind == "mpint" else content

    def magnitude(self, content, first):
        if content[:1] >= b"\x80":
            raise Refused("negative", first)
        magnitude = content.lstrip(b"\0")
        if string(content) != mpint(magnitude):
            self.deviate(first)
        return magnitude

    def inside(self, field, at, end, path):
        if field.repeated:
            every = dataclasses.replace(field, count="*")
            return self.elements(every, at, end, {}, path)[0]
        value, after = self.packet(field.content, at, end, path)
        if after != end:
            raise Refused("trailing", after)
        return value


def name_list_fault(text):
    """Offset of the byte that keeps text from being a name-list, or None."""
    before = ord(",")
    for i, c in enumerate(text):
        if not 0x20 < c < 0x7F or (c == before == ord(",")):
            return i
        before = c
    return len(text) - 1 if text.endswith(b",") else None


@dataclasses.dataclass
class Opinion:
    verdict: str
    offset: int
    values: dict = None
    places: list = None


def judge(packet, data):
    """What a strict parser has to think of data."""
    parser = Judge(data)
    try:
        values, at = parser.packet(packet, 0, len(data))
        if at != len(data):
            raise Refused("trailing", at)
    except Refused as refused:
        return Opinion(refused.verdict, refused.offset)
    if parser.deviation is not None:
        return Opinion("not_canonical", parser.deviation, values, parser.places)
    return Opinion("ok", len(data), values, parser.places)
