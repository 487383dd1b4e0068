"""Makes the vectors of scp's lines, the identification line and terminal modes.

Run as: make_lines.py [FOLDER]
Every verdict and offset is written down or counted here; no parser stands behind them.
"""

from make_text import File, main

SCP = "rcp, as OpenSSH has it"


def scp_entry_faults(f, tag, size):
    """What a line about a file and one about a directory can have wrong alike."""
    good = f"{tag}0644 {size} "
    f.add("other_tag", "of no line", f"X0644 {size} a\n", "bad_value", 0)
    f.add("empty", "nothing", "", "truncated", 0)
    f.add("tag_only", "nothing behind it", tag, "truncated", 1)
    f.add("mode_cut_short", "three digits", f"{tag}064", "truncated", 1)
    f.add("mode_of_three", "a blank in place of a digit", f"{tag}644 {size} a\n", "bad_value", 1)
    f.add("mode_of_five", "a digit in place of a blank", f"{tag}00644 {size} a\n", "bad_value", 5)
    f.add("mode_not_octal", "an 8", f"{tag}0648 {size} a\n", "bad_value", 1)
    f.add("size_missing", "a name at once", f"{tag}0644 a\n", "bad_value", 6)
    f.add("size_negative", "a minus", f"{tag}0644 -1 a\n", "bad_value", 6)
    f.add("size_cut_short", "nothing behind the mode", f"{tag}0644 ", "truncated", 6)
    f.add("size_of_2_64", "does not fit", f"{tag}0644 18446744073709551616 a\n", "bad_value", 6)
    f.add("two_blanks", "before the size", f"{tag}0644  {size} a\n", "bad_value", 6)
    f.add("no_newline", "the line does not end", f"{good}a", "truncated", len(good))
    f.add("no_name", "a newline at once", f"{good}\n", "bad_value", len(good))
    f.add("dot", "the directory itself", f"{good}.\n", "bad_value", len(good))
    f.add("dot_dot", "the directory above: CVE-2018-20685's kind", f"{good}..\n", "bad_value",
          len(good))
    f.add("slash", "a path", f"{good}../../etc/passwd\n", "bad_value", len(good))
    f.add("nul", "would end the name early", f"{good}a\0b\n", "bad_value", len(good))
    f.add("line_too_long", "2049 bytes", good + "a" * (2048 - len(good)) + "\n", "bad_length", 0)
    f.add("trailing", "the next line's first byte", f"{good}a\nC", "trailing", len(good) + 2)


def scp_control_file():
    f = File("scp_control_file", "text", SCP)

    def fields(mode, size, name):
        return {"mode": mode, "size": str(size), "name": name}

    f.add("usual", "five bytes", "C0644 5 a file\n", "ok", fields=fields(0o644, 5, "a file"))
    f.add("empty_file", "no bytes", "C0000 0 a\n", "ok", fields=fields(0, 0, "a"))
    f.add("largest", "2^63 - 1 bytes, all bits", "C7777 9223372036854775807 a\n", "ok",
          fields=fields(0o7777, 2**63 - 1, "a"))
    f.add("two_dots_in_name", "which is no way out", "C0644 1 ..a\n", "ok",
          fields=fields(0o644, 1, "..a"))
    f.add("longest_line", "2048 bytes", "C0644 1 " + "a" * 2039 + "\n", "ok",
          fields=fields(0o644, 1, "a" * 2039))
    f.add("zeros", "in front of the size", "C0644 007 a\n", "not_canonical", 6,
          fields(0o644, 7, "a"))
    f.add("size_of_2_63", "more than any file has", "C0644 9223372036854775808 a\n", "bad_value", 6)
    scp_entry_faults(f, "C", 1)
    return f


def scp_control_directory():
    f = File("scp_control_directory", "text", SCP)

    def fields(mode, name):
        return {"mode": mode, "name": name}

    f.add("usual", "a name", "D0755 0 src\n", "ok", fields=fields(0o755, "src"))
    f.add("blank_in_name", "which is allowed", "D0755 0 a b\n", "ok", fields=fields(0o755, "a b"))
    f.add("size", "directories have none", "D0755 1 src\n", "bad_value", 6)
    scp_entry_faults(f, "D", 0)
    return f


