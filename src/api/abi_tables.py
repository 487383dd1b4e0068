"""Reads the tables of docs/spec that say what the public headers hold."""

import pathlib
import re


def read(path):
    """The rows of a table, each a dict by column. Lines that begin with # are comments."""
    lines = [line for line in pathlib.Path(path).read_text().splitlines()
             if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{path}: {len(cells)} cells where {len(columns)} belong: {line!r}")
        rows.append(dict(zip(columns, cells)))
    return rows


def is_callback(row):
    return row["status"].startswith("callback macro")


def is_typedef(row):
    return row["status"].startswith("typedef")


def functions(rows):
    """Those rows of functions.tsv that are functions."""
    return [row for row in rows if not is_callback(row) and not is_typedef(row)]


def callbacks(rows):
    """Names and rows of the macros that give callbacks their shape."""
    return {row["name"].split("(")[0]: row for row in rows if is_callback(row)}


def absent_without_deprecated(text):
    return "absent when LIBSSH2_NO_DEPRECATED is defined" in text


def parameter_names(parameters):
    """What the parameters are called, a callback's own left out; none for void."""
    flat = re.sub(r"\(\*(\w+)\)\([^()]*\)", r"\1", parameters).replace("[]", "")
    names = [re.findall(r"\w+", part)[-1] for part in flat.split(",")]
    return [] if names == ["void"] else names
