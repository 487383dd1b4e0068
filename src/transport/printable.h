/* Text that people read and peers may have written. */
#ifndef SSH2_TRANSPORT_PRINTABLE_H
#define SSH2_TRANSPORT_PRINTABLE_H

/* Bytes that a terminal would act upon, and all that is not US-ASCII, become '?': threat A14. */
static inline void ssh2_make_printable(char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e)
            *text = '?';
}

#endif
