"""Compares the catalogue of packet types, packets.tsv, with what src/packet declares.

The notation of the column `fields` is documented in state-machine.md, section 1. Both sides become
lists of items here, and every difference is one sentence.
"""

import dataclasses
import re

# What the notation calls by a name of its own, and the packet type that describes it.
COMPOSITES = {
    "attrs": "sftp_attrs",
    "name_entry": "sftp_name_entry",
    "constraint": "agent_constraint_any",
    "private_body": "agent_private_any",
}
INTEGERS = {"byte": 2**8, "boolean": 2, "uint32": 2**32, "uint64": 2**64}
# In packet types that are read by hand, how a kind of C's looks in the notation.
BY_HAND = {
    "bytes": {"bytes", "asn1_octet_string", "asn1_oid", "asn1_bit_string", "asn1_sequence",
              "asn1_set", "utf8"},
    "rest": {"rest", "bytes"},
    "mpint": {"asn1_integer"},
    "boolean": {"letter"},
    "byte": {"byte"},
    "uint32": {"uint32", "digits", "asn1_integer"},
    "uint64": {"uint64", "digits"},
    "string": {"string"},
    "repeat": {"repeat"},
}

ITEM = re.compile(r"(?:(?P<word>repeat|optional)\((?P<argument>[^)]*)\)"
                  r"|(?P<name>[a-z0-9_]+):(?P<type>[a-z0-9_-]+))")
SIZE = re.compile(r"\[([^\]]*)\]")
VALUE = re.compile(r'([=~])("(?:[^"\\]|\\.)*"|\w+)')


@dataclasses.dataclass
class Item:
    """A field, or a repetition, which has no name."""

    name: str = None
    type: str = None
    size: str = None         # bytes[size]
    low: int = 0
    high: int = None
    value: object = None     # a number, or bytes
    tolerated: bool = False
    when: str = None         # "field&mask"
    may_be_missing: bool = False
    count: str = None        # of a repetition: "*" or a field
    inner: list = None

    def describe(self):
        return f"{self.name or 'repeat'}:{self.type}" if self.type else f"repeat({self.count})"


def closing(text, start):
    """Where the brace closes that is open at start; quotes hide braces."""
    depth, quoted = 0, False
    for i in range(start, len(text)):
        if text[i] == '"' and text[i - 1] != "\\":
            quoted = not quoted
        if not quoted:
            depth += {"{": 1, "}": -1}.get(text[i], 0)
            if depth == 0:
                return i
    raise ValueError(f"no closing brace in {text!r}")


def unquote(text):
    if text.startswith('"'):
        return text[1:-1].encode().decode("unicode_escape").encode("latin-1")
    return {"false": 0, "true": 1}[text] if text in ("false", "true") else int(text, 0)


class Row:
    """One row of packets.tsv."""

    def __init__(self, line):
        (self.id, self.layer, self.number, self.direction, self.fields, self.limits,
         self.reference) = line.split("\t")
        self.items = [] if self.fields == "(none)" else parse(self.fields)


def parse(text):
    """The items that text denotes."""
    items, at = [], 0
    while at < len(text):
        match = ITEM.match(text, at)
        if match is None:
            raise ValueError(f"not an item: {text[at:]!r}")
        at = match.end()
        if match["name"]:
            item, at = field(match, text, at)
            items.append(item)
        else:
            end = closing(text, at)
            inner = parse(text[at + 1:end])
            at = end + 1
            if match["word"] == "repeat":
                items.append(Item(count=match["argument"], inner=inner))
            else:
                for item in inner:
                    item.when = item.when or match["argument"]
                items += inner
        if text[at:at + 1] not in ("", " "):
            raise ValueError(f"not an option: {text[at:]!r}")
        at += 1
    return items


def field(match, text, at):
    """One field, and where the next one begins."""
    item = Item(match["name"], match["type"])
    size = SIZE.match(text, at)
    if size:
        at = size.end()
        bounds = size[1].split("..")
        if len(bounds) == 2:
            item.low = int(bounds[0], 0)
            item.high = int(bounds[1], 0) if bounds[1] else None
        else:
            item.size = size[1]
    if text[at:at + 1] == "{":
        end = closing(text, at)
        item.inner = parse(text[at + 1:end])
        at = end + 1
    value = VALUE.match(text, at)
    if value:
        item.tolerated, item.value = value[1] == "~", unquote(value[2])
        at = value.end()
    if text[at:at + 1] == "?":
        item.may_be_missing = True
        at += 1
    return item, at


