"""Deliberate faults for mutations.py: file, the text that is right, what stands there instead, and
what is wrong with it."""

from collections import namedtuple

Fault = namedtuple("Fault", "name file old new why")

READER = "src/wire/reader.c"
WRITER = "src/wire/writer.c"
TEXT = "src/wire/text.c"
ENGINE = "src/wire/packet.c"
ELEMENTS = "src/wire/elements.c"

FAULTS = [
    # The reader.
    Fault("read_one_too_many", READER, "if (count > r->len - r->pos) /*", "if (count > r->len - r->pos + 1) /*",
          "a read may pass the end by one byte"),
    Fault("read_last_byte_refused", READER, "if (count > r->len - r->pos) /*", "if (count >= r->len - r->pos) /*",
          "the last byte of a packet cannot be read"),
    Fault("read_unbounded", READER, "    if (count > r->len - r->pos) /* pos <= len: this never wraps */\n"
          "        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);\n", "", "no bound at all"),
    Fault("read_after_failure", READER, "    if (r->status != SSH2_OK || count == 0)\n        return none;",
          "    if (count == 0)\n        return none;", "a failed reader reads on"),
    Fault("refuse_last_wins", READER, "    if (r->status != SSH2_OK)\n        return;\n    r->status = status;",
          "    r->status = status;", "the last failure is told, not the first"),
    Fault("deviate_last_wins", READER, "if (r->status != SSH2_OK || r->deviates)", "if (r->status != SSH2_OK)",
          "the last deviation is told, not the first"),
    Fault("deviate_forgotten", READER, "    r->deviates = true;\n", "", "deviations are forgotten"),
    Fault("boolean_from_three", READER, "if (value > 1)", "if (value > 2)", "a boolean of 2 is canonical"),
    Fault("boolean_only_one", READER, "return value != 0;", "return value == 1;",
          "a boolean above 1 is read as false"),
    Fault("uint32_little_endian", READER, "big_endian(v.data) : 0;",
          "__builtin_bswap32(big_endian(v.data)) : 0;", "numbers are read little-endian"),
    Fault("uint64_seven_bytes", READER, "big_endian(v.data) << 32 | big_endian(v.data + 4)",
          "big_endian(v.data) << 32 | big_endian(v.data + 4) >> 8", "the last byte of a uint64 is left out"),
    Fault("string_moves_when_cut", READER, "        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);\n        return none;\n    }\n"
          "    r->pos = ahead.pos;", "        ssh2_refuse(r, SSH2_TRUNCATED, ahead.pos);\n        return none;\n    }\n"
          "    r->pos = ahead.pos;", "a cut string is blamed behind its length"),
    Fault("mpint_negative", READER, "    if (content.len > 0 && content.data[0] >= 0x80)\n"
          "        return give_up(r, start, SSH2_NEGATIVE, start + 4);\n", "", "negative numbers are read as positive"),
    Fault("mpint_zeros", READER, "if (content.len > magnitude.len + sign)", "if (content.len > magnitude.len + 1)",
          "one needless zero in front of a number is canonical"),
    Fault("name_list_unchecked", READER, "        return give_up(r, start, SSH2_BAD_NAME_LIST, r->pos - view.len + bad);",
          "        return view;", "names hold what they like"),
    Fault("trailing_unchecked", READER, "    if (r->pos < r->len)\n        ssh2_refuse(r, SSH2_TRAILING, r->pos);\n", "",
          "bytes behind the packet are ignored"),
    Fault("trailing_one_allowed", READER, "    if (r->pos < r->len)\n", "    if (r->pos + 1 < r->len)\n",
          "one byte behind the packet is ignored"),
    Fault("deviation_offset", READER, "        verdict.offset = r->deviation;\n", "",
          "what is not canonical is not said where"),
    # The text of strings.
    Fault("name_list_end", TEXT, "return text.len > 0 && !in_name ? text.len - 1 : text.len;", "return text.len;",
          "a comma may end a name-list"),
    Fault("name_list_blank", TEXT, "if (c <= 0x20 ||", "if (c < 0x20 ||", "names may hold blanks"),
    Fault("name_list_delete", TEXT, "c >= 0x7f ||", "c > 0x7f ||", "names may hold DEL"),
    Fault("utf8_surrogates", TEXT, "first == 0xed ? 0x9f : first", "first", "surrogates are UTF-8"),
    Fault("utf8_overlong", TEXT, "if (first >= 0xc2 &&", "if (first >= 0xc0 &&", "overlong sequences of two bytes are UTF-8"),
    Fault("utf8_beyond", TEXT, "first == 0xf4 ? 0x8f : 0xbf", "0xbf", "numbers above U+10FFFF are UTF-8"),
    Fault("utf8_cut", TEXT, "if (len == 0 || len > text.len)", "if (len == 0)", "a cut sequence is read past the end"),
    Fault("trim_all_but_one", TEXT, "while (zeros < number.len && number", "while (zeros + 1 < number.len && number",
          "zero keeps a byte"),
    # The writer.
    Fault("write_one_too_many", WRITER, "count > room - head)", "count > room - head + 1)",
          "a write may pass the end by one byte"),
    Fault("write_status_forgotten", WRITER, "        w->status = SSH2_NO_SPACE;\n    return w->status == SSH2_OK;",
          "        return false;\n    return w->status == SSH2_OK;", "who wrote too much is not told"),
    Fault("write_string_in_part", WRITER, "    if (!make_room(w, 4, bytes.len)) /*", "    if (!make_room(w, 4, 0)) /*",
          "a length is written without room for its bytes"),
    Fault("write_uint64_order", WRITER, "    store_big_endian(b, (uint32_t)(value >> 32));\n"
          "    store_big_endian(b + 4, (uint32_t)(value & UINT32_MAX));",
          "    store_big_endian(b + 4, (uint32_t)(value >> 32));\n"
          "    store_big_endian(b, (uint32_t)(value & UINT32_MAX));", "the halves of a uint64 have changed places"),
    Fault("write_mpint_sign", WRITER, "size_t sign = number.len > 0 && number.data[0] >= 0x80 ? 1 : 0;",
          "size_t sign = number.len > 0 && number.data[0] > 0x80 ? 1 : 0;", "0x80 in front makes a number negative"),
    # The engine.
    Fault("range_open_above", ENGINE, "(field->max == 0 || value <= field->max)", "true", "integers have no upper limit"),
    Fault("range_low_off_by_one", ENGINE, "value >= field->min &&", "value + 1 >= field->min &&",
          "an integer one below its range is taken"),
    Fault("length_high_off_by_one", ENGINE, "view.len > field->max)", "view.len > field->max + 1)",
          "a string one byte longer than allowed is taken"),
    Fault("length_low_ignored", ENGINE, "if (view.len < field->min ||", "if (", "a string may be too short"),
    Fault("constant_unchecked", ENGINE, "if (field->constant.data != NULL && !ssh2_bytes_equal(view, field->constant))",
          "if (false)", "a constant string may be any other"),
    Fault("number_unchecked", ENGINE,
          "if (type->number != SSH2_NO_NUMBER && ssh2_read_byte(r) != type->number)",
          "if (type->number != SSH2_NO_NUMBER && ssh2_read_byte(r) == 0)", "another message is taken for this one"),
    Fault("out_left_dirty", ENGINE, "    if (r->status != SSH2_OK)\n        clear(type, out);\n}\n\nstruct ssh2_verdict",
          "}\n\nstruct ssh2_verdict", "a refused packet leaves its fields"),
    Fault("content_trailing", ENGINE, "    else if (verdict.status != SSH2_OK)\n        ssh2_refuse(r, verdict.status, start + verdict.offset);",
          "    else if (verdict.status != SSH2_OK && verdict.status != SSH2_TRAILING)\n"
          "        ssh2_refuse(r, verdict.status, start + verdict.offset);", "a string may hold more than its content"),
    Fault("content_deviation_lost", ENGINE, "        ssh2_deviate(r, start + verdict.offset);\n    else if", "        ;\n    else if",
          "a deviation inside a string is lost"),
    Fault("missing_is_canonical", ENGINE, "    if (missing)\n        ssh2_deviate(r, r->pos);\n", "",
          "a packet without its last field is canonical"),
    Fault("selector_unwritten", ENGINE, "        ssh2_walk_past(walk, field, value);\n        write_integer",
          "        write_integer", "the writer does not look at the flags"),
    Fault("fixed_from_struct", ENGINE, "uint64_t value = field->fixed ? field->value : ssh2_load_integer(field->kind, member);",
          "uint64_t value = ssh2_load_integer(field->kind, member);", "the writer takes constants from the struct"),
    Fault("tolerated_kept", ENGINE, "return field->fixed ? field->value : value;", "return value;",
          "a tolerated value is not read as the right one"),
    Fault("count_unbounded", ELEMENTS, "    if (counted && count > r->len - r->pos)\n        ssh2_refuse(r, SSH2_TRUNCATED, r->pos);\n", "",
          "a count is not held against what is left"),
    Fault("count_one_less", ELEMENTS, "(counted ? i < count :", "(counted ? i + 1 < count :",
          "the last element is not looked at"),
    # Packet types.
    Fault("fields_swapped", "src/packet/connection/channel_extended_data.h",
          "    FIELD(UINT32, recipient_channel)                                                               \\\n"
          "    FIELD(UINT32, data_type_code)",
          "    FIELD(UINT32, data_type_code)                                                               \\\n"
          "    FIELD(UINT32, recipient_channel)", "two fields have changed places"),
    Fault("wrong_kind", "src/packet/userauth/userauth_failure.h", "FIELD(BOOLEAN, partial_success)",
          "FIELD(BYTE, partial_success)", "a boolean is a byte"),
    Fault("wrong_number", "src/packet/connection/channel_window_adjust.h", "SSH_MSG_CHANNEL_WINDOW_ADJUST,",
          "SSH_MSG_CHANNEL_DATA,", "a packet type has another's number"),
    Fault("wrong_flag", "src/packet/sftp/sftp_attrs.h", "#define SSH_FILEXFER_ATTR_PERMISSIONS 0x00000004u",
          "#define SSH_FILEXFER_ATTR_PERMISSIONS 0x00000010u", "a flag has another bit"),
    Fault("wrong_word", "src/packet/connection/chanreq_exit_status.h", 'SSH2_IS("exit-status")', 'SSH2_IS("exit_status")',
          "a request has another name"),
    Fault("limit_raised", "src/packet/userauth/userauth_info_request.h", "SSH2_USERAUTH_PROMPTS_MAX_COUNT 100u",
          "SSH2_USERAUTH_PROMPTS_MAX_COUNT 101u", "one prompt too many is taken"),
    Fault("tolerance_lost", "src/packet/connection/chanreq_exit_signal.h", "SSH2_SHOULD_BE(false)", "SSH2_IS_NUMBER(false)",
          "what should be tolerated is refused"),
    Fault("utf8_unchecked", "src/packet/userauth/userauth_passwd_changereq.h", "FIELD(UTF8, prompt)", "FIELD(STRING, prompt)",
          "text for people is not looked at"),
    Fault("modes_bound", "src/packet/connection/pty_modes.c", "<= SSH_TTY_OP_LAST_WITH_ARGUMENT", "< SSH_TTY_OP_LAST_WITH_ARGUMENT",
          "the last opcode with an argument has none"),
    Fault("base64_unused_bits", "src/packet/text/base64.c", "    if ((group->bits & unused) != 0)\n        return SSH2_BAD_VALUE;\n", "",
          "two texts stand for the same bytes"),
    Fault("padding_too_short", "src/packet/transport/packet_plain.c", "padding_length >= SSH2_PADDING_MIN_BYTES &&", "",
          "a packet may have no padding"),
    Fault("padding_too_long", "src/packet/transport/packet_plain.c", "padding_length < packet_length - PADDING_LENGTH_BYTES",
          "padding_length <= packet_length", "padding may reach behind the packet"),
    Fault("pem_label", "src/packet/file/pem_container.c", "    if (!ssh2_bytes_equal(read_label(r, end), container.label))\n",
          "    if (read_label(r, end).len == 0)\n", "a PEM file may end under another name"),
    Fault("line_control", "src/packet/text/words.c", "return c < 0x20 || c == 0x7f;", "return c < 0x20;",
          "a word may hold DEL"),
]
