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
LIBRARY = "src/api/*.c"
LOOP = "ssh2_api_run"  # every call that may have to wait is run by it
PROGRAMS = "interop/clients/{}.c"
INTEROP_TESTS = "interop/tests/*.sh"
CLIENT = re.compile(r"\bclient ([a-z_]+)", re.M)
USERS = {"curl": "curl", "libgit2": "git", "php": "php"}  # column used_by; their tests
TESTS_PER_FUNCTION = 2

# Which a program of our own has to call against real OpenSSH, whatever else uses them.
SESSION = "init_ex method_pref methods callback_set startup disconnect_ex abstract free last_error"
USERAUTH = "password_ex publickey_fromfile_ex list authenticated"
CHANNEL = """open_ex setenv_ex request_pty_ex process_startup read_ex write_ex handle_extended_data flush_ex
    set_blocking eof send_eof close free direct_tcpip_ex forward_listen_ex forward_cancel forward_accept"""
SFTP = """init shutdown open_ex read readdir_ex write fstat_ex seek tell close_handle unlink_ex rename_ex mkdir_ex
    rmdir_ex stat_ex symlink_ex last_error"""
SEED = ({f"libssh2_session_{name}" for name in SESSION.split()}
        | {f"libssh2_userauth_{name}" for name in USERAUTH.split()}
        | {f"libssh2_channel_{name}" for name in CHANNEL.split()}
        | {f"libssh2_sftp_{name}" for name in SFTP.split()}
        | {"libssh2_banner_set", "libssh2_hostkey_hash", "libssh2_scp_recv", "libssh2_scp_send_ex"})

HEADER = """# What tests each public function

Made by `python3 -m src.api.api_coverage write`, and held to the sources by `//src/api:api_coverage_test`.
A script of `src/oracle/play.h` plays its calls over sockets that would block at every other call and
carry a byte at a time; *EAGAIN* says that the function is called in such a script, or that it never
waits for the server. *Real OpenSSH* names tests of `interop/tests`: those in which a program of
`interop/clients` calls the function, and those in which a program of Debian imports it.

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
        for helper in re.findall(r'#include "(src/\w+/\w+_testing\.h)"', text):
            if pathlib.Path(helper).exists():
                text = without_comments(pathlib.Path(helper).read_text()) + text
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


def waiting_functions():
    """Names of the functions of the library from which the loop is reached."""
    sources = [Source(path) for path in sorted(pathlib.Path().glob(LIBRARY)) if "_test" not in path.stem]
    shared, known = {}, None
    while known != shared:  # by way of another file, and another
        known = dict(shared)
        for source in sources:
            for name in source.names:
                if name.startswith(("ssh2_", "libssh2_")):
                    names = reach(name, source, known, set())
                    shared[name] = {other for other in names if other.startswith(("ssh2_", "libssh2_"))}
    return {name for name, names in shared.items() if LOOP in names}


def interop_tests():
    """For each program of interop/clients the tests that run it."""
    tests = collections.defaultdict(list)
    for path in sorted(pathlib.Path().glob(INTEROP_TESTS)):
        text = path.read_text()
        if not text.startswith("#!"):  # sourced by the tests
            continue
        for name in dict.fromkeys(CLIENT.findall(re.sub(r"^ *#.*", "", text, flags=re.M))):
            tests[name].append(path.stem)
    return tests


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
        self.waiting = waiting_functions()
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
        for program, tests in interop_tests().items():
            path = pathlib.Path(PROGRAMS.format(program))
            if not path.exists():
                continue
            text = without_comments(path.read_text())
            for helper in re.findall(r'#include "(interop/clients/\w+)\.h"', text):
                source = pathlib.Path(helper + ".c")
                text += without_comments(source.read_text()) if source.exists() else ""
            for function in public_functions(set(NAME.findall(text)), self.macros, set(self.functions)):
                self.programs[function] += [f"{test}.sh ({program})" for test in tests]

    def best(self, function):
        """What is about the function rather than about many; tests of arguments come last."""
        words = set(function.replace("libssh2_", "").split("_"))

        def rank(test):
            likeness = len(words & set(test.name.split("_")))
            return ("arguments" in test.path, not test.is_own, not test.path.startswith("src/api/"),
                    -likeness, test.breadth, not test.is_played, test.path, test.name)
        return sorted(self.tests[function], key=rank)[:TESTS_PER_FUNCTION]

    def users(self, function):
        return [f"{USERS[name]}.sh ({name})" for name in self.used_by[function].split(",") if name in USERS]

    def real(self, function):
        programs = sorted(set(self.programs[function]), key=lambda test: ("bad_input" in test, test))
        return ", ".join(programs[:TESTS_PER_FUNCTION] + self.users(function)) or "-"

    def played(self, function):
        if any(test.is_played for test in self.tests[function]):
            return "yes"
        return "missing" if function in self.waiting else "never waits"

    def line(self, function):
        tests = "; ".join(f"{test.path}: {test.name}" for test in self.best(function))
        return f"| `{function}` | {tests} | {self.played(function)} | {self.real(function)} |"

    def page(self):
        lines = ["| function | tests | EAGAIN | real OpenSSH |", "|---|---|---|---|"]
        return HEADER + "\n".join(lines + [self.line(name) for name in self.functions]) + "\n"

    def complaints(self):
        for function in self.functions:
            if not self.tests[function]:
                yield f"{function} has no test"
            if self.played(function) == "missing":
                yield f"{function} may have to wait, and no script of play.h calls it"
        for function in sorted(SEED):
            if not self.programs[function]:
                yield f"no program of interop/clients calls {function} against a real server"
        rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|", PAGE.read_text(), re.M)
        yield from (f"{name} is not in {PAGE}" for name in
                    sorted(set(self.functions) - {row[0] for row in rows}))
        for function, tests, played, real in rows:
            there = {f"{test.path}: {test.name}" for test in self.tests[function]}
            there |= set(self.programs[function] + self.users(function) + ["-"])
            yield from (f"{function} is not called by {test}: write {PAGE} anew"
                        for test in tests.split("; ") + real.split(", ") if test not in there)
            if played != self.played(function):
                yield f"{function}: EAGAIN is {self.played(function)}, not {played}: write {PAGE} anew"


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
