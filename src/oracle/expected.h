/* What ssh2_scenario_run() notes with an honest peer. The sums were computed apart from this code. */
#ifndef SSH2_ORACLE_EXPECTED_H
#define SSH2_ORACLE_EXPECTED_H

#define SSH2_EXPECTED_HANDSHAKE \
    "host key of type 6, 51 bytes; curve25519-sha256, chacha20-poly1305@openssh.com\n"

#define SSH2_EXPECTED_LOGIN                             \
    "methods: publickey,password; banner: Be welcome.\r\n" \
    "logged in: 1\n"

#define SSH2_EXPECTED_COMMANDS                                                           \
    "echo hello: output 5 4f9f2cab, errors 0 811c9dc5, status 0 (1), signal none\n"     \
    "complain loudly: output 0 811c9dc5, errors 6 65d59c1e, status 0 (1), signal none\n" \
    "exit 3: output 0 811c9dc5, errors 0 811c9dc5, status 3 (1), signal none\n"         \
    "die KILL: output 0 811c9dc5, errors 0 811c9dc5, status 0 (0), signal KILL\n"       \
    "bytes 100000: output 100000 231e0fa5, errors 0 811c9dc5, status 0 (1), signal none\n" \
    "cat: output 70000 032db8be, errors 0 811c9dc5, status 0 (1), signal none\n"

#define SSH2_EXPECTED_TRANSFERS                                             \
    "put 100000 bytes to new\n"                                             \
    "got 100000 bytes of new, 100000 of them right\n"                       \
    "got 200000 bytes of /home/somebody/pattern, 200000 of them right\n"    \
    "folder has 102 names, e0f02aba\n"                                      \
    "link: 13 bytes, mode 100644\n"

#define SSH2_EXPECTED_COPIES                                                                  \
    "scp put 70000 bytes to it's a \"copy\" for $5!, status 0\n"                             \
    "scp got 70000 bytes of it's a \"copy\" for $5!, 70000 of them right, mode 640, "         \
    "times 1234567890 1234567891\n"                                                           \
    "scp got 200000 bytes of /home/somebody/pattern, 200000 of them right, mode 644, "        \
    "times 1000000000 1000000000\n"

#define SSH2_EXPECTED_KEYS                                           \
    "0 keys\n"                                                       \
    "2 keys\n"                                                       \
    "ssh-ed25519, 4 bytes\n"                                         \
    "ssh-rsa, 20000 bytes; from: 192.0.2.1; comment: a key\n"        \
    "1 keys\n"                                                       \
    "ssh-rsa, 20000 bytes; from: 192.0.2.1; comment: a key\n"

#define SSH2_EXPECTED_END "disconnected: 0, reason 11\n"

/* All that does not depend on the algorithms. */
#define SSH2_EXPECTED_AFTER_HANDSHAKE \
    SSH2_EXPECTED_LOGIN SSH2_EXPECTED_COMMANDS SSH2_EXPECTED_TRANSFERS SSH2_EXPECTED_COPIES \
    SSH2_EXPECTED_KEYS SSH2_EXPECTED_END

#endif
