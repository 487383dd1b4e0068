"""Holds every vector file to schema.json, and to what a schema cannot say.

Debian has no need of a JSON Schema package for this: the few keywords that schema.json uses are
interpreted here, and one that is not known is an error.

Run as: schema_test.py SCHEMA FILE...
"""

import json
import pathlib
import re
import sys

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}
ANNOTATIONS = {"$schema", "title", "definitions"}


class Schema:
    """A JSON Schema that tells the faults of a value."""

    def __init__(self, root):
        self.root = root

    def faults(self, value, rule=None, where="$"):
        """Yields a sentence for everything about value that breaks rule."""
        for keyword, argument in (self.root if rule is None else rule).items():
            if keyword in ANNOTATIONS:
                continue
            check = getattr(self, "_" + keyword.lstrip("$"), None)
            if check is None:
                raise ValueError(f"schema keyword {keyword!r} is not known here")
            yield from check(argument, value, where, rule or self.root)

    def _ref(self, reference, value, where, _rule):
        yield from self.faults(value, self.root["definitions"][reference.split("/")[-1]], where)

    def _type(self, name, value, where, _rule):
        right = isinstance(value, TYPES[name])
        if not right or (name == "integer" and isinstance(value, bool)):
            yield f"{where}: not of type {name}"

    def _enum(self, choices, value, where, _rule):
        if value not in choices:
            yield f"{where}: {value!r} is not one of {choices}"

    def _pattern(self, pattern, value, where, _rule):
        if isinstance(value, str) and re.search(pattern.replace("$", r"\Z"), value) is None:
            yield f"{where}: {value[:80]!r} does not match {pattern}"

    def _minLength(self, least, value, where, _rule):
        if isinstance(value, str) and len(value) < least:
            yield f"{where}: shorter than {least}"

    def _minItems(self, least, value, where, _rule):
        if isinstance(value, list) and len(value) < least:
            yield f"{where}: fewer than {least} items"

    def _minimum(self, least, value, where, _rule):
        if isinstance(value, int) and value < least:
            yield f"{where}: {value} is below {least}"

    def _maximum(self, most, value, where, _rule):
        if isinstance(value, int) and value > most:
            yield f"{where}: {value} is above {most}"

    def _required(self, names, value, where, _rule):
        if isinstance(value, dict):
            yield from (f"{where}: no {name!r}" for name in names if name not in value)

    def _properties(self, rules, value, where, _rule):
        if isinstance(value, dict):
            for name in rules.keys() & value.keys():
                yield from self.faults(value[name], rules[name], f"{where}.{name}")

    def _additionalProperties(self, allowed, value, where, rule):
        if not isinstance(value, dict):
            return
        for name in value.keys() - rule.get("properties", {}).keys():
            if allowed is False:
                yield f"{where}: {name!r} has no meaning"
            else:
                yield from self.faults(value[name], allowed, f"{where}.{name}")

    def _items(self, rule, value, where, _rule):
        if isinstance(value, list):
            for i, item in enumerate(value):
                yield from self.faults(item, rule, f"{where}[{i}]")

    def _anyOf(self, rules, value, where, _rule):
        if all(any(self.faults(value, rule, where)) for rule in rules):
            yield f"{where}: none of the forms that a field may have"


def faults_of_vector(packet, vector):
    """What the schema cannot say of one vector."""
    accepted = vector["verdict"] in ("ok", "not_canonical")
    length = len(vector["hex"]) // 2
    if vector["id"].split("/")[0] != packet:
        yield f"id {vector['id']!r} does not begin with {packet!r}"
    if accepted != ("fields" in vector):
        yield f"{vector['id']}: fields go with ok and not_canonical, and only with them"
    if vector["verdict"] == "ok" and vector["offset"] != length:
        yield f"{vector['id']}: ok means that the offset is the length, {length}"
    if vector["offset"] > length:
        yield f"{vector['id']}: an offset behind the end"


def faults_of_file(schema, path):
    """Everything that is wrong with a vector file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    faults = list(schema.faults(content))
    if faults:
        return faults
    if content["packet"] != path.stem or content["layer"] != path.parent.name:
        faults.append("packet and layer are not the file's and the folder's name")
    ids = [vector["id"] for vector in content["vectors"]]
    faults.extend(f"{name}: an id twice" for name in sorted(set(ids)) if ids.count(name) > 1)
    if not any(vector["verdict"] == "ok" for vector in content["vectors"]):
        faults.append("no vector is ok")
    for vector in content["vectors"]:
        faults.extend(faults_of_vector(content["packet"], vector))
    return faults


def main():
    schema = Schema(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))
    wrong = 0
    for name in sys.argv[2:]:
        for fault in faults_of_file(schema, pathlib.Path(name)):
            print(f"{name}: {fault}", file=sys.stderr)
            wrong += 1
    print(f"{len(sys.argv) - 2} files, {wrong} faults")
    sys.exit(1 if wrong > 0 or len(sys.argv) < 3 else 0)


if __name__ == "__main__":
    main()
