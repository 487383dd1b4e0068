"""Writes text as the man macros of troff want it."""

import re

# What is set in bold: functions, which also get their section, and constants.
FUNCTION = re.compile(r"\b(libssh2_\w+)\(\)")
CONSTANT = re.compile(r"\b((?:LIBSSH2|SSH)_[A-Z0-9_]+\*?)")


def escape(text):
    """Characters that troff would take for its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return re.sub(r"^\.", r"\\&.", text, flags=re.M)


def prose(text):
    """A paragraph in which functions and constants stand out; a line a sentence."""
    text = re.sub(r"([.:;?]) (?=[A-Z])", r"\1\n", escape(text))
    text = FUNCTION.sub(r"\\fB\1\\fP(3)", text)
    return CONSTANT.sub(r"\\fB\1\\fP", text)


def section(title, *parts):
    """A section with what is in its parts; nothing if there is nothing."""
    parts = [part for part in parts if part]
    return f".SH {title}\n" + "\n".join(parts) + "\n" if parts else ""


def subsection(title, *parts):
    return f'.SS "{escape(title)}"\n' + "\n".join(part for part in parts if part)


def paragraphs(texts):
    return "\n.PP\n".join(prose(text) for text in texts)


def tagged(label, text):
    """A label, in the font that it brings along, and what belongs to it."""
    return f".TP\n{label}\n{text}"


def bold(text):
    return f"\\fB{escape(text)}\\fP"


def italic(text):
    return f"\\fI{escape(text)}\\fP"


def code(text):
    """Lines as they are."""
    return f".PP\n.nf\n{escape(text)}\n.fi"
