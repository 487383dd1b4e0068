"""Looks at what the shared library takes from elsewhere, and at how it is hardened. It cannot run a
program, whatever names it is given: threat G13.

Run from the top folder as: imports_test.py LIBRARY
"""

import re
import subprocess
import sys

# Functions without a bound, that give up the process, that run other programs, or that keep state
# which threads and the program share.
BANNED = set("""
    gets strcpy strcat sprintf vsprintf stpcpy strtok scanf sscanf fscanf vsscanf alloca
    atoi atol atoll atof rand random srand srandom drand48
    system popen fork vfork execl execlp execle execv execve execvp execvpe fexecve execveat
    posix_spawn posix_spawnp wordexp clone daemon
    exit _exit abort __assert_fail setjmp longjmp signal sigaction
    printf vprintf puts perror
    gethostbyname getpwnam getpwuid localtime gmtime ctime asctime strerror_l setlocale dlopen
""".split())

# What only newer releases of a library have: found at run time, or not.
WEAK = re.compile(r"crypto_kem_mlkem768_\w+")

LIBRARIES = {"libsodium", "libcrypto", "libz", "libc"}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def imported(library):
    """Names without their versions; what _FORTIFY_SOURCE checks under its plain name."""
    for line in output("nm", "--dynamic", "--undefined-only", library).splitlines():
        name = line.split()[-1].split("@")[0]
        checked = re.fullmatch(r"__(?:isoc99_)?(\w+?)(?:_chk)?", name)
        yield name
        if checked:
            yield checked[1]


def strong(library):
    """Names without which the library does not load."""
    for line in output("nm", "--dynamic", "--undefined-only", library).splitlines():
        if line.split()[-2] == "U":
            yield line.split()[-1].split("@")[0]


def complaints_about(library):
    headers = output("objdump", "-p", library)
    dynamic = output("readelf", "-dW", library)
    names = set(imported(library))

    yield from (f"{name} is called" for name in sorted(BANNED & names))
    yield from (f"{name} has to be there at run time" for name in sorted(set(strong(library)))
                if WEAK.fullmatch(name))
    if not any(WEAK.fullmatch(name) for name in names):
        yield "nothing looks for what newer libraries have"
    if "__stack_chk_fail" not in names:
        yield "the stack is not protected"
    for name in re.findall(r"NEEDED\s+(\S+)\.so", headers):
        if name not in LIBRARIES:
            yield f"{name} is needed"
    if "RELRO" not in headers or not re.search(r"BIND_NOW|FLAGS_1.*NOW", dynamic):
        yield "relocations stay writable: no full RELRO"
    if re.search(r"STACK.*\n.*flags rwx", headers):
        yield "the stack is executable"
    if "TEXTREL" in dynamic:
        yield "code has to be relocated"
    if "RPATH" in dynamic or "RUNPATH" in dynamic:
        yield "a search path for libraries is built in"


def main():
    (library,) = sys.argv[1:]
    complaints = list(complaints_about(library))
    print("\n".join(complaints) or "as it should be")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
