"""Where secrets are at hand, nothing is compared by a function that stops at the first difference: threat P12.

Run from the top folder with the names of the files.
"""

import pathlib
import re
import sys

EARLY = ["memcmp", "strcmp", "strncmp", "bcmp", "ssh2_bytes_equal", "CRYPTO_memcmp", "sodium_memcmp"]
ONLY_PLACE = "src/crypto/secret.c"  # where sodium_memcmp has its name for the rest of the house


def complaints_about(path):
    text = re.sub(r"/\*.*?\*/", " ", pathlib.Path(path).read_text(), flags=re.S)
    for name in EARLY:
        if re.search(rf"\b{name}\s*\(", text) and not (path == ONLY_PLACE and name == "sodium_memcmp"):
            yield f"{path}: {name} is called where ssh2_secret_equal is meant"


def main():
    complaints = [line for path in sys.argv[1:] for line in complaints_about(path)]
    checks = sum("ssh2_secret_equal(" in pathlib.Path(path).read_text() for path in sys.argv[1:])
    if checks < 3:  # its definition, Poly1305's tags, and MACs; GCM's are OpenSSL's to check
        complaints.append("tags and MACs are no longer compared by ssh2_secret_equal")
    print("\n".join(complaints) or f"{len(sys.argv) - 1} files, {checks} of which compare secrets")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
