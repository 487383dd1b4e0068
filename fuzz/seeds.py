"""Makes seeds for fuzzing out of test vectors: one folder a packet type, one file a vector.

Run as: seeds.py FOLDER VECTORFILE...
"""

import json
import pathlib
import sys


def write_seeds(folder, vector_file):
    """Writes every vector's bytes to <folder>/<packet>/<name>."""
    content = json.loads(vector_file.read_text(encoding="utf-8"))
    packet = folder / content["packet"]
    packet.mkdir(parents=True, exist_ok=True)
    for vector in content["vectors"]:
        name = vector["id"].split("/")[1]
        (packet / name).write_bytes(bytes.fromhex(vector["hex"]))


def main():
    for name in sys.argv[2:]:
        write_seeds(pathlib.Path(sys.argv[1]), pathlib.Path(name))


if __name__ == "__main__":
    main()
