#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static const int noted[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};
enum { noted_count = sizeof noted / sizeof *noted };

static struct sigaction previous[NSIG];
static atomic_int caught[NSIG];
/* When the signal arrived, in seconds of the monotonic clock plus one; 0: not since the last query. */
static atomic_long pending[NSIG];
static atomic_int wakeup_descriptor = -1;

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + 1;
}

static int is_ending(int number) { return number == SIGTERM || number == SIGHUP || number == SIGINT; }

static void note(int number) {
    int saved = errno;
    long first = atomic_load(&pending[number]);
    if (is_ending(number) && first != 0 && now() - first > 1) {
        /* The loop has not asked for over a second, so it hangs, and the user insists. */
        ct_guard_restore();
        signal(number, SIG_DFL);
        raise(number);
    }
    if (first == 0) atomic_store(&pending[number], now());
    uint64_t one = 1;
    ssize_t ignored = write(atomic_load(&wakeup_descriptor), &one, sizeof one);
    (void)ignored;
    errno = saved;
}

static void catch(int number) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void ct_signals_install(int wakeup) {
    atomic_store(&wakeup_descriptor, wakeup);
    for (int i = 0; i < noted_count; i++) {
        int number = noted[i];
        sigaction(number, NULL, &previous[number]);
        int ignored = !(previous[number].sa_flags & SA_SIGINFO) && previous[number].sa_handler == SIG_IGN;
        atomic_store(&pending[number], 0);
        atomic_store(&caught[number], !ignored);
        if (!ignored) catch(number);
    }
}

void ct_signals_remove(void) {
    for (int i = 0; i < noted_count; i++) {
        if (atomic_exchange(&caught[noted[i]], 0)) sigaction(noted[i], &previous[noted[i]], NULL);
    }
    atomic_store(&wakeup_descriptor, -1);
}

int ct_event_counter(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int ct_signal_take(int number) { return atomic_exchange(&pending[number], 0) != 0; }

void ct_stop(void) {
    if (!atomic_load(&caught[SIGTSTP])) return;
    signal(SIGTSTP, SIG_DFL);
    sigset_t one, before;
    sigemptyset(&one);
    sigaddset(&one, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &one, &before);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    catch(SIGTSTP);
}
