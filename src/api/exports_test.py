"""Looks at what a shared library exports: the functions of the table, unversioned, and no more.

Run from the top folder as: exports_test.py FUNCTIONS LIBRARY
"""

import subprocess
import sys

from src.api import abi_tables

SONAME = "libssh2.so.1"


def exported(library):
    """Name and kind of each symbol that programs can link to; a version comes with the name."""
    done = subprocess.run(["nm", "--dynamic", "--defined-only", library], capture_output=True,
                          text=True, check=True)
    return {tuple(line.split()[:-3:-1]) for line in done.stdout.splitlines()}


def soname(library):
    done = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=True)
    return [line.split()[1] for line in done.stdout.splitlines() if line.split()[:1] == ["SONAME"]]


def main():
    functions, library = sys.argv[1:]
    wanted = {(row["name"], "T") for row in abi_tables.functions(abi_tables.read(functions))}
    found = exported(library)
    complaints = [f"{name} is not exported" for name, _ in sorted(wanted - found)]
    complaints += [f"{name} ({kind}) should not be exported"
                   for name, kind in sorted(found - wanted)]
    if soname(library) != [SONAME]:
        complaints.append(f"the soname is {soname(library)}, not {SONAME}")
    print("\n".join(complaints) or f"{len(found)} functions, as it should be")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
