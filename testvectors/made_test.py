"""Fails if a vector file is not what the scripts make of it, or is made by none.

Run as: made_test.py GRAMMAR FILE...
"""

import pathlib
import sys

import make_binary
import make_der
import make_hosts
import make_keys
import make_lines
import make_text
from grammar import Grammar
from make_packets import as_text

BY_HAND = (make_binary, make_der, make_hosts, make_keys, make_lines, make_text)



def texts(grammar):
    """What each packet type's file has to be, and what to do if it is not."""
    made = {packet.name: ("run make_packets.py", as_text(packet))
            for packet in grammar.packets.values()}
    for script in BY_HAND:
        for make in script.MAKERS:
            file = make()
            made[file.head["packet"]] = (f"run {script.__name__}.py", file.as_text())
    return made


def main():
    files = {pathlib.Path(name).stem: pathlib.Path(name) for name in sys.argv[2:]}
    made = texts(Grammar(pathlib.Path(sys.argv[1])))
    wrong = 0
    for packet in sorted(made.keys() | files.keys()):
        path, (script, text) = files.get(packet), made.get(packet, ("no script makes it", None))
        if path is None or path.read_text(encoding="utf-8") != text:
            print(f"{packet}.json: {script}", file=sys.stderr)
            wrong += 1
    print(f"{len(files)} packet types, {wrong} faults")
    sys.exit(1 if wrong > 0 or not files else 0)


if __name__ == "__main__":
    main()
