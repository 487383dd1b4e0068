"""Makes the vectors of host names in known_hosts, of lines before the identification, of scp's
commands and of the address of a server.

Run as: make_hosts.py [FOLDER]
Every verdict and offset is written down or counted here; no parser stands behind them.
"""

from make_text import File, main

KNOWN_HOSTS = "sshd(8), SSH_KNOWN_HOSTS FILE FORMAT"
SCP = "rcp, as OpenSSH has it"


def preamble_faults(f):
    """What any line before the identification can have wrong."""
    def fields(line):
        return {"line": line}

    f.add("usual", "a greeting", "Welcome\r\n", "ok", fields=fields("Welcome"))
    f.add("minimal", "an empty line", "\r\n", "ok", fields=fields(""))
    f.add("maximal", "1024 bytes", "a" * 1022 + "\r\n", "ok", fields=fields("a" * 1022))
    f.add("utf8", "for people to read", "Gr\u00fc\u00dfe\r\n", "ok",
          fields=fields("Gr\u00c3\u00bc\u00c3\u009fe"))
    f.add("carriage_return_inside", "which ends no line", "a\rb\r\n", "ok", fields=fields("a\rb"))
    f.add("almost_an_identification", "small letters", "ssh-2.0-a\r\n", "ok",
          fields=fields("ssh-2.0-a"))
    f.add("line_feed_alone", "as old servers end lines", "Welcome\n", "not_canonical", 7,
          fields("Welcome"))
    f.add("not_utf8", "Latin-1", b"Gr\xfc\xdfe\r\n", "not_canonical", 2, fields("Gr\u00fc\u00dfe"))
    f.add("identification", "which is no line before it", "SSH-2.0-a\r\n", "bad_value", 0)
    f.add("nul", "RFC 4253 has none in these lines", "a\0b\r\n", "bad_value", 1)
    f.add("line_too_long", "1025 bytes", "a" * 1023 + "\r\n", "bad_length", 0)
    f.add("trailing", "a byte of the next line", "Welcome\r\nS", "trailing", 9)
    f.add("empty", "nothing", "", "truncated", 0)


def banner_preamble_line():
    f = File("banner_preamble_line", "text", "RFC 4253, section 4.2")
    preamble_faults(f)
    f.add("line_end_cut_short", "CR alone", "Welcome\r", "truncated", 0)
    f.add("line_cut_short", "no end", "Welcome", "truncated", 0)
    return f


def banner_disconnect_pre_text():
    f = File("banner_disconnect_pre_text", "text", "RFC 4253, section 4.2; OpenSSH")
    preamble_faults(f)
    f.add("openssh", "of a server that is too busy", "Exceeded MaxStartups\r\n", "ok",
          fields={"line": "Exceeded MaxStartups"})
    f.add("no_end", "the connection ends first", "Not allowed", "not_canonical", 11,
          {"line": "Not allowed"})
    f.add("line_end_cut_short", "the connection ends behind CR", "Bye\r", "not_canonical", 4,
          {"line": "Bye"})
    f.add("endless", "1025 bytes and no end", "a" * 1025, "bad_length", 0)
    return f


def host_list_faults(f):
    """What names and patterns can have wrong alike."""
    def fields(text):
        return {"pattern_list": text}

    f.add("usual", "a name and an address", "example.com,192.0.2.1", "ok",
          fields=fields("example.com,192.0.2.1"))
    f.add("minimal", "one byte", "a", "ok", fields=fields("a"))
    f.add("maximal", "256 names", ",".join(["a"] * 256), "ok", fields=fields(",".join(["a"] * 256)))
    f.add("port_and_ipv6", "brackets and colons", "[a]:2222,2001:db8::1", "ok",
          fields=fields("[a]:2222,2001:db8::1"))
    f.add("comma_in_front", "an empty name", ",a", "bad_name_list", 0)
    f.add("comma_at_end", "an empty name", "a,", "bad_name_list", 1)
    f.add("two_commas", "an empty name", "a,,b", "bad_name_list", 2)
    f.add("blank", "the word is over", "a b", "bad_name_list", 1)
    f.add("not_ascii", "a name in UTF-8", "caf\u00e9", "bad_name_list", 3)
    f.add("nul", "not in a name", "a\0", "bad_name_list", 1)
    f.add("hashed", "a name that is not shown", "|1|AA==|AA==", "bad_value", 0)
    f.add("marker", "no name", "@revoked", "bad_value", 0)
    f.add("comment", "no name", "#a", "bad_value", 0)
    f.add("empty", "nothing", "", "truncated", 0)


