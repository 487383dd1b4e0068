"""Captures payloads of OpenSSH's ssh and sshd. Paramiko, at the other end, knows the keys."""

import pathlib
import socket
import subprocess
import threading
import time

import paramiko

LAYERS = ("transport", "userauth", "connection")
METHODS = {"curve25519-sha256@libssh.org": ("kex_ecdh", "curve25519"),
           "ecdh-sha2-nistp256": ("kex_ecdh", "nistp256"),
           "ecdh-sha2-nistp384": ("kex_ecdh", "nistp384"),
           "ecdh-sha2-nistp521": ("kex_ecdh", "nistp521"),
           "diffie-hellman-group14-sha256": ("kexdh", None),
           "diffie-hellman-group16-sha512": ("kexdh", None),
           "diffie-hellman-group-exchange-sha256": ("kex_dh_gex", None)}


class Ear:
    """Hears what Paramiko receives."""

    def __init__(self, recorder, source):
        self.recorder, self.source, self.method = recorder, source, None

    def hear(self, payload, role):
        number = payload[0]
        if number == 20:
            self.recorder.add("kexinit", self.source, payload)
        elif number == 21:
            self.recorder.add("newkeys", self.source, payload)
        elif 30 <= number <= 34:
            self.key_exchange(payload)
        elif number == 60:
            self.recorder.add(role, self.source, payload)
        else:
            self.recorder.sort(LAYERS, self.source, payload)

    def key_exchange(self, payload):
        family, curve = METHODS[self.method]
        names = {"kex_ecdh": {30: f"kex_ecdh_init_{curve}", 31: f"kex_ecdh_reply_{curve}"},
                 "kexdh": {30: "kexdh_init", 31: "kexdh_reply"},
                 "kex_dh_gex": {31: "kex_dh_gex_group", 32: "kex_dh_gex_init",
                                33: "kex_dh_gex_reply", 34: "kex_dh_gex_request"}}
        self.recorder.add(names[family][payload[0]], self.source, payload)


def listen(transport, ear, role=None):
    """Lets ear hear what transport receives."""
    read = transport.packetizer.read_message

    def read_message():
        number, message = read()
        ear.hear(bytes([number]) + message.asbytes(), role)
        return number, message

    transport.packetizer.read_message = read_message


def only(transport, method):
    transport._preferred_kex = (method,)  # pylint: disable=protected-access


class Server(paramiko.ServerInterface):
    """Lets everybody do everything."""

    def get_allowed_auths(self, username):
        return "publickey,keyboard-interactive,password"

    def check_auth_none(self, username):
        return paramiko.AUTH_FAILED

    def check_auth_publickey(self, username, key):
        return paramiko.AUTH_SUCCESSFUL if username == "alice" else paramiko.AUTH_FAILED

    def check_auth_interactive(self, username, submethods):
        return paramiko.server.InteractiveQuery("Questions", "two of them", ("One: ", False),
                                                ("Two: ", True))

    def check_auth_interactive_response(self, responses):
        return paramiko.AUTH_FAILED

    def check_auth_password(self, username, password):
        return paramiko.AUTH_SUCCESSFUL

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED

    def check_channel_direct_tcpip_request(self, chanid, origin, destination):
        return paramiko.OPEN_FAILED_ADMINISTRATIVELY_PROHIBITED

    def check_port_forward_request(self, address, port):
        return port or 2222

    def cancel_port_forward_request(self, address, port):
        pass

    def check_channel_pty_request(self, *_):
        return True

    def check_channel_env_request(self, *_):
        return True

    def check_channel_x11_request(self, *_):
        return True

    def check_channel_forward_agent_request(self, *_):
        return True

    def check_channel_shell_request(self, channel):
        return self.run(channel)

    def check_channel_exec_request(self, channel, command):
        return self.run(channel)

    def check_channel_subsystem_request(self, channel, name):
        return self.run(channel)

    @staticmethod
    def run(channel):
        def answer():
            time.sleep(0.3)
            channel.sendall(b"out\n")
            channel.sendall_stderr(b"err\n")
            channel.send_exit_status(3)
            channel.close()

        threading.Thread(target=answer, daemon=True).start()
        return True


