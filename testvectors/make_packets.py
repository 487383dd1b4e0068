"""Makes the vectors of every packet type in grammar.tsv.

Run as: make_packets.py [FOLDER]
Nothing here knows the C code: grammar.tsv is written after the RFCs, codec.py encodes and judges by
it. Each vector is made for the sake of a verdict, and has to get it from the judge.
"""

import json
import pathlib
import re
import sys

import samples
from captured import captured
from codec import encode, judge, mpint, string
from grammar import INTEGERS, Grammar

SIZED = ("string", "utf8", "name-list", "mpint")
BAD_NAME_LISTS = {
    "comma_in_front": b",a",
    "comma_at_end": b"a,",
    "two_commas": b"a,,b",
    "blank": b"a b",
    "del": b"a\x7f",
    "not_ascii": b"a\xe9",
}


class Vectors:
    """The vectors of one packet type."""

    def __init__(self, packet):
        self.packet = packet
        self.vectors = {}
        self.seen = set()

    def add(self, name, comment, data, verdict, source=None):
        """verdict is what data was made for; None: whatever the judge says."""
        opinion = judge(self.packet, data)
        where = f"{self.packet.name}/{name}"
        if verdict is not None and opinion.verdict != verdict:
            raise AssertionError(f"{where}: {opinion.verdict}, made for {verdict}: {data.hex()}")
        if data in self.seen:
            return
        self.seen.add(data)
        vector = {
            "id": where,
            "comment": comment,
            "hex": data.hex(),
            "verdict": opinion.verdict,
            "offset": opinion.offset,
        }
        if source is not None:
            vector["source"] = source
        if opinion.values is not None:
            vector["fields"] = as_json(self.packet, opinion.values)
        if name in self.vectors:
            raise AssertionError(f"{where}: a name twice")
        self.vectors[name] = vector


def bytes_as_json(value):
    printable = all(0x20 <= c <= 0x7E for c in value)
    return value.decode() if printable else {"hex": value.hex()}


def value_as_json(field, value):
    if field.kind == "boolean":
        return bool(value)
    if field.kind == "uint64":
        return str(value)
    if field.kind in INTEGERS or field.kind == "name-list":
        return value
    if field.kind == "mpint":
        return {"hex": value.hex()}
    if isinstance(value, dict):
        return as_json(field.content, value)
    if isinstance(value, list):
        return [as_json(field.content, each) for each in value]
    return bytes_as_json(value)


def as_json(packet, values):
    return {f.name: value_as_json(f, values[f.name]) for f in packet.fields if f.name in values}


def label(path):
    return "_".join(str(part) for part in path if isinstance(part, str))


def first_elements_only(path):
    return all(part == 0 for part in path if isinstance(part, int))


def field_bounds(field, kind):
    """Raw encodings of a field that break its bounds."""
    if field.low > 0:
        yield "too_short", f"below {field.low} bytes", kind(samples.pattern(field.low - 1))
    if field.high is not None and field.high <= samples.LONGEST_BYTES:
        yield "too_long", f"above {field.high} bytes", kind(b"\x7f" * (field.high + 1))


def bad_bounds(field):
    if field.constant is not None or field.kind not in ("string", "utf8", "mpint", "rest"):
        return
    kinds = {"rest": bytes, "mpint": lambda data: mpint(data.lstrip(b"\0"))}
    for name, comment, raw in field_bounds(field, kinds.get(field.kind, string)):
        yield name, comment, raw, "bad_length"


def bad_integer(field):
    size = INTEGERS[field.kind]
    largest = 256 ** size - 1
    if field.constant is not None:
        wrong = {"wrong": field.constant ^ 1}
    else:
        wrong = {"below": field.low - 1, "above": largest if field.high is None else field.high + 1}
        wrong = {name: n for name, n in wrong.items() if 0 <= n <= largest and not allows(field, n)}
    verdict = "not_canonical" if field.tolerated else "bad_value"
    for name, number in wrong.items():
        yield name, f"{number} is not allowed", number.to_bytes(size, "big"), verdict
    if field.kind == "boolean" and (field.constant != 0 or field.tolerated):
        yield "above_1", "true, but not as it is written", b"\2", "not_canonical"


