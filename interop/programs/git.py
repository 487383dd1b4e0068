"""usage: git.py URL USER KEYS SCRATCH PASSWORD LIBRARY

What libgit2 does over ssh, by python3-pygit2: clones, fetches and pushes, and logs in by each of
its ways. URL is an ssh:// address of a repository with one commit on master; KEYS has user_ed25519
and the others; LIBRARY is the libssh2 that has to be the one in use. Prints a line a case."""

import os
import pathlib
import sys

import pygit2

from cases import FAILED, case, library_in_use

URL, USER, KEYS, SCRATCH, PASSWORD, LIBRARY = sys.argv[1:]


class Callbacks(pygit2.RemoteCallbacks):
    """Offers the credentials once; the second time they have been refused."""

    def __init__(self, credentials, trust=True):
        super().__init__(credentials)
        self.trust = trust

    def certificate_check(self, certificate, valid, host):
        return self.trust


def key_from_file(kind):
    return pygit2.Keypair(USER, f"{KEYS}/user_{kind}.pub", f"{KEYS}/user_{kind}", "")


def key_from_memory(kind):
    return pygit2.KeypairFromMemory(USER, pathlib.Path(f"{KEYS}/user_{kind}.pub").read_text(),
                                    pathlib.Path(f"{KEYS}/user_{kind}").read_text(), "")


def clone(name, credentials, trust=True):
    path = f"{SCRATCH}/{name}"
    return pygit2.clone_repository(URL, path, callbacks=Callbacks(credentials, trust))


def clone_first(name, credentials):
    assert pathlib.Path(clone(name, credentials).workdir, "file").read_text() == "first\n"


def refused(name, credentials, trust=True):
    try:
        clone(name, credentials, trust)
    except (pygit2.GitError, ValueError, KeyError) as error:
        assert str(error), "an error without words"
        return
    raise AssertionError("it was not refused")


def commit(repository, text):
    pathlib.Path(repository.workdir, "file").write_text(text)
    pathlib.Path(repository.workdir, "large").write_bytes(os.urandom(1500000))
    repository.index.add_all()
    repository.index.write()
    author = pygit2.Signature("A Tester", "tester@localhost")
    return repository.create_commit("refs/heads/master", author, author, text,
                                    repository.index.write_tree(), [repository.head.target])


def push_and_fetch():
    """What one clone pushes the other fetches, both ways."""
    one = clone("one", key_from_file("ed25519"))
    other = clone("other", key_from_file("ecdsa256"))
    for source, target in [(one, other), (other, one)]:
        new = commit(source, f"from {source.workdir}\n")
        source.remotes["origin"].push(["refs/heads/master"],
                                      callbacks=Callbacks(key_from_file("ed25519")))
        progress = target.remotes["origin"].fetch(callbacks=Callbacks(key_from_file("ed25519")))
        assert progress.received_objects == progress.total_objects > 0
        assert target.references["refs/remotes/origin/master"].target == new
        target.reset(new, pygit2.GIT_RESET_HARD)


def make_and_remove_branch():
    repository = clone("branch", key_from_file("ed25519"))
    repository.create_branch("side", repository.head.peel())
    for refspec, there in [("refs/heads/side", True), (":refs/heads/side", False)]:
        repository.remotes["origin"].push([refspec], callbacks=Callbacks(key_from_file("ed25519")))
        assert ("refs/heads/side" in names_at(repository.remotes["origin"])) == there


def names_at(remote):
    return [found["name"] for found in
            remote.ls_remotes(callbacks=Callbacks(key_from_file("ed25519")))]


def missing_repository():
    try:
        pygit2.clone_repository(URL + "-missing", f"{SCRATCH}/missing",
                                callbacks=Callbacks(key_from_file("ed25519")))
    except pygit2.GitError as error:
        assert str(error), "an error without words"
        return
    raise AssertionError("a repository that is not there was cloned")


def main():
    for kind in ["ed25519", "ecdsa256", "ecdsa384", "ecdsa521", "rsa3072"]:
        case(f"clone with a key from a file, {kind}", clone_first, f"file-{kind}", key_from_file(kind))
        case(f"clone with a key from memory, {kind}", clone_first, f"memory-{kind}",
             key_from_memory(kind))
    case("clone with the agent's key", clone_first, "agent", pygit2.KeypairFromAgent(USER))
    case("clone by password", clone_first, "password", pygit2.UserPass(USER, PASSWORD))
    case("the library under test is in use", library_in_use, LIBRARY)
    case("push and fetch, both ways", push_and_fetch)
    case("make and remove a branch, and list them", make_and_remove_branch)
    case("an untrusted host is refused", refused, "untrusted", key_from_file("ed25519"), False)
    case("a wrong password is refused", refused, "wrong", pygit2.UserPass(USER, "wrong"))
    case("a repository that is not there is an error", missing_repository)
    sys.exit(bool(FAILED))


main()
