/* Which side of a connection we are. */
#ifndef SSH2_PROTOCOL_ROLE_H
#define SSH2_PROTOCOL_ROLE_H

enum ssh2_role { SSH2_CLIENT, SSH2_SERVER };

#endif