def allows(field, number):
    return field.low <= number and (field.high is None or number <= field.high)


def bad_constant(field):
    raw = bytes if field.kind == "bytes" else string
    if field.constant:
        other = field.constant[:-1] + bytes([field.constant[-1] ^ 1])
        yield "wrong", "not the constant, by one bit", raw(other), "bad_value"
    if field.kind != "bytes":
        yield "longer", "the constant and a byte", raw(field.constant + b"x"), "bad_value"


def bad_text(field):
    if field.kind == "utf8":
        yield "not_utf8", "a byte that UTF-8 never has", string(b"ab\xff"), "not_canonical"
    if field.kind == "mpint":
        yield "negative", "-128", string(b"\x80"), "negative"
        yield "padded", "a needless zero", string(b"\0\x7f"), "not_canonical"
    if field.kind == "name-list":
        for name, text in BAD_NAME_LISTS.items():
            yield name, "not a name-list", string(text), "bad_name_list"
        if field.low > 0:
            yield "empty", "at least one name", string(b""), "bad_length"


def bad_field(field):
    """(name, comment, raw encoding, verdict) for what a single field can have wrong."""
    if field.kind in INTEGERS:
        yield from bad_integer(field)
    elif field.constant is not None:
        yield from bad_constant(field)
    elif field.content is None:
        yield from bad_text(field)
    yield from bad_bounds(field)


def is_open(packet):
    """Whether any bytes may follow, or more elements."""
    last = packet.fields[-1] if packet.fields else None
    return last is not None and (last.kind == "rest" or (last.kind == "repeat" and last.count == "*"))


def add_samples(vectors):
    for wanted in (samples.TYPICAL, samples.MINIMAL, samples.MAXIMAL):
        data = encode(vectors.packet, samples.packet(vectors.packet, wanted))
        vectors.add(wanted, f"{wanted} values", data, "ok")


def add_number_faults(vectors, data):
    number = vectors.packet.number
    if number is not None:
        vectors.add("other_number", "the next number", bytes([number + 1]) + data[1:], "bad_number")
    if data:
        empty = judge(vectors.packet, b"").verdict
        vectors.add("empty_payload", "nothing at all", b"", empty)


def add_cuts(vectors, data, places):
    for place in places:
        kind = place.field.kind
        if kind in ("rest", "repeat", "packet") or place.end == place.start:
            continue
        if not first_elements_only(place.path):
            continue
        cuts = {"cut_short": ("ends one byte too early", place.end - 1),
                "missing": ("ends right before it", place.start)}
        if kind in SIZED:
            cuts["length_cut_short"] = ("two bytes of its length", place.start + 2)
        for name, (comment, length) in cuts.items():
            # Between elements the packet may end.
            if judge(vectors.packet, data[:length]).verdict == "truncated":
                vectors.add(f"{label(place.path)}_{name}", comment, data[:length], "truncated")


def add_missing(vectors, data, places):
    for place in places:
        if place.field.may_be_missing:
            name = f"no_{label(place.path)}"
            vectors.add(name, "ends before it", data[:place.start], "not_canonical")


def add_huge_length(vectors, data, places):
    sized = [place for place in places if place.field.kind in SIZED and len(place.path) == 1]
    if sized:
        start = sized[-1].start
        huge = data[:start] + b"\xff" * 4 + data[start + 4:]
        name = f"{label(sized[-1].path)}_of_4_gib"
        vectors.add(name, "nothing may be added to this length", huge, "truncated")


def add_tail(vectors, data):
    last = vectors.packet.fields[-1] if vectors.packet.fields else None
    if not is_open(vectors.packet):
        vectors.add("trailing_byte", "one byte behind the end", data + b"\0", "trailing")
    elif last.kind == "repeat":
        vectors.add("part_of_an_element", "one byte behind the last", data + b"\0", "truncated")


