/* A failure (102) as some old agents say it. */
#ifndef SSH2_PACKET_AGENT_AGENT_FAILURE_SSHCOM_LEGACY_H
#define SSH2_PACKET_AGENT_AGENT_FAILURE_SSHCOM_LEGACY_H

#include "src/packet/packet.h"

SSH2_EMPTY_PACKET(agent_failure_sshcom_legacy, SSH_AGENT_FAILURE_SSHCOM_LEGACY)

#endif
