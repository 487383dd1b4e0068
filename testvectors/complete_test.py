"""Fails if a packet type lacks a vector that its fields call for.

Run as: complete_test.py GRAMMAR FILE...
Of what grammar.tsv describes, every field is looked at: cut inside, cut away, below and above its
bounds and at them, in each form that is not canonical, and with what its kind can have wrong. Of
what is described by hand, whole verdicts are counted.
"""

import json
import pathlib
import sys

import samples
from codec import Judge, encode
from grammar import INTEGERS, Grammar
from make_packets import first_elements_only, is_open, label

SIZED = ("string", "utf8", "name-list", "mpint")
ACCEPTED = ("ok", "not_canonical")
LEAST_OK = 2  # of what is described by hand: one may be the only form there is


class Vector:
    def __init__(self, vector):
        self.data = bytes.fromhex(vector["hex"])
        self.verdict, self.offset = vector["verdict"], vector["offset"]


class Described:
    """The vectors of a packet type that grammar.tsv describes."""

    def __init__(self, packet, vectors):
        self.packet, self.vectors = packet, vectors
        self.typical = encode(packet, samples.packet(packet, samples.TYPICAL))
        self.places = self.places_of(self.typical)

    def places_of(self, data):
        parser = Judge(data)
        parser.packet(self.packet, 0, len(data))
        return parser.places

    def has(self, verdicts, offset=None, length=None, data=None):
        return any(vector.verdict in verdicts and offset in (None, vector.offset)
                   and (length is None or len(vector.data) in length)
                   and (data is None or vector.data == data) for vector in self.vectors)

    def missing(self):
        for wanted in (samples.TYPICAL, samples.MINIMAL, samples.MAXIMAL):
            data = encode(self.packet, samples.packet(self.packet, wanted))
            if not self.has(["ok"], data=data):
                yield f"{wanted} values"
        if self.packet.number is not None and not self.has(["bad_number"], 0):
            yield "another number"
        if not is_open(self.packet) and not self.has(["trailing"], len(self.typical)):
            yield "a trailing byte"
        for place in self.places:
            if first_elements_only(place.path):
                for what in self.missing_of(place):
                    yield f"{label(place.path)}: {what}"

    def missing_of(self, place):
        if place.field.kind not in ("rest", "repeat", "packet") and place.end > place.start:
            yield from self.missing_cuts(place)
        yield from self.missing_bounds(place)
        yield from self.missing_forms(place)

    def outermost(self, place):
        """The place where a cut is noticed: a string's, for what is inside of one."""
        around = [p for p in self.places if p.field.kind == "string" and p.start <= place.start
                  and place.end <= p.end and p.path == place.path[:len(p.path)]]
        return around[0] if around else place

    def missing_cuts(self, place):
        start, blamed = place.start, self.outermost(place).start
        size = place.end - start
        if size > 1 and not self.has(["truncated"], blamed, range(start + 1, place.end)):
            yield "cut inside"
        if place.field.kind in SIZED and not self.has(["truncated"], blamed,
                                                      range(start + 1, start + 4)):
            yield "cut inside its length"
        may_end = "not_canonical" if place.field.may_be_missing else "truncated"
        ends_well = self.ends_well(start)
        if not ends_well and not self.has([may_end], None, [start]) and start > 0:
            yield "cut away"

    def ends_well(self, length):
        """Whether the packet may end there: between elements."""
        try:
            self.places_of(self.typical[:length])
        except Exception as fault:  # whatever the judge has against it
            return getattr(fault, "verdict", "") != "truncated"
        return True

    def missing_bounds(self, place):
        field = place.field
        if field.constant is not None or field.kind in ("packet", "bytes"):
            return
        verdict = ["bad_value"] if field.kind in INTEGERS else ["bad_length"]
        if field.low > 0 and not self.has(verdict + ["truncated"], place.start):
            yield f"below {field.low}"
        most = 256 ** INTEGERS[field.kind] - 1 if field.kind in INTEGERS else samples.LONGEST_BYTES
        if field.high is not None and field.high < most and field.kind != "boolean" and \
                not self.has(verdict, place.start):
            yield f"above {field.high}"

    def missing_forms(self, place):
        field, inside = place.field, range(place.start, place.end + 1)
        tolerated = field.kind in ("boolean", "mpint", "utf8") and field.constant is None
        if (tolerated or field.tolerated or field.may_be_missing) and not any(
                self.has(["not_canonical"], at) for at in inside):
            yield "a form that is not canonical"
        if field.constant is not None and not field.tolerated and not self.has(
                ["bad_value"], place.start):
            yield "another value than the only one"
        for kind, verdict in (("mpint", "negative"), ("name-list", "bad_name_list")):
            if field.kind == kind and not any(self.has([verdict], at) for at in inside):
                yield verdict
        if field.content is not None and field.kind == "string" and field.constant is None \
                and not is_open(field.content) and not field.repeated \
                and not any(self.has(["trailing"], at) for at in (place.end, place.end + 1)):
            yield "a byte behind its content"


def missing_by_hand(vectors, ends_openly):
    """The same of what no list of fields describes."""
    count = {}
    for vector in vectors:
        count[vector.verdict] = count.get(vector.verdict, 0) + 1
    if count.get("ok", 0) < LEAST_OK:
        yield f"{LEAST_OK} that are ok"
    if not count.keys() - set(ACCEPTED):
        yield "one that is refused"
    if not ends_openly:
        if not any(verdict.startswith("bad_") for verdict in count):
            yield "one that is bad"
        if "truncated" not in count:
            yield "one that is truncated"
        if "trailing" not in count:
            yield "one with trailing bytes"


# What takes all bytes that are left, or refuses each that is wrong for what it is.
OPEN = {"known_hosts_comment", "known_hosts_line", "known_hosts_ssh1_line", "known_hosts_plain",
        "known_hosts_patterns", "public_key_line", "authorized_keys_line", "allowed_signers_line",
        "scp_command_sink", "scp_command_source", "prim_algorithm_name", "pty_modes",
        "scp_file_body", "sk_signed_message"}


def main():
    grammar = Grammar(pathlib.Path(sys.argv[1]))
    count = faults = 0
    for path in map(pathlib.Path, sys.argv[2:]):
        vectors = [Vector(v) for v in json.loads(path.read_text(encoding="utf-8"))["vectors"]]
        if path.stem in grammar.packets:
            missing = Described(grammar.packets[path.stem], vectors).missing()
        else:
            missing = missing_by_hand(vectors, path.stem in OPEN)
        for what in missing:
            print(f"{path.stem}: no vector for: {what}", file=sys.stderr)
            faults += 1
        count += len(vectors)
    print(f"{count} vectors of {len(sys.argv) - 2} packet types, {faults} missing")
    sys.exit(1 if faults or not count else 0)


if __name__ == "__main__":
    main()
