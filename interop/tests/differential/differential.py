"""Compares our engine with Paramiko, AsyncSSH and Go: what they write we read, and write alike.

Run as: differential.py CODEC
CODEC is //src/packet/testing:codec. Prints a line for each group of messages.
"""

import sys
import warnings

warnings.filterwarnings("ignore")

import golang  # noqa: E402
import keys  # noqa: E402
import messages  # noqa: E402
import sftp  # noqa: E402
from codec import Codec, Difference, Values  # noqa: E402


def main():
    failed = 0
    for module in (messages, sftp, keys, golang):
        for case in module.CASES:
            codec = Codec(sys.argv[1])
            name = case.__name__.replace("_", " ")
            try:
                case(codec, Values(case.__name__))
                print(f"PASS differential: {name}: {codec.count} alike")
            except Difference as difference:
                failed = 1
                print(f"FAIL differential: {name}: {difference}")
            codec.close()
    sys.exit(failed)


if __name__ == "__main__":
    main()
