"""Holds the manual to the tables of docs/spec, to the headers and to the tools that read it. Run
from the top folder."""

import pathlib
import re
import subprocess
import tempfile
import unittest

from docs.man import man_pages
from src.api import abi_tables

PAGES = man_pages.pages()
ROWS = abi_tables.read("docs/spec/functions.tsv")
FUNCTIONS = {row["name"]: row for row in abi_tables.functions(ROWS)}
MACROS = [row["macro"] for row in abi_tables.read("docs/spec/macros.tsv")
          if row["macro"] != "LIBSSH2_DEPRECATED"]

# The date of a page is a year.
KNOWN_COMPLAINT = "cannot parse date, using it verbatim: TH 2"


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def section(name, title):
    """A section as plain text."""
    match = re.search(rf"^\.SH {title}\n(.*?)(?=^\.SH |\Z)", PAGES[name], re.S | re.M)
    if not match:
        return ""
    text = re.sub(r"^\.(?:nf|fi|PP|TP)\n", "", match[1], flags=re.M)
    return re.sub(r"\\f[BIP]", "", text).replace("\\-", "-").replace("\\(aq", "'")


def declaration(name):
    return "\n".join(line for line in section(name, "SYNOPSIS").splitlines()
                     if not line.startswith(".B"))


class Pages(unittest.TestCase):
    def test_no_function_macro_or_callback_is_without_one(self):
        wanted = {*FUNCTIONS, *MACROS, *abi_tables.callbacks(ROWS), "libssh2"}
        self.assertEqual(set(PAGES), wanted)

    def test_each_has_the_sections_that_it_needs(self):
        for name, row in FUNCTIONS.items():
            with self.subTest(page=name):
                for title in ["NAME", "SYNOPSIS", "DESCRIPTION", "HISTORY", "SEE ALSO"]:
                    self.assertNotEqual(section(name, title), "", title)
                self.assertEqual(section(name, "RETURN VALUE") != "", row["return_type"] != "void")
                self.assertEqual("repeat the call" in section(name, "RETURN VALUE"),
                                 row["may_return_EAGAIN"] == "yes")
                for parameter in abi_tables.parameter_names(row["parameters"]):
                    self.assertRegex(section(name, "DESCRIPTION"), rf"(?m)^{parameter}$")

    def test_each_names_the_header_that_the_table_names(self):
        for name, row in FUNCTIONS.items():
            self.assertIn(f".B #include <{row['header']}>", PAGES[name])

    def test_each_that_is_referred_to_exists(self):
        for name in PAGES:
            for other in re.findall(r"\b((?:lib|LIB)(?:ssh|SSH)2\w*)(?:\\fP)? ?\(3\)", PAGES[name]):
                self.assertIn(other, PAGES, name)

    def test_the_compiler_agrees_with_each_declaration(self):
        text = "".join(f"#include <{header}>\n"
                       for header in ["libssh2.h", "libssh2_sftp.h", "libssh2_publickey.h"])
        for name in man_pages.ENTRIES:
            if declaration(name).startswith("#define"):
                continue
            undefine = "" if name in FUNCTIONS else f"#undef {name}\n"
            text += f"#line 1 \"{name}\"\n{undefine}{declaration(name)}\n"
        done = subprocess.run(["gcc", "-x", "c", "-Iinclude", "-fsyntax-only", "-Wall", "-Wextra",
                               "-"], input=text, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_errors_of_libssh2_are_explained(self):
        for name in ["SOCKET_SEND", "EAGAIN", "STORE_OVERFLOW"]:
            self.assertIn(f"LIBSSH2_ERROR_{name}\n", section("libssh2", "ERRORS"))
        for word in ["transport", "sftp", "publickey"]:
            self.assertRegex(section("libssh2", "ERRORS"), rf"(?m)^{word}$")


class Tools(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.files = []
        for name, text in PAGES.items():
            self.files.append(pathlib.Path(scratch.name, f"{name}.3"))
            self.files[-1].write_text(text)

    def test_mandoc_has_no_complaint(self):
        _, out, err = run("mandoc", "-Tlint", "-Wwarning", *self.files)
        self.assertEqual(err, "")
        self.assertEqual([line for line in out.splitlines() if KNOWN_COMPLAINT not in line], [])

    def test_man_has_no_warning(self):
        code, out, err = run("man", "--warnings", "--encoding=UTF-8", "--local-file", *self.files)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out.count("SYNOPSIS"), len(PAGES))

    def test_the_index_of_manual_pages_can_take_each(self):
        code, out, err = run("lexgrog", *self.files)
        self.assertEqual((code, err), (0, ""))
        found = re.findall(r'^\S*/(\S+)\.3: "(\S+) - .*"$', out, re.M)
        self.assertEqual(found, [(name, name) for name in PAGES])


if __name__ == "__main__":
    unittest.main()
