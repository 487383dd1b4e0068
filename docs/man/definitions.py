"""Finds in the public headers what a page has to quote: constants, structs and lists of errors."""

import re

from src.api import header_comments

TEXT = {header: header_comments.read(header) for header in header_comments.HEADERS}
ALL = "".join(TEXT.values())

DEFINE = re.compile(r"^#define (\w+) +([^/\n]+?) *(?:/\* (.*) \*/)?$", re.M)
GROUP = re.compile(r'"(\w+)"(?: in an @errors tag)? stands for (.*?)\.(?:\s|$)')
STRUCT = re.compile(r"^(?:/\* (?:(?!\*/).)*\*/\n)?(?:typedef )?struct (\w+) \{\n.*?^\}.*?;$",
                    re.S | re.M)
PATTERN = re.compile(r"\b((?:LIBSSH2|SSH)_[A-Z0-9_]+_)\*")


def plain(comment):
    """The text of a comment without the stars in front of its lines."""
    return " ".join(re.sub(r"^ \* ?", "", line).strip() for line in comment.split("\n")).strip()


def constants(texts):
    """name, value and comment of each constant that the texts mean by LIBSSH2_..._*; errors have a
    page of their own."""
    prefixes = [prefix for text in texts for prefix in PATTERN.findall(text)]
    return [(name, value, comment) for name, value, comment in DEFINE.findall(ALL)
            if any(name.startswith(prefix) for prefix in prefixes)
            and not name.startswith("LIBSSH2_ERROR_")
            and not name.endswith(("_MASK", "_SHIFT"))]


def structs(declaration):
    """The definitions of the structs that a declaration names, with their comments."""
    return [match[0] for match in STRUCT.finditer(ALL)
            if re.search(rf"\b{match[1].lstrip('_')}\b", declaration)]


def errors():
    """name -> what the header says about it, "" for nothing; without LIBSSH2_ERROR_"""
    return {name[len("LIBSSH2_ERROR_"):]: comment for name, _, comment in DEFINE.findall(ALL)
            if name.startswith("LIBSSH2_ERROR_")}


def error_groups():
    """name -> what a word in an @errors tag stands for"""
    return dict(GROUP.findall(re.sub(r"\n \* ?", " ", ALL)))


def rules():
    """title -> text: the rules at the top of libssh2.h that hold for all calls"""
    top = TEXT["libssh2.h"].split("Rules that hold for all calls:")[1].split("How to read")[0]
    rule_texts = [plain(part) for part in top.split("\n *\n") if part.strip(" *\n")]
    return dict(text.split(". ", 1) for text in rule_texts)


def chapter_texts():
    """title -> paragraphs that stand below the title of a chapter"""
    found = {}
    for heading in re.findall(r"/\* -{80,}\n \* \d+\. (.*?) \*/", ALL, re.S):
        title, _, rest = heading.partition("\n")
        found.setdefault(title, []).extend(
            plain(part) for part in rest.split("\n *\n") if part.strip(" *\n"))
    return found
