"""Our engine, and the comparison of what it makes with what others make."""

import json
import random
import subprocess

ROUNDS = 50


def raw(data):
    """Bytes as testvectors/README.md wants them."""
    data = data.encode() if isinstance(data, str) else bytes(data)
    printable = all(0x20 <= c <= 0x7E for c in data)
    return data.decode() if printable else {"hex": data.hex()}


def number(value):
    return {"hex": value.to_bytes((value.bit_length() + 7) // 8, "big").hex()}


class Difference(Exception):
    """What is not the same."""


class Codec:
    """//src/packet/testing:codec, which stays up for all questions."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.count = 0

    def ask(self, question):
        self.process.stdin.write(json.dumps(question).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise Difference(f"{question['packet']}: {answer['error']}")
        return answer

    def read(self, packet, data, fields, verdict="ok"):
        """Their bytes are read as fields."""
        self.count += 1
        parsed = self.ask({"packet": packet, "hex": data.hex()})
        if parsed["verdict"] != verdict:
            raise Difference(f"{packet}: {parsed['verdict']} at {parsed['offset']}: {data.hex()}")
        if parsed["fields"] != fields:
            raise Difference(f"{packet}: read as {parsed['fields']}, written as {fields}")

    def same(self, packet, data, fields):
        """Their bytes are read as fields, and fields are written as their bytes."""
        self.read(packet, data, fields)
        written = self.ask({"packet": packet, "fields": fields})["hex"]
        if written != data.hex():
            raise Difference(f"{packet}: we write {written}, they write {data.hex()}")

    def canonical(self, packet, data):
        """Their bytes are what we write of what we read."""
        self.count += 1
        parsed = self.ask({"packet": packet, "hex": data.hex()})
        if parsed["verdict"] != "ok" or parsed["hex"] != data.hex():
            raise Difference(f"{packet}: {parsed['verdict']} at {parsed['offset']}: {data.hex()}")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Values:
    """Random values; the seed is fixed, so that a failure comes again."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def uint32(self):
        return self.random.choice((0, 1, 2**31, 2**32 - 1, self.random.getrandbits(32)))

    def uint64(self):
        return self.random.choice((0, 1, 2**63, 2**64 - 1, self.random.getrandbits(64)))

    def boolean(self):
        return self.random.random() < 0.5

    def bytes(self, most=40):
        return self.random.randbytes(self.random.randrange(most))

    def text(self, least=0):
        length = self.random.randrange(least, 30)
        return "".join(self.random.choice("abcxyz019-_./@ \u00e9\u4e2d") for _ in range(length))

    def name(self):
        return "".join(self.random.choice("abcxyz019-.@") for _ in range(
            self.random.randrange(1, 20)))

    def names(self, least=1):
        return [self.name() for _ in range(self.random.randrange(least, 6))]

    def number(self, most_bits=2048):
        bits = self.random.choice((0, 1, 7, 8, 9, 63, 64, 65, most_bits,
                                   self.random.randrange(most_bits)))
        return self.random.getrandbits(bits) if self.random.random() < 0.7 else (1 << bits) - 1
