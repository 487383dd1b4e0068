"""Says which test calls each public function: makes docs/api-coverage.md, and checks it.

Run from the top folder:
    python3 -m src.api.api_coverage write      writes the table anew
    python3 -m src.api.api_coverage check      fails for a function without a test, and for a row
                                               whose test is gone or does not call the function

A test calls a function when it names it, or a macro that stands for it, in its own text or in that
of a function it names, in its file or in the files that tests share. More tests than the table has
are no mistake: only what the table says has to be true.
"""

import collections
import pathlib
import re
import sys

from src.api import abi_tables

PAGE = pathlib.Path("docs/api-coverage.md")
FUNCTIONS = "docs/spec/functions.tsv"
MACROS = "docs/spec/macros.tsv"
SHARED = ["src/oracle/scenario*.c", "src/oracle/wire_pair.c", "src/api/*testing.[ch]"]
PLAYERS = {"ssh2_play", "ssh2_play_log"}
TESTS = ["src/api/*_test.c", "src/oracle/*_test.c", "src/publickey/*_test.c", "src/scp/*_test.c"]
PROGRAMS = "interop/*/*.c"
TESTS_PER_FUNCTION = 2

HEADER = """# What tests each public function

Made by `python3 -m src.api.api_coverage write`, and held to the sources by `//src/api:api_coverage_test`.
A script of `src/oracle/play.h` plays its calls over sockets that would block at every other call and
carry a byte at a time; *EAGAIN* says that the function is called in such a script. *Real OpenSSH* names
programs of `interop` that call the function against real servers, and programs of Debian that run on
our library in `interop/tests` and import it.

"""

FUNCTION = re.compile(r"^(?:[A-Za-z_][\w \t*]*?[ \t*])?(\w+)\(([^;{}]*?)\)\n\{\n(.*?)^\}",
                      re.M | re.S)
NAME = re.compile(r"\b[A-Za-z_]\w*\b")


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def name_of(head, arguments):
    """The function's name: LIBSSH2_SEND_FUNC(send_to_peer) is how callbacks are declared."""
    return arguments.strip() if re.fullmatch(r"LIBSSH2_\w+_FUNC", head) else head


class Source:
    """A file's functions, and what names each has in its text, strings left out."""

    def __init__(self, path):
        self.path = path
        text = without_comments(path.read_text())
        self.names = {}
        for match in FUNCTION.finditer(text):
            body = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', match[3])
            self.names[name_of(match[1], match[2])] = set(NAME.findall(body))
        # What a table at file level names belongs to whoever names the table.
        for match in re.finditer(r"^(?:static )?const [^;{(]*?(\w+)\[\] = \{(.*?)^\};", text,
                                 re.M | re.S):
            self.names.setdefault(match[1], set(NAME.findall(match[2])))
        self.tests = re.findall(r"cmocka_unit_test\w*\(\s*(\w+)", text)


def reach(name, source, shared, done):
    """All names that are met from a function on."""
    if name in done:
        return set()
    done.add(name)
    found = source.names.get(name)
    if found is None:
        return shared[name] if name in shared else set()
    result = set(found)
    for other in found:
        result |= reach(other, source, shared, done)
    return result


def shared_names(patterns):
    """For each function that tests share what it reaches."""
    sources = [Source(path) for pattern in patterns for path in sorted(pathlib.Path().glob(pattern))]
    home = {name: source for source in sources for name in source.names
            if name.startswith("ssh2_")}
    shared = {}

    def reached(name, done):
        names = reach(name, home[name], {}, set())
        for other in names & set(home) - done:
            names = names | reached(other, done | {other})
        return names
    for name in home:
        shared[name] = reached(name, {name})
    return shared


def public_functions(names, macros, functions):
    return {macros.get(name, name) for name in names} & functions


# is_played: in a script of play.h; is_own: not only by way of what tests share; breadth: how many
# public functions the test names itself.
Test = collections.namedtuple("Test", "path name is_played is_own breadth")


class Table:
    def __init__(self):
        rows = abi_tables.functions(abi_tables.read(FUNCTIONS))
        self.functions = [row["name"] for row in rows]
        self.used_by = {row["name"]: row["used_by"] for row in rows}
        self.macros = {row["macro"]: row["maps_to"] for row in abi_tables.read(MACROS)
                       if row["maps_to"] in self.used_by}
        self.tests = collections.defaultdict(list)
        self.programs = collections.defaultdict(list)
        self.read_tests()
        self.read_programs()

    def read_tests(self):
        shared, functions = shared_names(SHARED), set(self.functions)
        for path in sorted(path for pattern in TESTS for path in pathlib.Path().glob(pattern)):
            source = Source(path)
            for test in source.tests:
                names = reach(test, source, shared, set())
                own = public_functions(reach(test, source, {}, set()), self.macros, functions)
                for function in public_functions(names, self.macros, functions):
                    self.tests[function].append(Test(path.as_posix(), test, bool(PLAYERS & names),
                                                     function in own, len(own)))

    def read_programs(self):
        for path in sorted(pathlib.Path().glob(PROGRAMS)):
            names = set(NAME.findall(without_comments(path.read_text())))
            for function in public_functions(names, self.macros, set(self.functions)):
                self.programs[function].append(path.stem)

    def best(self, function):
        """What is about the function rather than about many; tests of arguments come last."""
        words = set(function.replace("libssh2_", "").split("_"))

        def rank(test):
            likeness = len(words & set(test.name.split("_")))
            return ("arguments" in test.path, not test.is_own, not test.path.startswith("src/api/"),
                    -likeness, test.breadth, not test.is_played, test.path, test.name)
        return sorted(self.tests[function], key=rank)[:TESTS_PER_FUNCTION]

    def real(self, function):
        programs = sorted(set(self.programs[function]))
        used = [name for name in self.used_by[function].split(",") if name.isalnum()]
        return ", ".join(programs[:2] + used) or "-"

    def line(self, function):
        tests = "; ".join(f"{test.path}: {test.name}" for test in self.best(function))
        played = "yes" if any(test.is_played for test in self.tests[function]) else "-"
        return f"| `{function}` | {tests} | {played} | {self.real(function)} |"

    def page(self):
        lines = ["| function | tests | EAGAIN | real OpenSSH |", "|---|---|---|---|"]
        return HEADER + "\n".join(lines + [self.line(name) for name in self.functions]) + "\n"

    def complaints(self):
        for function in self.functions:
            if not self.tests[function]:
                yield f"{function} has no test"
        rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", PAGE.read_text(), re.M)
        yield from (f"{name} is not in {PAGE}" for name in
                    sorted(set(self.functions) - {function for function, _ in rows}))
        for function, tests in rows:
            there = {f"{test.path}: {test.name}" for test in self.tests[function]}
            yield from (f"{function} is not called by {test}: write {PAGE} anew"
                        for test in tests.split("; ") if test not in there)


def main():
    table = Table()
    if sys.argv[1:] == ["write"]:
        PAGE.write_text(table.page())
        return
    complaints = list(table.complaints())
    print("\n".join(complaints) or f"{len(table.functions)} functions, each with a test")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