def add_field_faults(vectors, values, places):
    counters = {place.field.count for place in places if place.field.kind == "repeat"}
    for place in places:
        counts = len(place.path) == 1 and place.field.name in counters
        if not first_elements_only(place.path) or counts:
            continue
        for name, comment, raw, verdict in bad_field(place.field):
            data = encode(vectors.packet, values, {place.path: raw})
            vectors.add(f"{label(place.path)}_{name}", comment, data, verdict)


def add_count_faults(vectors, values, places):
    """More elements announced than there are. Fewer leave bytes that belong to nothing."""
    repeats = {place.field.count for place in places
               if place.field.kind == "repeat" and place.field.count != "*"}
    for place in places:
        field = place.field
        if field.name not in repeats or len(place.path) > 1:
            continue
        most = 0xFFFFFFFF if field.high is None else field.high + 1
        verdict = "truncated" if field.high is None else "bad_value"
        wrong = {"4_gib" if field.high is None else "above": (most, verdict)}
        if field.constant is not None:
            wrong = {"other": (field.constant + 1, "bad_value")}
        elif vectors.packet.fields[-1].kind == "repeat":
            wrong["one_too_many"] = (values[field.name] + 1, "truncated")
            wrong["one_too_few"] = (values[field.name] - 1, "trailing")
        if field.low > 0:
            wrong["zero"] = (0, "bad_value")
        for name, (number, expected) in wrong.items():
            data = encode(vectors.packet, values, {place.path: number.to_bytes(4, "big")})
            vectors.add(f"{label(place.path)}_{name}", f"{number} announced", data, expected)


def content_of(data, place):
    return data[place.start + 4:place.end]


def add_content_faults(vectors, values, data, places):
    for place in places:
        field = place.field
        if field.kind != "string" or field.content is None or not first_elements_only(place.path):
            continue
        content = content_of(data, place)
        if not is_open(field.content) and not field.repeated:
            longer = encode(vectors.packet, values, {place.path: string(content + b"\0")})
            vectors.add(f"{label(place.path)}_with_more", "a byte behind its content", longer,
                        "trailing")
        if is_open(field.content) and field.content.fields[-1].kind == "rest":
            content = content[:1]
        shorter = encode(vectors.packet, values, {place.path: string(content[:-1])})
        expected = "bad_length" if len(content) - 1 < field.low else "truncated"
        vectors.add(f"{label(place.path)}_with_less", "its content is cut", shorter, expected)


def vectors_of(packet):
    vectors = Vectors(packet)
    values = samples.packet(packet, samples.TYPICAL)
    data = encode(packet, values)
    places = judge(packet, data).places
    add_samples(vectors)
    add_number_faults(vectors, data)
    add_cuts(vectors, data, places)
    add_missing(vectors, data, places)
    add_huge_length(vectors, data, places)
    add_field_faults(vectors, values, places)
    add_count_faults(vectors, values, places)
    add_content_faults(vectors, values, data, places)
    add_tail(vectors, data)
    for name, source, real, _ in captured(packet.name):
        vectors.add(name, "of a real program", real, None, source)
    return list(vectors.vectors.values())


def compact(text):
    """Lists of names on one line each."""
    return re.sub(r"\[\s+((?:\"[^\"\n]*\",?\s+)+)\]",
                  lambda m: "[" + re.sub(r"\s*\n\s*", " ", m.group(1)).strip() + "]", text)


def as_text(packet):
    content = {
        "packet": packet.name,
        "layer": packet.layer,
        "reference": packet.reference,
        "vectors": vectors_of(packet),
    }
    return compact(json.dumps(content, indent=4)) + "\n"


def write(packet, folder):
    path = folder / packet.layer / f"{packet.name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_text(packet), encoding="utf-8")


def main():
    here = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here
    for packet in Grammar(here / "grammar.tsv").packets.values():
        write(packet, folder)


if __name__ == "__main__":
    main()
