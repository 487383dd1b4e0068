"""SFTP packets, as Paramiko's client and server and AsyncSSH's encoders make them."""

import threading

from asyncssh.sftp import SFTPAttrs, SFTPName
from codec import ROUNDS, raw
from messages import Sent
from paramiko import SFTPAttributes, SFTPClient, SFTPServer
from paramiko.sftp import CMD_CLOSE, CMD_DATA, CMD_HANDLE, CMD_READ, CMD_WRITE

try:
    from paramiko.sftp import int64 as long
except ImportError:  # before Paramiko 3
    from paramiko.py3compat import long


class Client:
    """A client of Paramiko's that hands its packets to us."""

    def __init__(self, request_number):
        self.client = SFTPClient.__new__(SFTPClient)
        self.client._lock = threading.Lock()
        self.client._expecting, self.client._cwd = {}, None
        self.client.request_number = request_number
        self.client._log = lambda *_: None
        self.client._send_packet = self.keep
        self.packet = None

    def keep(self, kind, message):
        self.packet = bytes([kind]) + message.asbytes()
        raise Sent

    def sent(self, function, *arguments):
        try:
            function(*arguments)
        except Sent:
            pass
        return self.packet


def attributes(values):
    """The same attributes for Paramiko, for AsyncSSH and as our fields."""
    theirs, others, fields = SFTPAttributes(), {}, {"flags": 0}
    if values.boolean():
        theirs.st_size = others["size"] = values.uint64()
        fields.update(flags=fields["flags"] | 1, size=str(theirs.st_size))
    if values.boolean():
        theirs.st_uid, theirs.st_gid = values.uint32(), values.uint32()
        others.update(uid=theirs.st_uid, gid=theirs.st_gid)
        fields.update(flags=fields["flags"] | 2, uid=theirs.st_uid, gid=theirs.st_gid)
    if values.boolean():
        theirs.st_mode = others["permissions"] = values.uint32()
        fields.update(flags=fields["flags"] | 4, permissions=theirs.st_mode)
    if values.boolean():
        theirs.st_atime, theirs.st_mtime = values.uint32(), values.uint32()
        others.update(atime=theirs.st_atime, mtime=theirs.st_mtime)
        fields.update(flags=fields["flags"] | 8, atime=theirs.st_atime, mtime=theirs.st_mtime)
    if values.boolean():
        pairs = {values.name() + "@a": values.bytes() for _ in range(3)}
        theirs.attr = dict(pairs)
        others["extended"] = [(name.encode(), data) for name, data in pairs.items()]
        fields.update(flags=fields["flags"] | 0x80000000, extended_count=len(pairs), extended=[
            {"extended_type": name, "extended_data": raw(data)} for name, data in pairs.items()])
    return theirs, others, fields


def sftp_requests(codec, values):
    """What SFTPClient asks."""
    for _ in range(ROUNDS):
        number = values.uint32() % 2**31
        peer = Client(number)
        path, other = "/" + values.name(), "/" + values.name()
        handle, data = values.bytes(250) + b"h", values.bytes(200)
        offset, length, mode = values.uint64(), values.uint32(), values.random.randrange(0o10000)
        theirs, _, fields = attributes(values)
        client = peer.client
        cases = (
            ("sftp_lstat", client.lstat, (path,), {"path": path}),
            ("sftp_stat", client.stat, (path,), {"path": path}),
            ("sftp_remove", client.remove, (path,), {"filename": path}),
            ("sftp_rmdir", client.rmdir, (path,), {"path": path}),
            ("sftp_opendir", client.listdir_attr, (path,), {"path": path}),
            ("sftp_realpath", client.normalize, (path,), {"path": path}),
            ("sftp_readlink", client.readlink, (path,), {"path": path}),
            ("sftp_rename", client.rename, (path, other), {"oldpath": path, "newpath": other}),
            ("sftp_ext_posix_rename", client.posix_rename, (path, other),
             {"extended_request": "posix-rename@openssh.com", "oldpath": path, "newpath": other}),
            # Paramiko sends these two as OpenSSH does, not as the draft says: so do we.
            ("sftp_symlink", client.symlink, (path, other),
             {"linkpath": path, "targetpath": other}),
            ("sftp_mkdir", client.mkdir, (path, mode),
             {"path": path, "attrs": {"flags": 4, "permissions": mode}}),
            ("sftp_setstat", client.chmod, (path, mode),
             {"path": path, "attrs": {"flags": 4, "permissions": mode}}),
            ("sftp_open", client.open, (path, "w"),
             {"filename": path, "pflags": 0x1A, "attrs": {"flags": 0}}),
            ("sftp_close", client._async_request, (None, CMD_CLOSE, handle),
             {"handle": raw(handle)}),
            ("sftp_read", client._async_request, (None, CMD_READ, handle, long(offset), length),
             {"handle": raw(handle), "offset": str(offset), "length": length}),
            ("sftp_write", client._async_request, (None, CMD_WRITE, handle, long(offset), data),
             {"handle": raw(handle), "offset": str(offset), "data": raw(data)}),
            ("sftp_fsetstat", client._async_request, (None, 10, handle, theirs),
             {"handle": raw(handle), "attrs": fields}),
        )
        for packet, function, arguments, rest in cases:
            client.request_number = number
            codec.same(packet, peer.sent(function, *arguments), {"request_id": number, **rest})


def sftp_answers(codec, values):
    """What SFTPServer answers, and AsyncSSH's names and attributes."""
    server = SFTPServer.__new__(SFTPServer)
    for _ in range(ROUNDS):
        kept = []
        server._send_packet = lambda kind, message: kept.append(bytes([kind]) + message.asbytes())
        number, text, data = values.uint32(), values.text(), values.bytes(200)
        handle = values.bytes(250) + b"h"
        theirs, others, fields = attributes(values)
        server._send_status(number, 4, text)
        server._response(number, CMD_HANDLE, handle)
        server._response(number, CMD_DATA, data)
        server._response(number, 105, theirs)
        head = {"request_id": number}
        for packet, bytes_, rest in zip(
                ("sftp_status", "sftp_handle", "sftp_data", "sftp_attrs_reply"), kept,
                ({"code": 4, "message": raw(text), "language_tag": ""}, {"handle": raw(handle)},
                 {"data": raw(data)}, {"attrs": fields})):
            codec.same(packet, bytes_, {**head, **rest})
        codec.same("sftp_attrs", SFTPAttrs(**others).encode(3), fields)
        name = SFTPName(values.bytes(), values.bytes(), SFTPAttrs(**others))
        codec.same("sftp_name_entry", name.encode(3), {
            "filename": raw(name.filename), "longname": raw(name.longname), "attrs": fields})


CASES = (sftp_requests, sftp_answers)
