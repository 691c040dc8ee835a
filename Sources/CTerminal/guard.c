#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT};
/* The other signals that end a program by default, except those of signals.c, which end it in order, and the real-time signals, which
have no names. */
static const int others[] = {
    SIGSYS, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2, SIGIO,
#ifdef SIGPWR
    SIGPWR,
#endif
#ifdef SIGSTKFLT
    SIGSTKFLT,
#endif
};
enum { crash_count = sizeof crashes / sizeof *crashes, other_count = sizeof others / sizeof *others };

static struct sigaction previous[NSIG];
static struct termios original;
static int terminal = -1;
static char undo_bytes[512];
static size_t undo_length;
static atomic_int armed;

/* A stack that overflowed has no room for the handler. */
static char spare_stack[1 << 16];

void ct_guard_restore(void) {
    if (!atomic_exchange(&armed, 0)) return;
    int saved = errno;
    /* If the shell has taken the terminal back, it has already set its own modes. */
    pid_t owner = tcgetpgrp(terminal);
    if (owner < 0 || owner == getpgrp()) {
        for (size_t done = 0; done < undo_length;) {
            ssize_t count = write(terminal, undo_bytes + done, undo_length - done);
            if (count > 0) done += (size_t)count;
            else if (count < 0 && errno != EINTR) break;
        }
        tcsetattr(terminal, TCSANOW, &original);
    }
    ct_stderr_release();
    errno = saved;
}

/* Whether the signal was sent on purpose, by a key or by kill(1), and does not mean a crash. */
static int is_asked_for(int number, const siginfo_t *info) {
    return number == SIGQUIT || (info->si_code <= 0 && info->si_pid != getpid());
}

static void crashed(int number, siginfo_t *info, void *context) {
    ct_guard_restore();
    struct sigaction *before = &previous[number];
    if (!is_asked_for(number, info)) {
        /* With the original context, the handler of the runtime reports where the program failed, not this function. */
        sigaction(number, before, NULL);
        if (before->sa_flags & SA_SIGINFO) before->sa_sigaction(number, info, context);
        else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) before->sa_handler(number);
    }
    /* That handler may return after its report. */
    signal(number, SIG_DFL);
    raise(number);
}

/* Crash signals are always watched, and their previous handler still reports. Other signals keep an existing handler. */
static void watch(int number, int is_crash) {
    struct sigaction action = {.sa_sigaction = crashed, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(number, NULL, &previous[number]);
    int is_plain = !(previous[number].sa_flags & SA_SIGINFO);
    int is_ignored = is_plain && previous[number].sa_handler == SIG_IGN, is_free = is_plain && previous[number].sa_handler == SIG_DFL;
    if (is_free || (is_crash && !is_ignored)) sigaction(number, &action, NULL);
}

void ct_crashes_watch(void) {
    static int is_watched;
    if (is_watched) return;
    is_watched = 1;
    for (int i = 0; i < crash_count; i++) watch(crashes[i], 1);
    for (int i = 0; i < other_count; i++) watch(others[i], 0);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) watch(number, 0);
}

int ct_guard_install(int descriptor) {
    static int registered;
    if (tcgetattr(descriptor, &original) != 0) return -1;
    terminal = descriptor;

    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && stack.ss_flags & SS_DISABLE) {
        stack = (stack_t){.ss_sp = spare_stack, .ss_size = sizeof spare_stack};
        sigaltstack(&stack, NULL);
    }
    ct_crashes_watch();
    if (!registered) registered = atexit(ct_guard_restore) == 0;
    return 0;
}

void ct_guard_arm(const char *undo, size_t length) {
    atomic_store(&armed, 0);
    undo_length = length < sizeof undo_bytes ? length : sizeof undo_bytes;
    memcpy(undo_bytes, undo, undo_length);
    atomic_store(&armed, 1);
}

void ct_guard_disarm(void) { atomic_store(&armed, 0); }

int ct_guard_is_armed(void) { return atomic_load(&armed); }