def ssh(ear, folder, method, *arguments, user="alice", environment=None):
    """OpenSSH's client against Paramiko's server."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def serve():
        connection, _ = listener.accept()
        transport = paramiko.Transport(connection)
        transport.add_server_key(paramiko.RSAKey(filename=str(folder / "rsa")))
        only(transport, method)
        ear.method = method
        listen(transport, ear)
        try:
            transport.start_server(server=Server())
        except (paramiko.SSHException, EOFError):
            pass

    threading.Thread(target=serve, daemon=True).start()
    subprocess.run(["ssh", "-F", "none", "-p", str(port), "-o", "StrictHostKeyChecking=no", "-o",
                    "UserKnownHostsFile=/dev/null", "-o", "IdentitiesOnly=yes", "-o",
                    "SetEnv=LC_TEST=1", *arguments, f"{user}@127.0.0.1", "uname -a"],
                   input=b"text\n", capture_output=True, timeout=30, check=False, cwd=folder,
                   env=environment)
    listener.close()


def sshd(ear, folder, method, use):
    """Paramiko's client against OpenSSH's server, started for one connection."""
    pathlib.Path("/run/sshd").mkdir(exist_ok=True)
    near, far = socket.socketpair()
    process = subprocess.Popen(
        ["/usr/sbin/sshd", "-i", "-e", "-f", "/dev/null", "-h", str(folder / "ed25519"), "-o",
         f"AuthorizedKeysFile={folder}/ed25519.pub", "-o", "StrictModes=no", "-o",
         "PermitRootLogin=yes", "-o", "UsePAM=no", "-o", f"Banner={folder}/file", "-o",
         f"KexAlgorithms=+{method}"],
        stdin=far, stdout=far, stderr=subprocess.DEVNULL)
    far.close()
    transport = paramiko.Transport(near)
    only(transport, method)
    ear.method = method
    listen(transport, ear, "userauth_pk_ok")
    try:
        transport.start_client(timeout=20)
        use(transport, folder)
    except (paramiko.SSHException, EOFError):
        pass
    transport.close()
    process.terminate()
    process.wait()


def log_in_and_run(transport, folder):
    try:
        transport.auth_none("root")
    except paramiko.SSHException:
        pass
    transport.auth_publickey("root", paramiko.Ed25519Key(filename=str(folder / "ed25519")))
    port = transport.request_port_forward("127.0.0.1", 0)
    threading.Timer(0.2, lambda: socket.create_connection(("127.0.0.1", port)).close()).start()
    transport.accept(2)
    transport.cancel_port_forward("127.0.0.1", port)
    for command in ("echo out; echo err >&2; exit 3", "kill -TERM $$", "head -c 300 /dev/zero"):
        channel = transport.open_session()
        channel.exec_command(command)
        channel.recv_exit_status()
        channel.close()
    channel = transport.open_session()
    try:
        channel.invoke_subsystem("no such thing")
    except paramiko.SSHException:
        pass
    try:
        transport.open_channel("direct-tcpip", ("127.0.0.1", 1), ("127.0.0.1", 1))
    except paramiko.SSHException:
        pass


def capture(recorder, folder, source):
    ear = Ear(recorder, source)
    paramiko.Transport.load_server_moduli("/etc/ssh/moduli")
    for method in METHODS:
        ssh(ear, folder, method, "-i", "rsa")
        sshd(ear, folder, method, lambda transport, folder: None)
    method = "curve25519-sha256@libssh.org"
    sshd(ear, folder, method, log_in_and_run)
    ask = {"SSH_ASKPASS": str(folder / "ask.sh"), "SSH_ASKPASS_REQUIRE": "force",
           "HOME": str(folder), "PATH": "/usr/bin:/bin", "DISPLAY": ":1", "SSH_AUTH_SOCK": str(folder / "none")}
    ssh(ear, folder, method, "-i", "ed25519", "-tt", "-A", "-X", "-R", "2222:localhost:1", "-R",
        "/tmp/none:localhost:1", environment=ask)
    ssh(ear, folder, method, "-i", "ecdsa256", "-s", environment=ask)
    ssh(ear, folder, method, "-W", "example.com:80", "-i", "rsa", environment=ask)
    ssh(ear, folder, method, "-o", "PubkeyAuthentication=no", user="bob", environment=ask)
