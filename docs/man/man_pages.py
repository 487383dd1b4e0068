"""usage: python3 -m docs.man.man_pages DIRECTORY

Writes the manual's section 3 into a directory: a page for each public function, macro and kind of
callback, and libssh2(3) above them all. They say what the comments of the public headers say. Run
from the top folder."""

import os
import pathlib
import re
import sys
import textwrap

from docs.man import definitions
from docs.man.troff import (bold, code, escape, italic, paragraphs, prose, section, subsection,
                            tagged)
from src.api import header_comments

MANUAL = "libssh2"
FUNCTIONS = header_comments.functions()
MACROS = header_comments.macros()
ENTRIES = {**FUNCTIONS, **MACROS}
ERRORS = definitions.errors()
GROUPS = definitions.error_groups()

# What fits a line of a page, its indentation left out.
COLUMNS = 72

# The chapter that libssh2_publickey.h is.
UNTITLED = "The publickey subsystem"
INTRODUCTION = (
    "The library speaks the client side of SSH\\-2 (RFC 4250 to 4254): it logs in to a server, runs "
    "commands there, forwards connections and transfers files. "
    "Rules that hold for all its functions come first, then what there is.")


def version():
    return re.search(r'^#define LIBSSH2_VERSION +"(.*)"', definitions.ALL, re.M).group(1)


def year():
    return re.search(r'^#define LIBSSH2_COPYRIGHT "(\d+)', definitions.ALL, re.M).group(1)


def split_list(text, separator=", "):
    """The parts of a list; what stands in parentheses stays together."""
    return re.split(rf"{separator}(?![^()]*\))", text)


def folded(head, parts, tail):
    """A declaration or a call, in several lines if it is long; none breaks within a part."""
    text = ", ".join(part.replace(" ", "\0") for part in parts) + tail
    start = "" if len(head) <= COLUMNS / 2 else head + "\n"
    indent = "    " if start else " " * len(head)
    return start + textwrap.fill(text, COLUMNS, initial_indent=indent if start else head,
                                 subsequent_indent=indent, break_long_words=False,
                                 break_on_hyphens=False).replace("\0", " ")


def sentence(text):
    return text[0].upper() + text[1:].rstrip(".") + "."


def joined(declaration):
    """A macro's definition without the backslashes that continue its lines."""
    return re.sub(r" *\\\n", "\n", declaration)


def function_parts(function):
    """What stands before the name in a function's declaration, and its parameters."""
    text = re.sub(r"\s+", " ", function.declaration)
    head, parameters = re.fullmatch(rf"(.*?){function.name}\( ?(.*)\);", text).groups()
    return head, split_list(parameters)


class Call:
    """The function call that a macro stands for."""

    def __init__(self, macro):
        _, parameters, body = re.fullmatch(
            r"(\w+)\(([^()]*)\)\s+(.*)", re.sub(r"\s*\\?\n\s*", " ", macro.declaration)).groups()
        self.parameters = [name.strip() for name in parameters.split(",") if name.strip()]
        name, _, arguments = re.sub(r"(?<!\w)\((\w+)\)", r"\1", body).partition("(")
        self.function = FUNCTIONS.get(name)
        self.arguments = split_list(arguments[:-1])

    def hands_on(self):
        """Whether it is a call, and every parameter an argument of it."""
        return self.function is not None and set(self.parameters) <= set(self.arguments)

    def declaration(self, name):
        """How the macro would be declared if it were a function."""
        head, types = function_parts(self.function)
        names = [text.split()[0] for text in self.function.texts("param")]
        places = [self.arguments.index(own) for own in self.parameters]
        used = [re.sub(rf"\b{names[place]}\b", own, types[place])
                for own, place in zip(self.parameters, places)]
        return folded(f"{head}{name}(", used or ["void"], ");")

    def expansion(self):
        name = self.function.name
        return folded(f"{name}(", self.arguments, ")")

    def described(self):
        """The function's words for the parameters that the macro hands on, and its answer."""
        meanings = {argument: text.split(None, 1)[1]
                    for argument, text in zip(self.arguments, self.function.texts("param"))}
        return [("param", f"{own} {meanings[own]}") for own in self.parameters] + [
            (tag, text) for tag, text in self.function.tags if tag not in ("param", "deprecated")]


def call_of(entry):
    """The call behind a macro, if it is no more than that."""
    if entry.name in FUNCTIONS or not entry.name.startswith("libssh2_"):
        return None
    call = Call(entry)
    return call if call.hands_on() else None


def errors_part(text):
    """The list below ERRORS."""
    parts = []
    for item in split_list(text):
        name, _, reason = item.partition(" (")
        if item.startswith("as "):
            parts.append(f"As {prose(item[3:])} has them.")
        elif name in GROUPS:
            parts.append(tagged(italic(name), f"Any of the {name} errors, which \\fBlibssh2\\fP(3) "
                                              "lists."))
        else:
            parts.append(tagged(bold("LIBSSH2_ERROR_" + name),
                                prose(sentence(reason.removesuffix(")") or ERRORS[name]
                                               or "the last error's text says why"))))
    return "\n".join(parts)


def return_part(tags, is_pointer):
    texts = [text for tag, text in tags if tag == "return"]
    if any(tag == "eagain" for tag, _ in tags):
        texts.append("This function waits. In a session that does not block it may give "
                     + ("NULL and leave LIBSSH2_ERROR_EAGAIN as the last error"
                        if is_pointer else "LIBSSH2_ERROR_EAGAIN")
                     + ": wait for the socket, and repeat the call.")
    return paragraphs(map(sentence, texts))


