"""Prints what there is of every packet type: a row in the catalogue, a declaration, vectors, a fuzz
target, a proof. Exit status 1 if something is missing.

Run as: table.py [-q] PACKETS_TSV DESCRIBE FUZZ PROOFS VECTORS...
DESCRIBE prints what is declared, FUZZ is //fuzz:packet_fuzz, which lists what it can fuzz. PROOFS
is a file with the name of a proven packet type in each line, or "-" if proofs are not looked at.
VECTORS are the files of vectors. -q prints the holes and the last line only.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys

from catalogue import read_rows

HOLE = "-"
COLUMNS = ("packet type", "layer", "catalogue", "declared", "vectors", "fuzz", "proof")


def output_of(program, **environment):
    return subprocess.run([program], check=True, capture_output=True, text=True,
                          env={**os.environ, **environment}).stdout


def vector_counts(paths):
    return {path.stem: len(json.loads(path.read_text(encoding="utf-8"))["vectors"])
            for path in map(pathlib.Path, paths)}


class Table:
    """A line for each packet type that anybody knows of."""

    def __init__(self, rows, declared, vectors, fuzzed, proven):
        self.rows, self.declared = rows, declared
        self.vectors, self.fuzzed, self.proven = vectors, fuzzed, proven

    def line(self, name):
        if name in self.declared:
            layer = self.declared[name]["layer"]
        else:
            layer = self.rows[name].layer if name in self.rows else HOLE
        return (name, layer, "row" if name in self.rows else "element",
                "yes" if name in self.declared else HOLE, str(self.vectors.get(name, HOLE)),
                "yes" if name in self.fuzzed else HOLE, self.proof(name))

    def proof(self, name):
        if self.proven is None:
            return "?"
        return "yes" if name in self.proven else HOLE

    def lines(self):
        names = self.rows.keys() | self.declared.keys() | self.vectors.keys() | self.fuzzed
        return [self.line(name) for name in sorted(names | (self.proven or set()))]


def summary(lines, vectors):
    count = collections.Counter()
    for line in lines:
        for column, cell in zip(COLUMNS, line):
            count[column] += cell not in (HOLE, "?")
        count["row"] += line[2] == "row"
    holes = sum(HOLE in line for line in lines)
    proven = ("proofs not looked at" if any("?" in line for line in lines)
              else f"{count['proof']} proven")
    return holes, (f"{len(lines)} packet types, {count['row']} in the catalogue: "
                   f"{count['declared']} declared, {count['vectors']} with {sum(vectors.values())} "
                   f"vectors, {count['fuzz']} fuzzed, {proven}; {holes} with a hole")


def show(lines):
    widths = [max(map(len, column)) for column in zip(COLUMNS, *lines)]
    for line in (COLUMNS, *lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "-q"]
    packets, describe, fuzz, proofs, *files = arguments
    vectors = vector_counts(files)
    proven = None if proofs == "-" else set(pathlib.Path(proofs).read_text().split())
    fuzzed = {line.split()[-1] for line in
              output_of(fuzz, SSH2_FUZZ_PACKET="list").splitlines() if line}
    lines = Table(read_rows(pathlib.Path(packets)), json.loads(output_of(describe)), vectors,
                  fuzzed, proven).lines()
    holes, sentence = summary(lines, vectors)
    show([line for line in lines if HOLE in line] if "-q" in sys.argv[1:] else lines)
    print(sentence)
    sys.exit(1 if holes or not lines else 0)


if __name__ == "__main__":
    main()
