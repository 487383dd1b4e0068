#ifndef INTEROP_IMPOSTORS_H
#define INTEROP_IMPOSTORS_H

/* Servers that are no SSH servers, to be given to loopback_serve(). */

void play_silence(int connection);
void play_hang_up(int connection);
void play_http(int connection);

/* Identifies itself as SSH, and then sends what is no packet. */
void play_garbage(int connection);

#endif
