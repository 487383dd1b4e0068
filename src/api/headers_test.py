"""Holds the public headers to the tables of docs/spec, where the preprocessor or the compiler's
messages have to be asked; abi_test.c has what C itself can tell. Run from the top folder."""

import pathlib
import re
import shutil
import subprocess
import unittest

from src.api import abi_tables

HEADERS = ["libssh2.h", "libssh2_sftp.h", "libssh2_publickey.h"]
FUNCTIONS = abi_tables.read("docs/spec/functions.tsv")
CONSTANTS = abi_tables.read("docs/spec/constants.tsv")
MACROS = abi_tables.read("docs/spec/macros.tsv")

ALL = "".join(f"#include <{header}>\n" for header in HEADERS)
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]

# Where the table describes in words what a macro expands to, or where ours casts so that it can
# also be called without a warning.
EXPANSIONS = {
    "libssh2_channel_ignore_extended_data":
        "libssh2_channel_handle_extended_data(channel, (ignore) ? 1 : 0)",
    "libssh2_sftp_rename":
        "libssh2_sftp_rename_ex(sftp, sourcefile, (unsigned int)strlen(sourcefile), destfile, "
        "(unsigned int)strlen(destfile), LIBSSH2_SFTP_RENAME_OVERWRITE | "
        "LIBSSH2_SFTP_RENAME_ATOMIC | LIBSSH2_SFTP_RENAME_NATIVE)",
    "libssh2_publickey_add":
        "libssh2_publickey_add_ex(pkey, (const unsigned char *)(name), (unsigned long)"
        "strlen((const char *)(name)), blob, blob_len, overwrite, num_attrs, attrs)",
    "libssh2_publickey_remove":
        "libssh2_publickey_remove_ex(pkey, (const unsigned char *)(name), (unsigned long)"
        "strlen((const char *)(name)), blob, blob_len)",
}


