"""Reads grammar.tsv: what each packet type holds, in a notation close to the RFCs'.

The fields of a row are items, one blank between them, in the order of the wire:

    name:type            byte boolean uint32 uint64 string utf8 mpint name-list rest
    name:bytes[16]       so many bytes without a length in front
    name:type[1..64]     bounds: of an integer its value, of anything else its bytes; either may
                         be left out
    name:type=value      always this: a number, false, true or "text"
    name:type~value      should be this; anything else is not canonical and read as this
    name:type?           some peers end the packet before it
    name:string{items}   a string whose content is these items
    name:string{repeat(*){items}}      a string whose content is any number of them
    name:repeat(*){items}              any number of them, up to the end
    name:repeat(count){items}          as many as the field count says
    optional(field&mask){items}        there only if the field has one of the bits
    name:@packet         another packet type in its place
    {@packet}            that packet type's items
"""

import dataclasses
import re

INTEGERS = {"byte": 1, "boolean": 1, "uint32": 4, "uint64": 8}
ITEM = re.compile(r"(\w+):([a-z0-9-]+|@\w+)(?:\(([*\w]+)\))?")
BOUNDS = re.compile(r"\[(?:(\w+)\.\.(\w*)|(\w+))\]")
OPTIONAL = re.compile(r"optional\((\w+)&(\w+)\)\{")
VALUE = re.compile(r'[=~]("(?:[^"\\]|\\.)*"|\w+)')


@dataclasses.dataclass
class Field:
    name: str
    kind: str
    low: int = 0
    high: int = None
    size: int = None         # bytes[size]
    constant: object = None  # an int or bytes
    tolerated: bool = False  # not to be the constant is not canonical
    count: str = None        # repeat: "*" or a field's name
    when: tuple = None       # (field's name, mask)
    may_be_missing: bool = False
    content: object = None   # a Packet: what a string, a repeat or a nested packet is made of
    repeated: bool = False   # a string's content is any number of content


@dataclasses.dataclass
class Packet:
    name: str
    layer: str = None
    number: int = None
    reference: str = None
    fields: list = None


def unquote(text):
    """The value behind an equals sign."""
    if text.startswith('"'):
        return text[1:-1].encode().decode("unicode_escape").encode("latin-1")
    return {"false": 0, "true": 1}[text] if text in ("false", "true") else int(text, 0)


def closing(text, start):
    """Where the brace closes that is open at start."""
    depth = 0
    for i in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[i], 0)
        if depth == 0:
            return i
    raise ValueError(f"no closing brace in {text!r}")


class Grammar:
    """All packet types, by name."""

    def __init__(self, path):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        self.packets = {row[0]: Packet(row[0]) for row in rows}
        for name, layer, number, fields, reference in rows:
            packet = self.packets[name]
            packet.layer, packet.reference = layer, reference
            packet.number = None if number == "-" else int(number)
            packet.fields = self.items(fields)

    def items(self, text, when=None):
        fields = []
        at = 0
        while at < len(text):
            optional = OPTIONAL.match(text, at)
            if optional:
                end = closing(text, optional.end() - 1)
                mask = int(optional.group(2), 0)
                fields += self.items(text[optional.end():end], (optional.group(1), mask))
                at = end + 2
            else:
                field, at = self.item(text, at)
                field.when = when
                fields.append(field)
        return fields

    def item(self, text, at):
        match = ITEM.match(text, at)
        if match is None:
            raise ValueError(f"not an item: {text[at:]!r}")
        field = Field(match.group(1), match.group(2), count=match.group(3))
        at = self.options(field, text, match.end())
        if field.kind.startswith("@"):
            field.content, field.kind = self.packets[field.kind[1:]], "packet"
        if at < len(text) and text[at] != " ":
            raise ValueError(f"not an option: {text[at:]!r}")
        return field, at + 1

    def options(self, field, text, at):
        match = BOUNDS.match(text, at)
        if match:
            self.bound(field, match)
            at = match.end()
        if text[at:at + 1] == "{":
            end = closing(text, at)
            self.fill(field, text[at + 1:end])
            at = end + 1
        match = VALUE.match(text, at)
        if match:
            field.constant = unquote(match.group(1))
            field.tolerated = match.group(0).startswith("~")
            at = match.end()
        field.may_be_missing = text[at:at + 1] == "?"
        return at + field.may_be_missing

    @staticmethod
    def bound(field, match):
        low, high, size = match.groups()
        if size is not None:
            field.size = int(size, 0)
        else:
            field.low = int(low, 0)
            field.high = int(high, 0) if high else None

    def fill(self, field, text):
        if text.startswith("repeat(*){"):
            field.repeated = True
            text = text[len("repeat(*){"):-1]
        if text.startswith("@"):
            field.content = self.packets[text[1:]]
        else:
            field.content = Packet(field.name, fields=self.items(text))