def read_rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return {row.id: row for row in map(Row, lines[1:])}


def declared_items(fields):
    """What //src/packet/testing:describe tells of fields, as items."""
    items, selector = [], None
    for field_ in fields:
        item = Item(field_["name"], field_["kind"], low=field_.get("min", 0),
                    high=field_.get("max"), value=field_.get("value"),
                    tolerated=field_.get("tolerated", False),
                    may_be_missing=field_.get("may_be_missing", False))
        if "constant" in field_:
            item.value = bytes.fromhex(field_["constant"])
        if "size" in field_:
            item.size = str(field_["size"])
        if "when" in field_:
            item.when = f"{selector}&{field_['when']:#x}"
        if field_.get("selects"):
            selector = field_["name"]
        items.append(shaped(item, field_, items))
    return items


def shaped(item, field_, before):
    """The item with what it is made of."""
    if item.type == "nested":
        item.type = next((word for word, name in COMPOSITES.items() if name == field_["element"]),
                         field_["element"])
    elif item.type == "repeat":
        item.count = before[-1].name if before and field_.get("counted") else "*"
        item.inner = declared_items(field_["fields"])
    elif "fields" in field_:
        inner = declared_items(field_["fields"])
        item.inner = [Item(count="*", inner=inner)] if field_.get("repeated") else inner
    return item


class Comparison:
    """The differences between one row and its declaration."""

    def __init__(self, rows, by_hand):
        self.rows, self.by_hand = rows, by_hand

    def differences(self, expected, found, where=""):
        if self.by_hand:
            expected = [item for item in expected if not is_frame(item)]
        expected = self.spread(expected)
        for i in range(max(len(expected), len(found))):
            if i >= len(found):
                yield f"{where}{expected[i].describe()} is not declared"
            elif i >= len(expected):
                yield f"{where}{found[i].describe()} is declared and not in the row"
            else:
                yield from self.item(expected[i], found[i], where)

    def spread(self, items):
        """A composite that is all there is stands for its fields."""
        if len(items) == 1 and items[0].type == "name_entry":
            return self.rows[COMPOSITES["name_entry"]].items
        return items

    def item(self, expected, found, where):
        if expected.count is not None or found.count is not None:
            if expected.count != found.count:
                yield f"{where}{expected.describe()} is declared as {found.describe()}"
            else:
                yield from self.differences(expected.inner, found.inner, f"{where}repeat.")
            return
        where += f"{expected.name}: "
        for what in ("name", "type", "size", "low", "high", "value", "tolerated", "when",
                     "may_be_missing"):
            ours, theirs = getattr(expected, what), getattr(found, what)
            if ours != theirs and not self.same(what, ours, theirs):
                yield f"{where}{what} is {ours!r}, and declared as {theirs!r}"
        if expected.inner is not None or found.inner is not None:
            yield from self.differences(expected.inner or [], found.inner or [], where)

    def same(self, what, ours, theirs):
        if what == "when" and ours and theirs and not self.by_hand:
            return canonical_when(ours) == canonical_when(theirs)
        if not self.by_hand:
            return False
        if what == "type":
            return ours in BY_HAND.get(theirs, ())
        return what in ("size", "low", "high", "when", "value")


def canonical_when(text):
    name, _, mask = text.partition("&")
    return name, int(mask, 0) if mask else 1


def is_frame(item):
    """What stands between the fields of a text and is always the same."""
    return item.type == "frame" or (item.value is not None and item.type == "bytes")


def faults(rows, declared):
    """A sentence for everything in which catalogue and declarations differ."""
    used = set()
    for name, packet in declared.items():
        collect_elements(packet["fields"], used)
    for name in sorted(rows.keys() | declared.keys()):
        if name not in declared:
            yield f"{name}: no packet type"
        elif name not in rows:
            if name not in used:
                yield f"{name}: not in the catalogue, nor an element of what is"
        else:
            for difference in row_faults(rows, rows[name], declared[name]):
                yield f"{name}: {difference}"


def collect_elements(fields, used):
    for field_ in fields:
        if "element" in field_:
            used.add(field_["element"])
            collect_elements(field_["fields"], used)


def row_faults(rows, row, packet):
    number = "-" if packet["number"] < 0 else str(packet["number"])
    if row.number != number:
        yield f"number is {row.number}, and declared as {number}"
    if row.layer != packet["layer"]:
        yield f"layer is {row.layer}, and declared in {packet['layer']}"
    yield from Comparison(rows, packet.get("by_hand", False)).differences(
        row.items, declared_items(packet["fields"]))
