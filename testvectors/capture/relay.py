"""Stands between two programs and writes down what each says.

Run as: relay.py LOG COMMAND...    relays this program's input and output to COMMAND's
A line of LOG is "c" or "s", for who said it, and hex.
"""

import os
import socket
import subprocess
import sys
import threading


class Log:
    def __init__(self, path):
        self.file = open(path, "a", encoding="ascii")
        self.lock = threading.Lock()

    def write(self, who, data):
        with self.lock:
            self.file.write(f"{who} {data.hex()}\n")
            self.file.flush()


def pump(read, write, close, say):
    """Relays until the end of what read gives."""
    while data := read():
        say(data)
        write(data)
    close()


def relay_command(log, command):
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    threading.Thread(target=pump, daemon=True, args=(
        lambda: os.read(0, 65536), child.stdin.write, child.stdin.close,
        lambda data: log.write("c", data))).start()
    pump(lambda: child.stdout.read(65536), lambda data: os.write(1, data), lambda: None,
         lambda data: log.write("s", data))
    return child.wait()


def serve(listener, connect, path):
    """Relays every connection to listener to one of its own; ends when listener is closed."""
    log = Log(path)

    def side(who, near, far):
        try:
            pump(lambda: near.recv(65536), far.sendall, lambda: far.shutdown(socket.SHUT_WR),
                 lambda data: log.write(who, data))
        except OSError:
            pass

    def accept():
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = connect()
            for arguments in (("c", near, far), ("s", far, near)):
                threading.Thread(target=side, daemon=True, args=arguments).start()

    threading.Thread(target=accept, daemon=True).start()


def packets(path):
    """Who said it and the packet, of a log of packets with a uint32 length in front."""
    waiting = {"c": b"", "s": b""}
    for line in open(path, encoding="ascii"):
        who, data = line.split()
        waiting[who] += bytes.fromhex(data)
        while len(waiting[who]) >= 4:
            length = int.from_bytes(waiting[who][:4], "big")
            if len(waiting[who]) < 4 + length:
                break
            yield who, waiting[who][4:4 + length]
            waiting[who] = waiting[who][4 + length:]


if __name__ == "__main__":
    sys.exit(relay_command(Log(sys.argv[1]), sys.argv[2:]))