def known_hosts_plain():
    f = File("known_hosts_plain", "text", KNOWN_HOSTS)
    host_list_faults(f)
    f.add("star", "a pattern", "a,*.b", "bad_value", 2)
    f.add("question_mark", "a pattern", "a?", "bad_value", 1)
    f.add("negation", "a pattern", "a,!b", "bad_value", 2)
    return f


def known_hosts_patterns():
    f = File("known_hosts_patterns", "text", f"{KNOWN_HOSTS}; ssh_config(5), PATTERNS")
    host_list_faults(f)
    for name, text in (("star", "*.example.com"), ("question_mark", "host?"), ("all", "*"),
                       ("negation", "*.example.com,!a.example.com")):
        f.add(name, "a pattern", text, "ok", fields={"pattern_list": text})
    f.add("bare_negation", "of nothing", "a,!", "bad_value", 2)
    f.add("bare_negation_alone", "of nothing", "!", "bad_value", 0)
    return f


def known_hosts_host_port():
    f = File("known_hosts_host_port", "text", KNOWN_HOSTS)

    def fields(host, port):
        return {"host": host, "port": port}

    f.add("usual", "a port of its own", "[example.com]:2222", "ok",
          fields=fields("example.com", 2222))
    f.add("ipv6", "colons inside", "[2001:db8::1]:22", "ok", fields=fields("2001:db8::1", 22))
    f.add("minimal", "one byte and port 0", "[a]:0", "ok", fields=fields("a", 0))
    f.add("maximal", "the last port", f"[{'a' * 255}]:65535", "ok", fields=fields("a" * 255, 65535))
    f.add("zeros", "in front of the port", "[a]:022", "not_canonical", 4, fields("a", 22))
    f.add("port_too_large", "65536", "[a]:65536", "bad_value", 4)
    f.add("port_of_2_64", "does not fit", "[a]:18446744073709551616", "bad_value", 4)
    f.add("port_negative", "a minus", "[a]:-1", "bad_value", 4)
    f.add("port_not_decimal", "a letter behind it", "[a]:22x", "trailing", 6)
    f.add("no_port", "nothing behind the colon", "[a]:", "truncated", 4)
    f.add("no_colon", "nothing behind the bracket", "[a]", "truncated", 3)
    f.add("other_byte", "no colon", "[a];22", "bad_value", 3)
    f.add("no_bracket", "the host does not end", "[a:22", "truncated", 1)
    f.add("no_host", "nothing between the brackets", "[]:22", "bad_value", 1)
    f.add("bracket_inside", "a second one", "[a[b]:22", "bad_value", 2)
    f.add("comma", "would part names", "[a,b]:22", "bad_value", 2)
    f.add("blank", "would part words", "[a b]:22", "bad_value", 2)
    f.add("bare_host", "no bracket in front", "a", "bad_value", 0)
    f.add("bracket_only", "nothing behind it", "[", "truncated", 1)
    f.add("trailing", "the next name", "[a]:22,b", "trailing", 6)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def known_hosts_marker():
    f = File("known_hosts_marker", "text", KNOWN_HOSTS)
    for name, text in (("authority", "@cert-authority"), ("revoked", "@revoked"),
                       ("unknown", "@new"), ("minimal", "@a"), ("maximal", "@" + "a" * 255)):
        f.add(name, "a marker", text, "ok", fields={"marker": text})
    f.add("at_alone", "no name behind it", "@", "bad_value", 0)
    f.add("host", "no marker", "example.com", "bad_value", 0)
    f.add("nul", "not in a word", "@a\0", "bad_value", 2)
    f.add("trailing", "what comes behind it", "@revoked *", "trailing", 8)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def known_hosts_comment():
    f = File("known_hosts_comment", "text", KNOWN_HOSTS)
    for name, comment, text in (
            ("usual", "for people", "# my hosts"), ("minimal", "a blank line", ""),
            ("blanks", "nothing else", " \t "), ("indented", "blanks in front", "  # a"),
            ("sign_alone", "nothing behind it", "#"),
            ("a_key", "put out of use", "#a ssh-ed25519 AAAA"),
            ("carriage_return", "kept too", "# a\r"), ("control", "kept too", "#\0\x1b\x7f"),
            ("maximal", "1024 bytes", "#" * 1024)):
        f.add(name, comment, text, "ok", fields={"comment": text})
    f.add("host", "a line with a key", "a ssh-ed25519 AAAA", "bad_value", 0)
    f.add("host_indented", "blanks do not help", "  a", "bad_value", 2)
    f.add("newline", "the line is over", "# a\n", "bad_value", 3)
    f.add("newline_alone", "the line is over", "\n", "bad_value", 0)
    return f


