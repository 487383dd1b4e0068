"""Holds the comments of the public headers to their form and to docs/spec/functions.tsv: manual
pages are made from them. Run from the top folder."""

import re
import unittest

from src.api import abi_tables
from src.api import header_comments

TEXT = "".join(map(header_comments.read, header_comments.HEADERS))
ROWS = {row["name"]: row
        for row in abi_tables.functions(abi_tables.read("docs/spec/functions.tsv"))}

TAGS = ["param", "return", "errors", "eagain", "rfc", "since", "deprecated"]
ERROR_GROUPS = {"transport", "sftp", "publickey"}
NEXT_RELEASE = "1.11.2"

BLOCKS = header_comments.functions()


def texts(name, tag):
    return BLOCKS[name].texts(tag)


class Comments(unittest.TestCase):
    def test_every_function_has_one(self):
        self.assertEqual(set(BLOCKS), set(ROWS))

    def test_every_macro_that_takes_arguments_has_one(self):
        macros = re.findall(r"^(.*)\n#define ([A-Za-z]\w*)\(", TEXT, re.M)
        self.assertGreater(len(macros), 70)
        for before, name in macros:
            if name != "LIBSSH2_DEPRECATED":
                self.assertTrue(before.endswith("*/"), name)
                self.assertIn(name, header_comments.macros())

    def test_each_begins_with_a_sentence_and_knows_its_tags(self):
        for name in ROWS:
            with self.subTest(function=name):
                for text in BLOCKS[name].paragraphs:
                    self.assertRegex(text, r"^[A-Z].*\.$")
                order = [TAGS.index(tag) for tag, _ in BLOCKS[name].tags]
                self.assertEqual(order, sorted(order))

    def test_each_names_the_parameters_in_order(self):
        for name, row in ROWS.items():
            with self.subTest(function=name):
                self.assertEqual([text.split()[0] for text in texts(name, "param")],
                                 abi_tables.parameter_names(row["parameters"]))

    def test_each_says_what_comes_back_unless_nothing_does(self):
        for name, row in ROWS.items():
            with self.subTest(function=name):
                self.assertEqual(len(texts(name, "return")), int(row["return_type"] != "void"))

    def test_each_says_whether_the_call_may_have_to_be_repeated(self):
        for name, row in ROWS.items():
            with self.subTest(function=name):
                self.assertEqual(len(texts(name, "eagain")), int(row["may_return_EAGAIN"] == "yes"))

    def test_each_says_since_when(self):
        for name, row in ROWS.items():
            with self.subTest(function=name):
                since = row["first_release"].split()[0].replace("master", NEXT_RELEASE)
                self.assertEqual(texts(name, "since"), [since])

    def test_deprecated_ones_say_since_when_and_what_instead(self):
        for name, row in ROWS.items():
            with self.subTest(function=name):
                since = re.findall(r"^deprecated since ([\d.]+)", row["status"])
                self.assertEqual([BLOCKS[name].deprecated], since or [None])
                self.assertEqual([text.split(": ")[0] for text in texts(name, "deprecated")], since)

    def test_errors_are_defined_ones_or_a_group_or_those_of_another_function(self):
        for name in ROWS:
            with self.subTest(function=name):
                for text in texts(name, "errors"):
                    other = re.fullmatch(r"as (libssh2_\w+)\(\)", text)
                    if other:
                        self.assertIn(other.group(1), ROWS)
                        continue
                    for error in re.sub(r" \([^()]*\)", "", text).split(", "):
                        if error not in ERROR_GROUPS:
                            self.assertIn(f"#define LIBSSH2_ERROR_{error} ", TEXT)

    def test_functions_that_are_referred_to_exist(self):
        for comment in re.findall(r"/\*.*?\*/", TEXT, re.S):
            for other in re.findall(r"(libssh2_\w+)\(\)", comment):
                self.assertIn(other, ROWS)


if __name__ == "__main__":
    unittest.main()
