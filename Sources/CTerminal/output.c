#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

int ct_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

FILE *ct_standard_output(void) { return stdout; }

int ct_write(int descriptor, const char *bytes, size_t length) {
    /* A descriptor that blocks is given pieces that a terminal with room takes at once. */
    enum { piece = 256, patience = 200 };
    for (size_t done = 0; done < length;) {
        struct pollfd watched = {.fd = descriptor, .events = POLLOUT};
        int ready = poll(&watched, 1, patience);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return 0;
        ssize_t count = write(descriptor, bytes + done, length - done < piece ? length - done : piece);
        if (count > 0) done += (size_t)count;
        else if (count < 0 && errno != EINTR && errno != EAGAIN) return 0;
    }
    return 1;
}
