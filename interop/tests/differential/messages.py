"""Messages of the transport, of authentication and of the connection, as Paramiko makes them."""

import socket

import paramiko
from asyncssh import packet as asyncssh_packet
from codec import ROUNDS, number, raw
from paramiko.auth_handler import AuthHandler

LISTS = ("kex_algorithms", "server_host_key_algorithms", "encryption_algorithms_client_to_server",
         "encryption_algorithms_server_to_client", "mac_algorithms_client_to_server",
         "mac_algorithms_server_to_client", "compression_algorithms_client_to_server",
         "compression_algorithms_server_to_client", "languages_client_to_server",
         "languages_server_to_client")


class Sent(Exception):
    """The message is on its way: nothing waits for an answer."""


def primitives(codec, values):
    """Numbers, lists and strings as both libraries write them."""
    # RFC 4251, section 5: zero has no bytes. Paramiko writes one.
    message = paramiko.Message()
    message.add_mpint(0)
    codec.read("prim_mpint", message.asbytes(), {"data": number(0)}, "not_canonical")
    codec.same("prim_mpint", asyncssh_packet.MPInt(0), {"data": number(0)})
    for _ in range(ROUNDS * 4):
        value, names = values.number() or 1, values.names(0)
        text, data = values.text(), values.bytes()
        small, large, flag = values.uint32(), values.uint64(), values.boolean()
        for packet, method, argument, field in (
                ("prim_mpint", "add_mpint", value, {"data": number(value)}),
                ("prim_name_list", "add_list", names, {"data": names}),
                ("prim_utf8", "add_string", text.encode(), {"data": raw(text)}),
                ("prim_string", "add_string", data, {"data": raw(data)}),
                ("prim_uint32", "add_int", small, {"value": small}),
                ("prim_uint64", "add_int64", large, {"value": str(large)}),
                ("prim_boolean", "add_boolean", flag, {"value": flag})):
            message = paramiko.Message()
            getattr(message, method)(argument)
            codec.same(packet, message.asbytes(), field)
        for packet, encode, argument, field in (
                ("prim_mpint", asyncssh_packet.MPInt, value, {"data": number(value)}),
                ("prim_name_list", asyncssh_packet.NameList, [n.encode() for n in names],
                 {"data": names}),
                ("prim_string", asyncssh_packet.String, data, {"data": raw(data)}),
                ("prim_uint32", asyncssh_packet.UInt32, small, {"value": small}),
                ("prim_uint64", asyncssh_packet.UInt64, large, {"value": str(large)}),
                ("prim_boolean", asyncssh_packet.Boolean, flag, {"value": flag})):
            codec.same(packet, encode(argument), field)


class Paramiko:
    """A transport of Paramiko's that hands its messages to us."""

    def __init__(self):
        near, self.far = socket.socketpair()
        self.transport = paramiko.Transport(near)
        self.transport.active = True
        self.message = None
        self.transport._send_message = self.keep  # pylint: disable=protected-access
        self.transport._send_user_message = self.keep_and_stop

    def keep(self, message):
        self.message = message.asbytes()

    def keep_and_stop(self, message):
        self.keep(message)
        raise Sent

    def sent(self, function, *arguments, **named):
        self.message = None
        try:
            function(*arguments, **named)
        except Sent:
            pass
        return self.message

    def channel(self, peer_number):
        channel = paramiko.Channel(1)
        channel._set_transport(self.transport)
        channel._set_window(2**20, 2**15)
        channel._set_remote_channel(peer_number, 2**20, 2**15)
        return channel

    def close(self):
        self.transport.active = False
        self.transport.sock.close()
        self.far.close()


def kexinit(codec, values):
    """What Paramiko offers, and random offers of AsyncSSH's encoders."""
    peer = Paramiko()
    payload = peer.sent(peer.transport._send_kex_init)
    message = paramiko.Message(payload[17:])
    fields = {"cookie": raw(payload[1:17])}
    for name in LISTS:
        fields[name] = [each for each in message.get_list() if each]
    codec.same("kexinit", payload, {**fields, "first_kex_packet_follows": message.get_boolean(),
                                    "reserved": message.get_int()})
    peer.close()
    for _ in range(ROUNDS):
        cookie, follows = values.random.randbytes(16), values.boolean()
        lists = {name: values.names(0 if name.startswith("languages") else 1) for name in LISTS}
        payload = b"\x14" + cookie + b"".join(
            asyncssh_packet.NameList([n.encode() for n in names]) for names in lists.values()
        ) + asyncssh_packet.Boolean(follows) + asyncssh_packet.UInt32(0)
        codec.same("kexinit", payload, {"cookie": raw(cookie), **lists,
                                        "first_kex_packet_follows": follows, "reserved": 0})


