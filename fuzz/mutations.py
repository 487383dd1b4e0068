#!/usr/bin/env python3
"""usage: fuzz/mutations.py [--table] [--first-catch] [--without CHECK] [FAULT...]

Puts deliberate faults into a scratch copy of src/wire and src/packet, one at a time, and runs what should
notice: the vectors, the unit tests of the two rooms, the properties and the replay of the fuzz
corpora, all under AddressSanitizer and UndefinedBehaviorSanitizer. Prints for each fault which of
them caught it; PASS is a fault that was caught, FAIL one that slipped through.

FAULT is a name from fuzz/mutations_faults.py, without any: all. --table prints rows for
docs/fuzzing.md. --first-catch stops at the first check that notices, and --without leaves one out:
"--first-catch --without vectors" tells what is caught without the vectors. Exit status: 0 all were caught,
1 some were not, 2 wrong use.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from mutations_faults import FAULTS

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMPILER = os.environ.get("CC", "clang")
FLAGS = ["-std=c11", "-D_DEFAULT_SOURCE", "-O1", "-w", "-fsanitize=address,undefined",
         "-fno-sanitize-recover=all", "-I."]
LIBRARIES = ["-ljansson", "-lcmocka"]
SECONDS_MAX = 120  # a fault may make an endless loop, which is a catch too

NOT_BUILT = ("_test.c", "_proof.c", "_model.c")  # the proofs' models stand in for what is here
PACKET_TESTS = ["text/base64_test", "text/words_test"]
WIRE_TESTS = ["reader_test", "text_test", "writer_test"]


class Tree:
    """A scratch copy that is built file by file, so that one fault recompiles only what sees it."""

    def __init__(self, folder):
        self.folder = folder
        for room in ("src/wire", "src/packet", "fuzz"):
            shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("corpus"))
        (folder / "objects").mkdir()
        headers = sorted(str(h.relative_to(folder)) for h in folder.glob("src/packet/*/*.h")
                         if h.parent.name != "testing")
        self.run(["python3", "src/packet/testing/registry.py", "src/packet/testing/registry.c", *headers])
        self.library = [source for room in ("src/wire", "src/packet/*")
                        for source in sorted(self.sources(room))
                        if not source.endswith(NOT_BUILT) and "/testing/" not in source]
        self.tools = [source for source in sorted(self.sources("src/packet/testing"))
                      if not source.endswith(NOT_BUILT) and not self.is_program(source)]
        vectors = sorted(str(v) for v in ROOT.glob("testvectors/*/*.json"))
        corpus = sorted(str(c) for c in ROOT.glob("fuzz/corpus/packet/*/*"))
        self.checks = {"vectors": (["src/packet/testing/vectors_test.c"], vectors)}
        for test in WIRE_TESTS:
            self.checks[f"wire/{test}"] = ([f"src/wire/{test}.c"], [])
        for test in PACKET_TESTS:
            self.checks[test] = ([f"src/packet/{test}.c"], [])
        self.checks["limits"] = (["src/packet/testing/limits_test.c"], [])
        self.checks["properties"] = (["src/packet/testing/properties_test.c"], [])
        self.checks["corpora"] = (["fuzz/packet_replay_test.c", "fuzz/packet_target.c",
                                   "fuzz/packet_mutation.c"], vectors + corpus)

    def is_program(self, source):
        return "int main(" in (self.folder / source).read_text(encoding="utf-8")

    def sources(self, room):
        return (str(path.relative_to(self.folder)) for path in self.folder.glob(f"{room}/*.c"))

    def run(self, command, **options):
        return subprocess.run(command, cwd=self.folder, check=True, **options)

    def object_of(self, source):
        return "objects/" + source.replace("/", "_") + ".o"

    def all_sources(self):
        return self.library + self.tools + [s for sources, _ in self.checks.values() for s in sources]

    def compile(self, source):
        self.run([COMPILER, *FLAGS, "-MMD", "-c", source, "-o", self.object_of(source)])

    def sees(self, source, changed):
        """Whether the source includes the changed file."""
        dependencies = self.folder / self.object_of(source).replace(".o", ".d")
        return changed in dependencies.read_text(encoding="utf-8").replace("\\\n", " ").split()

    def compile_all(self):
        for source in self.all_sources():
            self.compile(source)

    def compile_what_sees(self, changed):
        for source in self.all_sources():
            if self.sees(source, changed):
                self.compile(source)

    def link(self, name):
        sources, _ = self.checks[name]
        binary = "objects/" + name.replace("/", "_")
        objects = [self.object_of(source) for source in sources + self.tools + self.library]
        self.run([COMPILER, *FLAGS, *objects, "-o", binary, *LIBRARIES])
        return binary

    def notices(self, name):
        """Whether a check fails."""
        _, arguments = self.checks[name]
        command = [str(self.folder / self.link(name)), *arguments]
        try:
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  timeout=SECONDS_MAX, check=False)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0

    def who_notices(self, first_only):
        noticed = []
        for name in self.checks:
            if self.notices(name):
                noticed.append(name)
                if first_only:
                    break
        return noticed


def put_in(tree, fault):
    """Puts the fault in and returns what undoes it."""
    path = tree.folder / fault.file
    right = path.read_text(encoding="utf-8")
    if right.count(fault.old) != 1:
        sys.exit(f"{fault.name}: its old text stands {right.count(fault.old)} times in {fault.file}")
    path.write_text(right.replace(fault.old, fault.new), encoding="utf-8")
    return lambda: path.write_text(right, encoding="utf-8")


def try_out(tree, fault, first_only):
    undo = put_in(tree, fault)
    try:
        tree.compile_what_sees(fault.file)
        return tree.who_notices(first_only)
    finally:
        undo()
        tree.compile_what_sees(fault.file)


def show(fault, noticed, as_table):
    who = ", ".join(noticed) if noticed else "nothing"
    if as_table:
        print(f"| `{fault.name}` | {fault.file} | {fault.why} | {who} |", flush=True)
    else:
        print(f"{'PASS' if noticed else 'FAIL'} {fault.name}: {fault.why}; caught by {who}", flush=True)


def chosen(names):
    known = {fault.name: fault for fault in FAULTS}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"mutations.py: no fault is named {', '.join(unknown)}", file=sys.stderr)
        sys.exit(2)
    return [known[name] for name in names] if names else FAULTS


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[0].removeprefix("usage: "))
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--first-catch", action="store_true")
    parser.add_argument("--without", metavar="CHECK")
    parser.add_argument("fault", nargs="*")
    options = parser.parse_args()
    faults = chosen(options.fault)
    slipped = 0
    with tempfile.TemporaryDirectory(prefix="libssh2-mutations.") as folder:
        tree = Tree(pathlib.Path(folder))
        if options.without and tree.checks.pop(options.without, None) is None:
            parser.error(f"there is no check {options.without}")
        tree.compile_all()
        if tree.who_notices(first_only=True):
            sys.exit("mutations.py: the checks fail without any fault")
        for fault in faults:
            noticed = try_out(tree, fault, options.first_catch)
            slipped += not noticed
            show(fault, noticed, options.table)
    print(f"{len(faults)} faults, {slipped} slipped through", file=sys.stderr)
    return 1 if slipped else 0


if __name__ == "__main__":
    sys.exit(main())
