"""Reads what the public headers say about themselves; their form is described in libssh2.h."""

import pathlib
import re
from typing import NamedTuple

HEADERS = ["libssh2.h", "libssh2_sftp.h", "libssh2_publickey.h"]

COMMENT = r"/\*\*(?P<comment>(?:(?!\*/).)*)\*/\n"
FUNCTION = re.compile(
    COMMENT + r"(?:LIBSSH2_DEPRECATED\((?P<version>\S+), \"[^\"]*\"\)\n)?"
    r"LIBSSH2_API (?P<declaration>[^;]*;)", re.S)
MACRO = re.compile(
    COMMENT + r"#define (?P<declaration>(?P<name>[A-Za-z]\w*)\([^()]*\)(?:[^\n]*\\\n)*[^\n]*)", re.S)
CHAPTER = re.compile(r"^ \* \d+\. (.*)\n", re.M)


class Entry(NamedTuple):
    """A function or a macro that takes arguments, and its comment."""
    name: str
    header: str
    chapter: str
    declaration: str   # as it stands in the header, without what precedes the type
    paragraphs: list   # of text, each in one line
    tags: list         # of (tag, text), in their order
    deprecated: str    # the version that LIBSSH2_DEPRECATED has, or None

    def texts(self, tag):
        return [text for found, text in self.tags if found == tag]


def read(header):
    return pathlib.Path("include", header).read_text()


def parse(comment):
    """The paragraphs of a comment, and its tags in order as (tag, text)."""
    paragraphs, tags = [""], []
    for line in comment.strip("\n").split("\n"):
        line = re.sub(r"^ \*( |$)", "", line)
        if line.startswith("@"):
            tag, _, text = line[1:].partition(" ")
            tags.append((tag, text.strip()))
        elif tags and line.startswith("    "):
            tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
        elif line.strip():
            paragraphs[-1] = f"{paragraphs[-1]} {line.strip()}".strip()
        elif paragraphs[-1]:
            paragraphs.append("")
    return [text for text in paragraphs if text], tags


def chapter_at(text, position):
    """The title of the chapter that this place of a header lies in; "" before the first."""
    titles = CHAPTER.findall(text, 0, position)
    return titles[-1] if titles else ""


def function_name(declaration):
    return re.search(r"(libssh2_\w+)\(", declaration).group(1)


def functions():
    """name -> Entry, in the order of the headers"""
    found = {}
    for header in HEADERS:
        text = read(header)
        for match in FUNCTION.finditer(text):
            name = function_name(match["declaration"])
            found[name] = Entry(name, header, chapter_at(text, match.start()),
                                match["declaration"], *parse(match["comment"]), match["version"])
    return found


def macros():
    """name -> Entry of each macro that takes arguments and has a comment"""
    found = {}
    for header in HEADERS:
        text = read(header)
        for match in MACRO.finditer(text):
            found[match["name"]] = Entry(match["name"], header, chapter_at(text, match.start()),
                                         match["declaration"], *parse(match["comment"]), None)
    return found