def requests_to_log_in(codec, values):
    """AuthHandler's, each after the service was accepted."""
    key = paramiko.ECDSAKey.generate()
    for _ in range(ROUNDS):
        peer = Paramiko()
        peer.transport.session_id = values.random.randbytes(32)
        user, password, submethods = values.text(1), values.text(), values.name()
        head = {"user_name": raw(user), "service_name": "ssh-connection"}

        def ask(method, **settings):
            handler = AuthHandler(peer.transport)
            handler.auth_method, handler.username = method, user
            for name, value in settings.items():
                setattr(handler, name, value)
            accepted = paramiko.Message()
            accepted.add_string("ssh-userauth")
            accepted.rewind()
            return handler, peer.sent(handler._parse_service_accept, accepted)

        codec.same("userauth_request_none", ask("none")[1], {**head, "method_name": "none"})
        codec.same("userauth_request_password", ask("password", password=password)[1],
                   {**head, "method_name": "password", "change": False,
                    "plaintext_password": raw(password)})
        codec.same("userauth_request_keyboard_interactive",
                   ask("keyboard-interactive", submethods=submethods)[1],
                   {**head, "method_name": "keyboard-interactive", "language_tag": "",
                    "submethods": submethods})
        handler, payload = ask("publickey", private_key=key)
        common = {**head, "method_name": "publickey", "has_signature": True,
                  "public_key_algorithm_name": "ecdsa-sha2-nistp256",
                  "public_key_blob": raw(key.asbytes())}
        length = len(asyncssh_packet.String(key.asbytes()))
        at = payload.index(asyncssh_packet.String(key.asbytes())) + length
        codec.same("userauth_request_publickey", payload,
                   {**common, "signature": raw(payload[at + 4:])})
        signed = handler._get_session_blob(key, "ssh-connection", user, "ecdsa-sha2-nistp256")
        codec.same("signed_data_publickey", signed,
                   {"session_identifier": raw(peer.transport.session_id), "message_number": 50,
                    **common})
        peer.close()


def channels(codec, values):
    """Opening, requests and data, as Transport and Channel send them."""
    peer = Paramiko()
    for _ in range(ROUNDS):
        other, text, data = values.uint32(), values.name(), values.bytes(200) + b"x"
        width, height = values.uint32(), values.uint32()
        channel = peer.channel(other)
        request = {"recipient_channel": other, "want_reply": True}
        cases = (
            ("chanreq_exec", channel.exec_command, (text,), {"request_type": "exec",
                                                             "command": text}),
            ("chanreq_shell", channel.invoke_shell, (), {"request_type": "shell"}),
            ("chanreq_subsystem", channel.invoke_subsystem, (text,),
             {"request_type": "subsystem", "subsystem_name": text}),
            ("chanreq_pty_req", channel.get_pty, (text, width, height, height, width),
             {"request_type": "pty-req", "term": text, "width_columns": width,
              "height_rows": height, "width_pixels": height, "height_pixels": width,
              "encoded_terminal_modes": ""}),
            ("chanreq_env", channel.set_environment_variable, (text, "value"),
             {"request_type": "env", "want_reply": False, "variable_name": text,
              "variable_value": "value"}),
            ("chanreq_exit_status", channel.send_exit_status, (width,),
             {"request_type": "exit-status", "want_reply": False, "exit_status": width}),
        )
        for packet, function, arguments, fields in cases:
            codec.same(packet, peer.sent(function, *arguments), {**request, **fields})
        codec.same("channel_data", peer.sent(channel.send, data),
                   {"recipient_channel": other, "data": raw(data)})
        codec.same("channel_extended_data", peer.sent(channel.send_stderr, data),
                   {"recipient_channel": other, "data_type_code": 1, "data": raw(data)})
        codec.same("channel_eof", channel._send_eof().asbytes(), {"recipient_channel": other})
        opened(codec, values, peer)
    peer.close()


def opened(codec, values, peer):
    """What opens a channel, its own number read back from the bytes."""
    address, port = values.name(), values.random.randrange(65536)
    source, source_port = values.name(), values.random.randrange(65536)
    pair = {"originator_address": source, "originator_port": source_port}
    window, packet_size = 2**21, 2**15
    for packet, kind, ends, fields in (
            ("channel_open_session", "session", (None, None), {}),
            ("channel_open_x11", "x11", (None, (source, source_port)), pair),
            ("channel_open_direct_tcpip", "direct-tcpip", ((address, port), (source, source_port)),
             {"host_to_connect": address, "port_to_connect": port, **pair}),
            ("channel_open_forwarded_tcpip", "forwarded-tcpip",
             ((address, port), (source, source_port)),
             {"connected_address": address, "connected_port": port, **pair})):
        payload = peer.sent(peer.transport.open_channel, kind, *ends, window, packet_size)
        sender = int.from_bytes(payload[5 + len(kind):9 + len(kind)], "big")
        codec.same(packet, payload, {"channel_type": kind, "sender_channel": sender,
                                     "initial_window_size": window,
                                     "maximum_packet_size": packet_size, **fields})


def global_requests(codec, values):
    """Forwards and others."""
    peer = Paramiko()
    for _ in range(ROUNDS):
        address, port = values.name(), values.random.randrange(65536)
        fields = {"want_reply": True, "address_to_bind": address, "port_to_bind": port}
        for packet, name, function in (
                ("global_tcpip_forward", "tcpip-forward", peer.transport.request_port_forward),
                ("global_cancel_tcpip_forward", "cancel-tcpip-forward",
                 peer.transport.cancel_port_forward)):
            codec.same(packet, peer.sent(function, address, port), {"request_name": name, **fields})
        payload = peer.sent(peer.transport.global_request, "keepalive@lag.net", None, False)
        codec.same("global_request", payload, {"request_name": "keepalive@lag.net",
                                               "want_reply": False, "request_data": ""})
    peer.close()


CASES = (primitives, kexinit, requests_to_log_in, channels, global_requests)
