"""Fails if a vector file is not what make_packets.py makes of grammar.tsv.

Run as: made_test.py GRAMMAR FILE...
"""

import pathlib
import sys

from grammar import Grammar
from make_packets import as_text


def main():
    packets = Grammar(pathlib.Path(sys.argv[1])).packets
    files = {pathlib.Path(name).stem: pathlib.Path(name) for name in sys.argv[2:]}
    wrong = 0
    for packet in packets.values():
        path = files.get(packet.name)
        if path is None or path.read_text(encoding="utf-8") != as_text(packet):
            print(f"{packet.layer}/{packet.name}.json: run make_packets.py", file=sys.stderr)
            wrong += 1
    print(f"{len(packets)} packet types, {wrong} faults")
    sys.exit(1 if wrong > 0 or not packets else 0)


if __name__ == "__main__":
    main()
