"""usage: grid.py URL USER KEY SCRATCH LIBRARY

What GFAL2, the file library of the grid, does with a server's files. URL is the sftp:// address of
an empty folder; KEY is the private key's file; LIBRARY is the libssh2 that has to be the one in
use. Prints a line a case."""

import os
import pathlib
import stat
import sys

import gfal2

from cases import FAILED, case, library_in_use

URL, USER, KEY, SCRATCH, LIBRARY = sys.argv[1:]
LOCAL = pathlib.Path(SCRATCH, "grid")
REMOTE = f"{URL}/file"


def context(**options):
    made = gfal2.creat_context()
    made.set_opt_string("SFTP PLUGIN", "USER", USER)
    for name, value in options.items():
        made.set_opt_string("SFTP PLUGIN", name, value)
    return made


def refused(code, function, *arguments):
    try:
        function(*arguments)
    except gfal2.GError as error:
        assert error.code == code, (error.code, str(error))
        return
    raise AssertionError("it was not refused")


def copy_there_and_back(grid):
    back = LOCAL.with_suffix(".back")
    LOCAL.write_bytes(os.urandom(3000000))
    grid.filecopy(LOCAL.as_uri(), REMOTE)
    grid.filecopy(REMOTE, back.as_uri())
    assert back.read_bytes() == LOCAL.read_bytes()


def read_in_the_middle(grid):
    file = grid.open(REMOTE, "r")
    assert file.pread_bytes(2000000, 5000) == LOCAL.read_bytes()[2000000:2005000]


def tell_about_the_file(grid):
    grid.chmod(REMOTE, 0o640)
    found = grid.stat(REMOTE)
    assert (found.st_size, found.st_mode) == (3000000, stat.S_IFREG | 0o640), found


def make_rename_list_remove(grid):
    grid.mkdir(f"{URL}/made", 0o755)
    grid.rename(f"{URL}/made", f"{URL}/renamed")
    assert sorted(grid.listdir(URL)) == [".", "..", "file", "renamed"]
    grid.rmdir(f"{URL}/renamed")
    grid.unlink(REMOTE)
    assert sorted(grid.listdir(URL)) == [".", ".."]


def main():
    grid = context(PRIVKEY=KEY)
    case("copy there and back", copy_there_and_back, grid)
    case("the library under test is in use", library_in_use, LIBRARY)
    case("read in the middle of a file", read_in_the_middle, grid)
    case("mode, size", tell_about_the_file, grid)
    case("make, rename, list, remove", make_rename_list_remove, grid)
    case("a file that is not there", refused, 2, grid.stat, f"{URL}/missing")
    case("a wrong password", refused, 13, context(PASSWORD="wrong").stat, URL)
    sys.exit(bool(FAILED))


main()
