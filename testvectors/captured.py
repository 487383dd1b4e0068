"""Reads captured.tsv: bytes of real programs, which capture/capture.py has written down."""

import json
import pathlib
import re

PATH = pathlib.Path(__file__).parent / "captured.tsv"


def captured(packet):
    """(name, source, bytes, fields) of what was captured of a packet type."""
    number = 0
    for line in PATH.read_text(encoding="utf-8").splitlines()[1:]:
        row, source, data, fields = line.split("\t")
        if row == packet:
            number += 1
            name = re.sub(r"[^a-z0-9]+", "_", f"{source} {number}".lower())
            yield (name, source, bytes.fromhex(data),
                   None if fields == "-" else json.loads(fields))