def scp_control_time():
    f = File("scp_control_time", "text", SCP)

    def fields(mtime, mtime_usec, atime, atime_usec):
        return {"mtime": str(mtime), "mtime_usec": mtime_usec, "atime": str(atime),
                "atime_usec": atime_usec}

    f.add("usual", "whole seconds", "T1700000000 0 1700000001 0\n", "ok",
          fields=fields(1700000000, 0, 1700000001, 0))
    f.add("largest", "everything", "T9223372036854775807 999999 9223372036854775807 999999\n", "ok",
          fields=fields(2**63 - 1, 999999, 2**63 - 1, 999999))
    f.add("zeros", "of a program that pads", "T1 000000 2 0\n", "not_canonical", 3,
          fields(1, 0, 2, 0))
    f.add("microseconds_of_a_second", "1000000", "T1 1000000 2 0\n", "bad_value", 3)
    f.add("atime_microseconds_of_a_second", "1000000", "T1 0 2 1000000\n", "bad_value", 7)
    f.add("time_of_2_63", "does not fit", "T9223372036854775808 0 2 0\n", "bad_value", 1)
    f.add("negative", "before 1970", "T-1 0 2 0\n", "bad_value", 1)
    f.add("no_atime", "two numbers", "T1 0\n", "bad_value", 4)
    f.add("no_newline", "the line does not end", "T1 0 2 0", "truncated", 8)
    f.add("tag_only", "nothing behind it", "T", "truncated", 1)
    f.add("other_tag", "of another line", "C1 0 2 0\n", "bad_value", 0)
    f.add("fifth_number", "one too many", "T1 0 2 0 3\n", "bad_value", 8)
    f.add("trailing", "a byte behind the line", "T1 0 2 0\nC", "trailing", 9)
    f.add("empty", "nothing", "", "truncated", 0)
    return f


def scp_status(packet, status, other):
    f = File(packet, "text", SCP)
    f.add("usual", "a message", status + "scp: a: No such file\n", "ok",
          fields={"message": "scp: a: No such file"})
    f.add("no_message", "an empty line", status + "\n", "ok", fields={"message": ""})
    f.add("not_text", "for whoever shows it", status + "\x1b[2J\n", "ok",
          fields={"message": "\x1b[2J"})
    f.add("longest", "2048 bytes", status + "a" * 2046 + "\n", "ok", fields={"message": "a" * 2046})
    f.add("too_long", "2049 bytes", status + "a" * 2047 + "\n", "bad_length", 0)
    f.add("no_newline", "the line does not end", status + "scp", "truncated", 1)
    f.add("other_status", "of another line", other + "scp\n", "bad_value", 0)
    f.add("empty", "nothing", "", "truncated", 0)
    f.add("trailing", "a byte behind the line", status + "scp\n" + status, "trailing", 5)
    return f


