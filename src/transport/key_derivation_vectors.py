#!/usr/bin/env python3
"""Makes key_derivation_vectors.h: RFC 4253, section 7.2, by Python's hashlib.

Usage: key_derivation_vectors.py > key_derivation_vectors.h
"""
import hashlib

# K as an mpint whose top bit is set, so that its sign byte counts.
SHARED_SECRET = bytes.fromhex("0000000900") + bytes(range(0x80, 0x88))
SESSION_ID = bytes(range(20))
CASES = [
    (hash_name, letter, length)
    for hash_name in ("SHA1", "SHA256", "SHA384", "SHA512")
    for letter, length in (("A", 8), ("B", 16), ("C", 20), ("D", 32), ("E", 64), ("F", 65), ("C", 200))
]


def derive(hash_name, letter, length):
    def digest(data):
        return hashlib.new(hash_name.lower(), data).digest()

    exchange_hash = digest(b"an exchange")
    prefix = SHARED_SECRET + exchange_hash
    key = digest(prefix + letter.encode() + SESSION_ID)
    while len(key) < length:
        key += digest(prefix + key)
    return exchange_hash, key[:length]


def literal(value):
    """Hexadecimal, a string literal for each 80 digits."""
    digits = value.hex()
    return "\n      ".join(f'"{digits[i : i + 80]}"' for i in range(0, len(digits), 80))


def main():
    print(f"""/* Made by key_derivation_vectors.py. */
#ifndef SSH2_TRANSPORT_KEY_DERIVATION_VECTORS_H
#define SSH2_TRANSPORT_KEY_DERIVATION_VECTORS_H

#include "src/crypto/hash.h"
#include "src/transport/key_derivation.h"

/* All in hexadecimal. */
static const char *const shared_secret = "{SHARED_SECRET.hex()}";
static const char *const session_id = "{SESSION_ID.hex()}";

static const struct {{
    enum ssh2_hash_kind hash;
    enum ssh2_key_letter letter;
    const char *exchange_hash, *key;
}} vectors[] = {{""")
    for hash_name, letter, length in CASES:
        exchange_hash, key = derive(hash_name, letter, length)
        print(f"    {{ SSH2_HASH_{hash_name}, (enum ssh2_key_letter)'{letter}',")
        print(f"      {literal(exchange_hash)},\n      {literal(key)} }},")
    print("};\n\n#endif")


main()