def scp_command(packet, mode, other):
    f = File(packet, "text", SCP)
    sink = mode == "t"

    def fields(path, *options):
        names = ("verbose", "recursive", "preserve") + (("directory",) if sink else ())
        return {**{name: name in options for name in names}, "path": path}

    letters = "vrpd" if sink else "vrp"
    every = ("verbose", "recursive", "preserve", "directory")
    f.add("usual", "times are kept", f"scp -p{mode} 'a file'", "ok",
          fields=fields("'a file'", "preserve"))
    f.add("minimal", "no option", f"scp -{mode} a", "ok", fields=fields("a"))
    f.add("maximal", "all options", f"scp -{letters}{mode} " + "a" * 600, "ok",
          fields=fields("a" * 600, *every))
    f.add("path_with_minus", "kept from being an option", f"scp -{mode} -- -a", "ok",
          fields=fields("-a"))
    f.add("quoted_path_with_minus", "the shell takes the quotes off", f"scp -{mode} -- '-a'", "ok",
          fields=fields("'-a'"))
    f.add("quoted_minus_alone", "which scp takes for an option: threat O4", f"scp -{mode} '-a'",
          "not_canonical", 7, fields("'-a'"))
    f.add("blank_in_front", "of the path", f"scp -{mode}  a", "ok", fields=fields(" a"))
    f.add("words", "as OpenSSH writes options", f"scp -r -p -{mode} a", "not_canonical", 6,
          fields("a", "recursive", "preserve"))
    f.add("other_order", "of the options", f"scp -{mode}p a", "not_canonical", 5,
          fields("a", "preserve"))
    f.add("twice", "the same option", f"scp -pp{mode} a", "not_canonical", 6,
          fields("a", "preserve"))
    f.add("needless_end", "of the options", f"scp -{mode} -- a", "not_canonical", 7, fields("a"))
    f.add("other_program", "not scp", f"cat -{mode} a", "bad_value", 0)
    f.add("other_mode", "of the other direction", f"scp -{other} a", "bad_value", 5)
    f.add("no_mode", "neither direction", "scp -p a", "bad_value", 7)
    f.add("no_option", "the path at once", "scp a", "bad_value", 4)
    f.add("unknown_option", "of no scp", f"scp -x{mode} a", "bad_value", 5)
    f.add("no_letter", "a minus alone", f"scp - -{mode} a", "bad_value", 5)
    f.add("nul", "would end the command", f"scp -{mode} a\0b", "bad_value", 7)
    if not sink:
        f.add("directory", "of what receives", "scp -df a", "bad_value", 5)
    f.add("no_path", "nothing behind the blank", f"scp -{mode} ", "truncated", 7)
    f.add("no_blank", "the options do not end", f"scp -{mode}", "truncated", 5)
    f.add("minus_only", "nothing behind it", "scp -", "truncated", 5)
    f.add("program_only", "nothing behind it", "scp", "truncated", 3)
    f.add("program_cut_short", "two bytes", "sc", "truncated", 0)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def uri_known_port():
    f = File("uri_known_port", "text",
             "RFC 3986, section 3.2; draft-ietf-secsh-scp-sftp-ssh-uri-04, section 3")

    def fields(host, user="", port=22):
        return {"user": user, "host": host, "port": port}

    f.add("usual", "all parts", "ssh://alice@example.com:2222", "ok",
          fields=fields("example.com", "alice", 2222))
    f.add("minimal", "one byte", "ssh://a", "ok", fields=fields("a"))
    f.add("maximal", "the last port", f"ssh://{'u' * 255}@{'h' * 255}:65535", "ok",
          fields=fields("h" * 255, "u" * 255, 65535))
    f.add("ipv6", "in brackets", "ssh://[2001:db8::1]:1", "ok",
          fields=fields("2001:db8::1", port=1))
    f.add("ipv4", "an address", "ssh://192.0.2.1", "ok", fields=fields("192.0.2.1"))
    f.add("encoded", "an at sign in the user", "ssh://a%40b@h", "ok", fields=fields("h", "a%40b"))
    f.add("known_port", "22 need not be said", "ssh://h:22", "not_canonical", 7, fields("h"))
    f.add("no_port", "nothing behind the colon", "ssh://h:", "not_canonical", 7, fields("h"))
    f.add("port_with_zeros", "in front", "ssh://h:0023", "not_canonical", 8, fields("h", port=23))
    f.add("capitals", "in the scheme", "sSH://h", "not_canonical", 1, fields("h"))
    f.add("port_0", "is none", "ssh://h:0", "bad_value", 8)
    f.add("port_too_large", "65536", "ssh://h:65536", "bad_value", 8)
    f.add("port_name", "no number", "ssh://h:ssh", "bad_value", 8)
    f.add("other_scheme", "not ssh", "sftp://h", "bad_value", 0)
    f.add("control_in_scheme", "whose bits are a slash's but one: found by fuzzing", "ssh:\x0f/d",
          "bad_value", 0)
    f.add("no_scheme", "a host alone", "example.com", "bad_value", 0)
    f.add("no_slashes", "a path", "ssh:host.example", "bad_value", 0)
    f.add("user_of_minus", "an option for some program: CVE-2017-1000117", "ssh://-oa@h",
          "bad_value", 6)
    f.add("host_of_minus", "an option for some program: CVE-2017-1000117", "ssh://-oa",
          "bad_value", 6)
    f.add("password", "would be seen by everyone", "ssh://a:b@h", "bad_value", 7)
    f.add("no_user", "an at sign in front", "ssh://@h", "bad_value", 6)
    f.add("bad_encoding", "no hex digits", "ssh://a%4gb", "trailing", 7)
    f.add("encoding_cut_short", "one hex digit", "ssh://a%4", "trailing", 7)
    f.add("two_at_signs", "one has to be encoded", "ssh://a@b@c", "trailing", 9)
    f.add("blank", "not in a host", "ssh://a b", "trailing", 7)
    f.add("not_ipv6", "a name in brackets", "ssh://[abc]", "bad_value", 7)
    f.add("bracket_open", "does not close", "ssh://[::1", "truncated", 7)
    f.add("no_host", "nothing behind the slashes", "ssh://", "truncated", 6)
    f.add("user_only", "nothing behind the at sign", "ssh://a@", "truncated", 8)
    f.add("scheme_cut_short", "a slash is missing", "ssh:/", "truncated", 0)
    f.add("path", "there is none", "ssh://h/etc", "trailing", 7)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def scp_command_sink():
    return scp_command("scp_command_sink", "t", "f")


def scp_command_source():
    return scp_command("scp_command_source", "f", "t")


MAKERS = (banner_preamble_line, banner_disconnect_pre_text, known_hosts_plain, known_hosts_patterns,
          known_hosts_host_port, known_hosts_marker, known_hosts_comment, scp_command_sink,
          scp_command_source, uri_known_port)

if __name__ == "__main__":
    main(MAKERS)
