#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdint.h>

/* Seconds: a point in time (mark) or the distance of two (since). */
typedef struct {
    double wall, user, sys;
} meas;

double now(void);
meas mark(void);
meas mark_who(int who); /* of RUSAGE_SELF or RUSAGE_CHILDREN */
meas since(meas a);
void add(meas *a, meas b);

/* A field of /proc/self/status in KiB, or -1. */
long status_kb(const char *field);

/* Remembers what the server's children have cost so far, for json_close(). */
void mark_server(void);

/* One JSON line, piece by piece: open, any of the others, close. */
void json_open(const char *name);
void json_rate(uint64_t bytes, meas m);
void json_meas(const char *prefix, meas m);
void json_close(void);

#endif
