"""Makes the C table of all packet types out of their headers.

Run as: registry.py OUTPUT HEADER...
A header declares the one packet type that it is named after, in a folder named after its layer.
What several headers share stands in a header that declares none.
"""

import pathlib
import re
import sys

DECLARATION = re.compile(r"^SSH2_\w*PACKET\(\s*(\w+)", re.MULTILINE)

HEAD = """/* Made by registry.py from the headers in src/packet. */
#include "src/packet/testing/registry.h"

{includes}
const struct ssh2_registered ssh2_all_packet_types[] = {{
{entries}}};

const size_t ssh2_packet_type_count =
    sizeof(ssh2_all_packet_types) / sizeof(ssh2_all_packet_types[0]);
"""


def declared_in(header):
    """The name of the packet type that the header declares, or None."""
    names = DECLARATION.findall(header.read_text(encoding="utf-8"))
    if names not in ([], [header.stem]):
        sys.exit(f"{header}: declares {', '.join(names)}, where {header.stem} was expected")
    return names[0] if names else None


def main():
    output, *headers = [pathlib.Path(argument) for argument in sys.argv[1:]]
    found = sorted((h for h in headers if declared_in(h)), key=lambda h: (h.parent.name, h.stem))
    includes = "".join(f'#include "src/packet/{h.parent.name}/{h.name}"\n' for h in found)
    entries = "".join(
        f'    {{ "{h.parent.name}", "{h.stem}", ssh2_{h.stem}_type }},\n' for h in found
    )
    output.write_text(HEAD.format(includes=includes, entries=entries), encoding="utf-8")


if __name__ == "__main__":
    main()
