"""Says which tests hold each threat: makes docs/threats.md, and checks it.

Run from the top folder:
    python3 -m src.api.threat_coverage write      writes the table anew, and follows tests that have moved
                                                  to other files into the catalogue
    python3 -m src.api.threat_coverage check      fails for a threat without a test, for a test that is
                                                  not there or does not name the threat, and for a table
                                                  that is not that of docs/spec/threats.tsv
"""

import pathlib
import re
import sys

PAGE = pathlib.Path("docs/threats.md")
CATALOGUE = pathlib.Path("docs/spec/threats.tsv")
COLUMNS = ["id", "attack", "verdict", "tests"]

CHAPTERS = {
    "V": "Version exchange",
    "P": "Packets",
    "K": "Key exchange",
    "H": "Host keys, signatures, known hosts",
    "E": "Extensions and global requests",
    "A": "Authentication",
    "C": "Channels",
    "S": "SFTP",
    "O": "SCP and the publickey subsystem",
    "G": "Agent, key files, configuration",
    "Z": "Compression",
    "L": "The library itself",
}

HEADER = """# Threats, and the tests that hold them

Made by `python3 -m src.api.threat_coverage write` from [spec/threats.tsv](spec/threats.tsv), and held to the
sources by `//src/api:threat_coverage_test`: each threat has a test, each test is there and names the threat.

Each row is something that has gone wrong in an implementation of SSH, or might. The attacker is a server,
somebody between us and the server, an agent or a file under somebody else's control, or a program that passes
on what it was given. *Disconnect, reason 2* means that the peer is told (RFC 4253, section 11.1), that the
program gets an error with a sentence, and that nothing else comes of the connection; *refused* or *fails* that
only the operation does. Everywhere besides: nothing outside a buffer is read or written, nothing leaks, and
no wait outlasts the program's time limit. All tests run under the sanitizers of address and undefined
behaviour as well.
"""

# How a test is declared, by the file it is in.
DECLARATIONS = {
    ".c": r"cmocka_unit_test\w*\(\s*{name}\b",
    ".py": r"^def {name}\(",
    ".sh": r"^{name}\(\)",
}
IN_BUILD = r"\(\"{stem}\", "


def rows():
    lines = CATALOGUE.read_text().splitlines()
    if lines[0].split("\t") != COLUMNS:
        sys.exit(f"{CATALOGUE} does not begin with {COLUMNS}")
    return [dict(zip(COLUMNS, line.split("\t"))) for line in lines[1:]]


def tests_of(row):
    return [tuple(test.split(": ")) for test in row["tests"].split("; ") if test]


def page(threats):
    lines = [HEADER]
    for letter, chapter in CHAPTERS.items():
        lines += [f"## {letter}. {chapter}", "", "| threat | attack | verdict | tests |",
                  "|---|---|---|---|"]
        for row in threats:
            if row["id"][0] == letter:
                tests = "; ".join(f"{path}: {name}" for path, name in tests_of(row))
                lines.append(f"| {row['id']} | {row['attack']} | {row['verdict']} | {tests} |")
        lines.append("")
    return "\n".join(lines[:-1]) + "\n"


def is_declared(path, name, text):
    """A test of C, Python or a script; in a BUILD file a replay of what NAME_fuzz was fed."""
    if path.name == "BUILD":
        return re.search(IN_BUILD.format(stem=name.removesuffix("_replay_test")), text) is not None
    return re.search(DECLARATIONS[path.suffix].format(name=name), text, re.M) is not None


def names_threat(threat, text):
    return re.search(rf"(?<![A-Za-z0-9]){threat}(?![0-9])", text) is not None


def moved_to(name):
    """Where a test of C is now, if there is one place."""
    places = [path for path in sorted(pathlib.Path("src").glob("**/*_test.c"))
              if is_declared(path, name, path.read_text())]
    return places[0].as_posix() if len(places) == 1 else None


def follow_moved_tests():
    text = CATALOGUE.read_text()
    for row in rows():
        for path, name in tests_of(row):
            known = pathlib.Path(path)
            if not known.is_file() or not is_declared(known, name, known.read_text()):
                text = text.replace(f"{path}: {name}", f"{moved_to(name) or path}: {name}")
    CATALOGUE.write_text(text)


def complaints_about_test(threat, path, name):
    path = pathlib.Path(path)
    if not path.is_file():
        yield f"{threat}: there is no {path}"
        return
    text = path.read_text()
    if not is_declared(path, name, text):
        yield f"{threat}: {path} has no test {name}; if it has moved, write the table anew"
    if not names_threat(threat, text):
        yield f"{threat}: {path} does not name the threat"


def complaints_about_ids(ids):
    """Numbers count from 1 in every chapter: a row that was lost leaves a gap."""
    for letter in CHAPTERS:
        numbers = [int(threat[1:]) for threat in ids if threat[0] == letter]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"the threats {letter} are numbered {numbers}"
    yield from (f"{threat} is in no chapter" for threat in ids if threat[0] not in CHAPTERS)


def complaints(threats):
    yield from complaints_about_ids([row["id"] for row in threats])
    for row in threats:
        if not all(row.get(column) for column in COLUMNS):
            yield f"{row['id']} lacks {[column for column in COLUMNS if not row.get(column)]}"
            continue
        for path, name in tests_of(row):
            yield from complaints_about_test(row["id"], path, name)
    if not PAGE.is_file() or PAGE.read_text() != page(threats):
        yield f"{PAGE} is not what {CATALOGUE} says: write it anew"


def main():
    if sys.argv[1:] == ["write"]:
        follow_moved_tests()
        PAGE.write_text(page(rows()))
        return
    threats = rows()
    found = list(complaints(threats))
    print("\n".join(found) or f"{len(threats)} threats, each with a test that names it")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
