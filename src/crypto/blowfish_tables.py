#!/usr/bin/env python3
"""Writes blowfish_tables.c: Blowfish's initial state, which is the fraction of pi in binary.

    blowfish_tables.py FILE           writes FILE
    blowfish_tables.py --check FILE   fails unless FILE is what would be written
"""
import sys

P_WORDS = 18
S_BOXES = 4
S_WORDS = 256
PER_LINE = 8
GUARD_BITS = 64  # more than the rounding of a few thousand divisions can spoil

HEAD = """/* Written by blowfish_tables.py; do not edit. */
#include "src/crypto/blowfish_tables.h"

"""


def arctan_of_inverse(x, one):
    """arctan(1/x) in units of 1/one, by its power series."""
    power = total = one // x
    divisor, sign = 1, 1
    while power:
        power //= x * x
        divisor += 2
        sign = -sign
        total += sign * (power // divisor)
    return total


def fraction_of_pi(word_count):
    """The first 32 * word_count bits behind the point, as words. Machin's formula."""
    bits = 32 * word_count
    one = 1 << (bits + GUARD_BITS)
    pi = 4 * (4 * arctan_of_inverse(5, one) - arctan_of_inverse(239, one))
    fraction = (pi - 3 * one) >> GUARD_BITS
    return [(fraction >> (bits - 32 * (i + 1))) & 0xFFFFFFFF for i in range(word_count)]


def rows(words, indent):
    for i in range(0, len(words), PER_LINE):
        yield indent + ", ".join(f"0x{word:08x}" for word in words[i:i + PER_LINE]) + ",\n"


def source():
    words = fraction_of_pi(P_WORDS + S_BOXES * S_WORDS)
    text = [HEAD, "const struct ssh2_blowfish ssh2_blowfish_initial = {\n", "    .p = {\n"]
    text += rows(words[:P_WORDS], "        ")
    text += ["    },\n", "    .s = {\n"]
    for box in range(S_BOXES):
        start = P_WORDS + box * S_WORDS
        text.append("        {\n")
        text += rows(words[start:start + S_WORDS], "            ")
        text.append("        },\n")
    text += ["    },\n", "};\n"]
    return "".join(text)


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--check":
        with open(arguments[1], encoding="ascii") as file:
            if file.read() != source():
                sys.exit(f"{arguments[1]} is not what blowfish_tables.py writes")
    elif len(arguments) == 1:
        with open(arguments[0], "w", encoding="ascii") as file:
            file.write(source())
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