def banner_line():
    f = File("banner_line", "text", "RFC 4253, section 4.2")

    def fields(version, comments="", protoversion="2.0"):
        return {"protoversion": protoversion, "softwareversion": version, "comments": comments}

    f.add("usual", "no comment", "SSH-2.0-server_1.0\r\n", "ok", fields=fields("server_1.0"))
    f.add("comments", "two words", "SSH-2.0-a b c\r\n", "ok", fields=fields("a", "b c"))
    f.add("both_protocols", "section 5.1", "SSH-1.99-a\r\n", "ok",
          fields=fields("a", protoversion="1.99"))
    f.add("longest", "255 bytes", f"SSH-2.0-{'a' * 245}\r\n", "ok", fields=fields("a" * 245))
    f.add("lf_alone", "section 4.2 lets old ones", "SSH-2.0-a\n", "not_canonical", 9, fields("a"))
    f.add("minus", "in softwareversion", "SSH-2.0-a-1\r\n", "not_canonical", 8, fields("a-1"))
    f.add("blank_and_no_comment", "a blank at the end", "SSH-2.0-a \r\n", "not_canonical", 9,
          fields("a"))
    f.add("too_long", "256 bytes", f"SSH-2.0-{'a' * 246}\r\n", "bad_length", 0)
    f.add("lf_alone_longest", "254 bytes, 255 with CR", f"SSH-2.0-{'a' * 245}\n", "not_canonical", 253,
          fields("a" * 245))
    f.add("lf_alone_too_long", "255 bytes: with CR one too many", f"SSH-2.0-{'a' * 246}\n",
          "bad_length", 0)
    f.add("protocol_1", "an end of support", "SSH-1.5-a\r\n", "bad_value", 4)
    f.add("protocol_2_1", "does not exist", "SSH-2.1-a\r\n", "bad_value", 4)
    f.add("lower_case", "not the prefix", "ssh-2.0-a\r\n", "bad_value", 0)
    f.add("other_protocol", "a greeting of FTP", "220 ready\r\n", "bad_value", 0)
    f.add("no_version", "a line end at once", "SSH-2.0-\r\n", "bad_value", 8)
    f.add("no_second_minus", "a version alone", "SSH-2.0\r\n", "truncated", 4)
    f.add("nul", "section 4.2 forbids it", "SSH-2.0-a\0\r\n", "bad_value", 9)
    f.add("nul_in_comments", "section 4.2 forbids it", "SSH-2.0-a b\0\r\n", "bad_value", 11)
    f.add("not_ascii", "a letter of Latin 1", b"SSH-2.0-\xe9\r\n", "bad_value", 8)
    f.add("cr_alone", "a CR without its LF", "SSH-2.0-a\rb\r\n", "bad_value", 9)
    f.add("no_line_end", "the line goes on", "SSH-2.0-a", "truncated", 9)
    f.add("cr_at_the_end", "its LF is to come", "SSH-2.0-a\r", "truncated", 9)
    f.add("prefix_cut_short", "two bytes", "SS", "truncated", 0)
    f.add("empty", "nothing", "", "truncated", 0)
    f.add("trailing", "the first packet", "SSH-2.0-a\r\n\0", "trailing", 11)
    return f


def pty_modes():
    f = File("pty_modes", "connection", "RFC 4254, section 8")
    echo = {"opcode": 53, "argument": 1}
    speed = {"opcode": 128, "argument": 38400}
    end = {"hex": "00"}
    f.add("none", "the end at once", b"\0", "ok", fields={"modes": [], "end": end})
    f.add("two", "ECHO and the input speed", b"\x35\0\0\0\1\x80\0\0\x96\0\0", "ok",
          fields={"modes": [echo, speed], "end": end})
    f.add("last_opcode", "159 has an argument", b"\x9f\0\0\0\0\0", "ok",
          fields={"modes": [{"opcode": 159, "argument": 0}], "end": end})
    f.add("opcode_160", "ends what can be parsed", b"\x35\0\0\0\1\xa0\1", "ok",
          fields={"modes": [echo], "end": {"hex": "a001"}})
    f.add("bytes_behind_the_end", "nobody has to look at them", b"\0\x35", "ok",
          fields={"modes": [], "end": {"hex": "0035"}})
    f.add("no_end", "some leave it out", b"\x35\0\0\0\1", "not_canonical", 5,
          {"modes": [echo], "end": ""})
    f.add("empty", "not even the end", b"", "not_canonical", 0, {"modes": [], "end": ""})
    f.add("argument_cut_short", "three bytes of four", b"\x35\0\0\0", "truncated", 1)
    f.add("no_argument", "an opcode alone", b"\x35", "truncated", 1)
    return f


def scp_status_warning():
    return scp_status("scp_status_warning", "\1", "\2")


def scp_status_error():
    return scp_status("scp_status_error", "\2", "\1")


MAKERS = (scp_control_file, scp_control_directory, scp_control_time, scp_status_warning,
          scp_status_error, banner_line, pty_modes)

if __name__ == "__main__":
    main(MAKERS)
