"""What the programs share that print "PASS name" and "FAIL name: reason" for each case."""

import os
import pathlib
import traceback

FAILED = []


def case(name, function, *arguments):
    try:
        function(*arguments)
        print(f"PASS {name}", flush=True)
    except Exception as error:
        FAILED.append(name)
        traceback.print_exc()
        print(f"FAIL {name}: {type(error).__name__}: {str(error)!r}", flush=True)


def library_in_use(library):
    """The libssh2 that this process has loaded is that one and no other."""
    maps = pathlib.Path("/proc/self/maps").read_text()
    used = {line.split()[-1] for line in maps.splitlines() if "libssh2.so" in line}
    assert {os.path.realpath(path) for path in used} == {os.path.realpath(library)}, used