def gives_pointer(entry, call):
    function = call.function if call else FUNCTIONS.get(entry.name)
    return function is not None and function_parts(function)[0].endswith("*")


def constants_part(texts):
    rows = definitions.constants(texts)
    return "\n".join(tagged(f"{bold(name)} {escape(value)}", prose(sentence(comment)) if comment else "\\&")
                     for name, value, comment in rows)


def history_part(entry, tags):
    since = next((text for tag, text in tags if tag == "since"), "")
    parts = [f"Since libssh2 {since}."] if since else []
    for text in entry.texts("deprecated"):
        when, instead = text.split(": ", 1)
        parts.append(f"Deprecated since {when}: use {prose(instead)}.")
    return "\n".join(escape(part) if "\\" not in part else part for part in parts)


def related(entry, tags):
    """What a page refers to: functions it names, and what a macro and its function are together."""
    text = " ".join([*entry.paragraphs, *(text for _, text in tags)])
    names = set(re.findall(r"\b(libssh2_\w+)\(\)", text))
    names |= set(re.findall(r"\b(LIBSSH2_\w+_FUNC|libssh2_\w+)\(", entry.declaration))
    names |= {macro.name for macro in MACROS.values()
              if (other := call_of(macro)) and other.function.name == entry.name}
    return sorted(names & set(ENTRIES) - {entry.name})


def references(names):
    lines = [f".BR {escape(name)} (3)" for name in names]
    return " ,\n".join(lines)


def synopsis(entry, call):
    if entry.name in FUNCTIONS:
        head, parameters = function_parts(entry)
        text = folded(f"{head}{entry.name}(", parameters, ");")
    elif call:
        text = call.declaration(entry.name)
    else:
        text = "#define " + joined(entry.declaration)
    return f".nf\n.B #include <{entry.header}>\n.PP\n{escape(text)}\n.fi"


def parameters_part(tags):
    parts = []
    for tag, text in tags:
        if tag == "param":
            name, meaning = text.split(None, 1)
            meaning = re.sub(r"^bytes(?=$|;)", "its length in bytes", meaning)
            parts.append(tagged(italic(name), prose(sentence(meaning))))
    return "\n".join(parts)


def title(name):
    return f'.TH "{escape(name)}" 3 "{year()}" "libssh2 {escape(version())}" "{MANUAL}"\n'


def summary(entry):
    """The first sentence, as a phrase."""
    sentence = re.split(r"(?<!e\.g)[.:] ", entry.paragraphs[0])[0].rstrip(".")
    if sentence.startswith("Hook "):
        return f"the shape of {sentence.replace('Hook', 'hook')}"
    return sentence[0].lower() + sentence[1:]


def standard_part(tags):
    return "\n".join(f"RFC {prose(text)}." for tag, text in tags if tag == "rfc")


def page(entry):
    call = call_of(entry)
    tags = entry.tags + (call.described() if call else [])
    expansion = (f".PP\nThis is a macro, and calls:\n{code(call.expansion())}" if call else "")
    errors = "\n".join(errors_part(text) for tag, text in tags if tag == "errors")
    return (title(entry.name)
            + section("NAME", f"{escape(entry.name)} \\- {escape(summary(entry))}")
            + section("SYNOPSIS", synopsis(entry, call))
            + section("DESCRIPTION", paragraphs(entry.paragraphs), expansion,
                      parameters_part(tags), *map(code, definitions.structs(entry.declaration)),
                      constants_part([text for _, text in tags] + entry.paragraphs))
            + section("RETURN VALUE", return_part(tags, gives_pointer(entry, call)))
            + section("ERRORS", errors)
            + section("STANDARDS", standard_part(tags))
            + section("HISTORY", history_part(entry, tags))
            + section("SEE ALSO", references(["libssh2", *related(entry, tags)])))


def overview():
    """libssh2(3): the rules, everything by chapter, and the errors."""
    chapters = {}
    for entry in ENTRIES.values():
        chapters.setdefault((entry.header, entry.chapter or UNTITLED), []).append(entry)
    texts = definitions.chapter_texts()
    contents = [
        subsection(f"{name} ({header})",
                   paragraphs(text for text in texts.get(name, []) if "@errors" not in text),
                   *(tagged(f"\\fB{escape(entry.name)}\\fP(3)", prose(entry.paragraphs[0]))
                     for entry in entries))
        for (header, name), entries in chapters.items()]
    groups = [tagged(italic(name), prose(sentence(text)))
              for name, text in GROUPS.items()]
    errors = [tagged(bold("LIBSSH2_ERROR_" + name), prose(sentence(text)) if text else "\\&")
              for name, text in ERRORS.items()]
    return (title("libssh2")
            + section("NAME", "libssh2 \\- the client side of SSH\\-2, for C programs")
            + section("SYNOPSIS", ".nf\n" + "\n".join(
                f".B #include <{header}>" for header in header_comments.HEADERS) + "\n.fi",
                      ".PP\nCompile and link with the flags of\n.IR \"pkg\\-config libssh2\" .")
            + section("DESCRIPTION", INTRODUCTION,
                      *(subsection(name, prose(text)) for name, text in definitions.rules().items()))
            + section("FUNCTIONS", *contents)
            + section("ERRORS", *errors, *groups)
            + section("SEE ALSO", ".BR ssh (1),\n.BR sftp (1)"))


def pages():
    """name -> text of every page"""
    return {"libssh2": overview(), **{name: page(entry) for name, entry in ENTRIES.items()}}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.makedirs(sys.argv[1], exist_ok=True)
    for name, text in pages().items():
        pathlib.Path(sys.argv[1], f"{name}.3").write_text(text)


if __name__ == "__main__":
    main()
