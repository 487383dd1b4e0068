"""Fails if a fault of mutations_faults.py can no longer be put in: its old text has to stand just once in
its file."""

import pathlib
import sys

from mutations_faults import FAULTS


def main():
    stale = [fault for fault in FAULTS
             if pathlib.Path(fault.file).read_text(encoding="utf-8").count(fault.old) != 1]
    for fault in stale:
        print(f"{fault.name}: change its old text after {fault.file}", file=sys.stderr)
    if len({fault.name for fault in FAULTS}) != len(FAULTS):
        sys.exit("two faults have one name")
    print(f"{len(FAULTS)} faults")
    return 1 if stale or len(FAULTS) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
