/* A key's fingerprint as RFC 4716, section 4, has it: the MD5 of the blob as 16 bytes in hex with
 * colons. OpenSSH puts "MD5:" in front, which is not canonical. Only to be compared with old notes.
 * */
#ifndef SSH2_PACKET_KEY_FINGERPRINT_MD5_H
#define SSH2_PACKET_KEY_FINGERPRINT_MD5_H

#include "src/packet/packet.h"

#define SSH2_FINGERPRINT_MD5_BYTES 47u /* 16 times two digits, 15 colons */

#define SSH2_FINGERPRINT_MD5_FIELDS(FIELD) \
    FIELD(BYTES, text, SSH2_SIZE(SSH2_FINGERPRINT_MD5_BYTES)) /* lower case, no prefix */
SSH2_HANDWRITTEN_PACKET(fingerprint_md5, SSH2_FINGERPRINT_MD5_FIELDS)

#endif