def compile_text(text, *options, compiler="gcc", language="c"):
    """Runs a compiler over the text, and gives what it wrote to both its outputs."""
    done = subprocess.run([compiler, "-x", language, "-Iinclude", *options, "-"], input=text,
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def preprocess(text, *options):
    code, out, err = compile_text(text, "-E", "-P", *options)
    if code != 0:
        raise RuntimeError(err)
    return out


def plain(expansion):
    """An expansion without blanks, without needless parentheses, and with literals counted."""
    text = re.sub(r"\s+", "", expansion)
    text = re.sub(r'sizeof\("(\w*)"\)-1', lambda m: str(len(m.group(1))), text)
    return re.sub(r"(?<!\w)\((\w+)\)", r"\1", text)


def declared_functions(*options):
    names = set(re.findall(r"\b(libssh2_\w+)\(", preprocess(ALL, *options)))
    return names - {row["name"] for row in FUNCTIONS if abi_tables.is_typedef(row)}


def defined_macros(*options):
    lines = preprocess(ALL, "-dM", *options)
    return set(re.findall(r"^#define ((?:HAVE_)?(?:LIBSSH2|SSH_|libssh2)\w*)", lines, re.M))


def table_macros(with_deprecated):
    names = set(abi_tables.callbacks(FUNCTIONS))
    rows = [row for row in CONSTANTS if row["c_type"] != "enum"]
    names |= {row["name"] for row in rows
              if with_deprecated or not abi_tables.absent_without_deprecated(row["notes"])}
    return names | {row["macro"] for row in MACROS
                    if with_deprecated or not abi_tables.absent_without_deprecated(row["notes"])}


class Languages(unittest.TestCase):
    def test_each_header_compiles_alone_and_without_warnings_in_each_language(self):
        languages = {"c": ["c89", "gnu89", "c99", "c11", "c17", "gnu17", "c2x"],
                     "c++": ["c++98", "c++11", "c++14", "c++17", "gnu++17", "c++20"]}
        compilers = {"c": ["gcc", "clang"], "c++": ["g++", "clang++"]}
        modes = [(compiler, language, std) for language, stds in languages.items()
                 for compiler in compilers[language] for std in stds]
        for compiler, language, std in modes:
            self.assertIsNotNone(shutil.which(compiler), f"{compiler}: see interop/setup.sh")
            for header in HEADERS:
                for option in ["-DUNCHANGED", "-DLIBSSH2_NO_DEPRECATED", "-DLIBSSH2_LIBRARY"]:
                    with self.subTest(compiler=compiler, std=std, header=header, option=option):
                        code, _, err = compile_text(
                            f"#include <{header}>\n#include <{header}>\nextern int unused;\n",
                            f"-std={std}", "-fsyntax-only", option, *WARNINGS,
                            compiler=compiler, language=language)
                        self.assertEqual((code, err), (0, ""))

    def test_programs_get_the_system_headers_that_they_rely_on(self):
        code, _, err = compile_text(
            "#include <libssh2.h>\n"
            "uint32_t a; size_t b; struct stat c; ssize_t d; off_t e; time_t f;\n"
            "size_t g(const char *s) { return strlen(s) + offsetof(struct stat, st_dev); }\n"
            "#include <libssh2_sftp.h>\nint h(int s) { return LIBSSH2_SOCKET_CLOSE(s); }\n",
            "-std=c99", "-fsyntax-only", *WARNINGS)
        self.assertEqual((code, err), (0, ""))


class Names(unittest.TestCase):
    def test_the_functions_are_those_of_the_table(self):
        self.assertEqual(declared_functions(),
                         {row["name"] for row in abi_tables.functions(FUNCTIONS)})

    def test_the_functions_without_deprecated_ones_are_those_of_the_table(self):
        self.assertEqual(declared_functions("-DLIBSSH2_NO_DEPRECATED"),
                         {row["name"] for row in abi_tables.functions(FUNCTIONS)
                          if not abi_tables.absent_without_deprecated(row["status"])})

    def test_the_macros_are_those_of_the_tables(self):
        self.assertEqual(defined_macros(), table_macros(with_deprecated=True))

    def test_the_macros_without_deprecated_ones_are_those_of_the_tables(self):
        self.assertEqual(defined_macros("-DLIBSSH2_NO_DEPRECATED") - {"LIBSSH2_NO_DEPRECATED"},
                         table_macros(with_deprecated=False))

    def test_each_name_is_in_the_header_that_the_table_names(self):
        for row in abi_tables.functions(FUNCTIONS):
            text = pathlib.Path("include", row["header"]).read_text()
            self.assertRegex(text, rf"\b{row['name']}\(", row["header"])
        for row in CONSTANTS + MACROS:
            text = pathlib.Path("include", row["header"]).read_text()
            self.assertIn(row.get("name") or row["macro"], text, row["header"])

    def test_the_version_script_exports_the_functions_of_the_table(self):
        text = re.sub(r"/\*.*?\*/", "", pathlib.Path("src/api/libssh2.lds").read_text(), flags=re.S)
        names = re.fullmatch(r"\s*\{\s*global:(.*?)local:\s*\*;\s*\};\s*", text, re.S).group(1)
        self.assertEqual([name.strip() for name in names.strip().rstrip(";").split(";")],
                         sorted(row["name"] for row in abi_tables.functions(FUNCTIONS)))


class Expansions(unittest.TestCase):
    def expected(self, row):
        if row["macro"] in EXPANSIONS:
            return EXPANSIONS[row["macro"]]
        return f"{row['maps_to'].split()[0]}({row['arguments'].replace('; ', ', ')})"

    def test_each_macro_makes_the_call_that_the_table_describes(self):
        rows = [row for row in MACROS if not row["maps_to"].startswith("(")
                and row["macro"] != "LIBSSH2_DEPRECATED"]
        text = ALL + "=\n"
        for row in rows:
            parameters = "" if row["parameters"].startswith("(none") else row["parameters"]
            text += f"{row['macro']}({parameters}) = {self.expected(row)} =\n"
        calls = preprocess(text).rpartition("\n=\n")[2].strip().rstrip("=").split("=\n")
        self.assertEqual(len(calls), len(rows))
        for row, call in zip(rows, calls):
            with self.subTest(macro=row["macro"]):
                ours, table = call.split(" = ")
                self.assertEqual(plain(ours), plain(table))


class Deprecation(unittest.TestCase):
    USE_ALL = ALL + "void use(void);\nvoid use(void)\n{\n" + "".join(
        f"    (void)&{row['name']};\n" for row in abi_tables.functions(FUNCTIONS)) + "}\n"

    def warned(self, *options):
        code, _, err = compile_text(self.USE_ALL, "-fsyntax-only", "-Wall", "-Wextra", *options)
        self.assertEqual(code, 0, err)
        return dict(re.findall(r"warning: .(libssh2_\w+). is deprecated: since libssh2 ([\d.]+)\. ",
                               err))

    def test_the_compiler_warns_of_deprecated_functions_and_says_since_when(self):
        self.assertEqual(self.warned(), {
            row["name"]: re.match(r"deprecated since ([\d.]+)", row["status"]).group(1)
            for row in FUNCTIONS if row["status"].startswith("deprecated")})

    def test_the_warnings_can_be_silenced(self):
        self.assertEqual(self.warned("-DLIBSSH2_DISABLE_DEPRECATION"), {})
        self.assertEqual(self.warned("-DLIBSSH2_LIBRARY"), {})

    def test_the_linkage_marker_can_be_set_by_the_program(self):
        out = preprocess("#include <libssh2.h>\n", "-DLIBSSH2_API=marker")
        self.assertIn("marker int libssh2_init(int flags);", out)


if __name__ == "__main__":
    unittest.main()
