/* Limits that SFTP's packet types share. */
#ifndef SSH2_PACKET_SFTP_SFTP_LIMITS_H
#define SSH2_PACKET_SFTP_SFTP_LIMITS_H

#define SSH2_SFTP_PACKET_MAX_BYTES 262144u /* type and data; OpenSSH's. The draft asks for 34000 */
#define SSH2_SFTP_HANDLE_MAX_BYTES 256u    /* draft-ietf-secsh-filexfer-02, section 6.2 */

#endif
