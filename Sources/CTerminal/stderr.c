#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

/* The most bytes shown again at the end: a few screens. */
enum { shown_at_most = 1 << 14 };

static atomic_int real_stderr = -1;

void ct_stderr_hold(void) {
    if (atomic_load(&real_stderr) >= 0 || !isatty(STDERR_FILENO)) return;
    int held = memfd_create("stderr", MFD_CLOEXEC);
    int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    /* If there are no descriptors left, messages go to the screen: untidy, but not lost. */
    if (held >= 0 && real >= 0 && dup2(held, STDERR_FILENO) >= 0) atomic_store(&real_stderr, real);
    else if (real >= 0) close(real);
    if (held >= 0) close(held);
}

void ct_stderr_release(void) {
    int real = atomic_exchange(&real_stderr, -1);
    if (real < 0) return;
    int held = dup(STDERR_FILENO);
    dup2(real, STDERR_FILENO);
    close(real);
    if (held < 0) return;

    char block[1024];
    off_t end = lseek(held, 0, SEEK_END);
    off_t position = end > shown_at_most ? end - shown_at_most : 0;
    while (position < end) {
        ssize_t count = pread(held, block, sizeof block, position);
        if (count <= 0) break;
        position += count;
        for (ssize_t done = 0; done < count;) {
            ssize_t written = write(STDERR_FILENO, block + done, (size_t)(count - done));
            if (written > 0) done += written;
            else if (written < 0 && errno != EINTR) { position = end; break; }
        }
    }
    close(held);
}
