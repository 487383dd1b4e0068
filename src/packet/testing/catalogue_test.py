"""Holds src/packet to the catalogue of packet types in docs/spec/packets.tsv, row by row.

Run as: catalogue_test.py PACKETS_TSV DESCRIBE
DESCRIBE is the program that prints what is declared. So that the comparison is known to notice
things, it is also shown every declaration with one thing changed.
"""

import copy
import json
import pathlib
import subprocess
import sys

from catalogue import faults, read_rows, row_faults

OTHER_KIND = {"byte": "boolean", "boolean": "byte", "uint32": "boolean", "uint64": "boolean",
              "string": "mpint", "utf8": "string", "name-list": "string", "mpint": "string",
              "bytes": "string", "rest": "string", "repeat": "rest", "nested": "string"}
FLAGS = ("tolerated", "may_be_missing")


def changed_fields(fields, by_hand):
    """Copies of fields, each with one thing changed, and what that is."""
    for i, field in enumerate(fields):
        yield f"{field['name']} left out", fields[:i] + fields[i + 1:]
        if i > 0 and field["name"] != fields[i - 1]["name"]:
            yield f"{field['name']} too early", [*fields[:i - 1], field, fields[i - 1],
                                                 *fields[i + 1:]]
        for what, change in changes_of(field, by_hand):
            yield f"{field['name']} {what}", [*fields[:i], {**field, **change}, *fields[i + 1:]]
        if "fields" in field and field["kind"] != "nested":
            for what, inner in changed_fields(field["fields"], by_hand):
                yield (f"{field['name']}: {what}",
                       [*fields[:i], {**field, "fields": inner}, *fields[i + 1:]])


def changes_of(field, by_hand):
    if field["kind"] != "repeat":
        yield "renamed", {"name": field["name"] + "_x"}
    yield "of another kind", {"kind": OTHER_KIND[field["kind"]]}
    if by_hand or field["kind"] == "repeat":
        return
    yield "with another lower bound", {"min": field.get("min", 0) + 1}
    yield "with another upper bound", {"max": field.get("max", 0) + 1}
    for flag in FLAGS:
        yield flag, {flag: not field.get(flag, False)}
    if "value" in field:
        yield "another number", {"value": field["value"] + 1}
    if "constant" in field:
        yield "another text", {"constant": field["constant"] + "78"}
    elif field["kind"] in ("string", "utf8"):
        yield "always the same", {"constant": ""}
    if "size" in field:
        yield "of another size", {"size": field["size"] + 1}
    if "when" in field:
        yield "under another condition", {"when": field["when"] << 1}


def changed_packets(packet):
    yield "another number", {**packet, "number": packet["number"] + 1}
    yield "another layer", {**packet, "layer": "none"}
    for what, fields in changed_fields(packet["fields"], packet.get("by_hand", False)):
        yield what, {**packet, "fields": fields}


def unnoticed(rows, declared):
    """What can be changed of a declaration without a word from the comparison."""
    count, missed = 0, []
    for name in rows.keys() & declared.keys():
        for what, packet in changed_packets(copy.deepcopy(declared[name])):
            count += 1
            if not any(row_faults(rows, rows[name], packet)):
                missed.append(f"{name}: {what}: not noticed")
    return count, missed


def main():
    rows = read_rows(pathlib.Path(sys.argv[1]))
    declared = json.loads(subprocess.run([sys.argv[2]], check=True, capture_output=True).stdout)
    found = list(faults(rows, declared))
    changes, missed = unnoticed(rows, declared)
    for sentence in found + missed:
        print(sentence, file=sys.stderr)
    print(f"{len(rows)} rows, {len(declared)} packet types, {len(found)} differences; "
          f"{changes} changes tried, {len(missed)} not noticed")
    sys.exit(1 if found or missed or not rows else 0)


if __name__ == "__main__":
    main()
