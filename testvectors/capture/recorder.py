"""Keeps what was captured, by packet type."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from codec import judge  # noqa: E402
from grammar import Grammar  # noqa: E402

MOST_OF_ONE_TYPE = 3
LONGEST_BYTES = 4096
# Numbers whose meaning depends on what came before: only who captures them can tell.
BY_CONTEXT = set(range(30, 50)) | {60, 61, 81}


class Recorder:
    """Rows of captured.tsv: packet type, source, hex, and fields where no grammar tells them."""

    def __init__(self):
        self.packets = Grammar(HERE.parent / "grammar.tsv").packets
        self.rows = {}

    def add(self, packet, source, data, fields=None):
        """Bytes that are known to be of a type."""
        if packet in self.packets:
            verdict = judge(self.packets[packet], data).verdict
            if verdict not in ("ok", "not_canonical"):
                raise ValueError(f"{packet} from {source}: {verdict}: {data.hex()}")
        rows = self.rows.setdefault(packet, [])
        if len(rows) < MOST_OF_ONE_TYPE and len(data) <= LONGEST_BYTES and \
                all(data != other for _, other, _ in rows):
            rows.append((source, data, fields))

    def sort(self, layers, source, payload, but=()):
        """A payload of one of several layers: of all the types that its own constants allow."""
        if not payload or (payload[0] in BY_CONTEXT and "sftp" not in layers
                           and "agent" not in layers):
            return
        for packet in self.packets.values():
            if packet.layer not in layers or packet.number != payload[0] or packet.name in but:
                continue
            if packet.name.endswith(("_unknown", "_unknown_method")):
                continue
            if judge(packet, payload).verdict in ("ok", "not_canonical"):
                self.add(packet.name, source, payload)

    def lines(self):
        for packet in sorted(self.rows):
            for source, data, fields in self.rows[packet]:
                yield "\t".join((packet, source, data.hex(), fields or "-"))
