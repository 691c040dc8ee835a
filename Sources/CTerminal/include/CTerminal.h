#ifndef CTERMINAL_H
#define CTERMINAL_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <ncurses.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

extern char **environ;

/* terminfo, declared here because term.h defines a macro for every capability, `lines` and `columns` among them. */
extern int setupterm(const char *type, int descriptor, int *error);
extern int tigetflag(const char *name);
extern int tigetnum(const char *name);
extern char *tigetstr(const char *name);
struct term;
extern struct term *set_curterm(struct term *description);
extern int del_curterm(struct term *description);

/* Swift refuses the C library's and ncurses' global variables as shared mutable state, so functions read them. */

/// Starts ncurses for a terminal that it reaches through `output` alone: modes, input and signals are none of its business.
static inline SCREEN *ct_newterm(const char *type, FILE *output) { return newterm(type, output, output); }
static inline WINDOW *ct_stdscr(void) { return stdscr; }
static inline WINDOW *ct_curscr(void) { return curscr; }
static inline int ct_color_pairs(void) { return COLOR_PAIRS; }
static inline char **ct_environment(void) { return environ; }

/* Swift does not import macros with casts. */
static const attr_t ct_bold = A_BOLD, ct_dim = A_DIM, ct_reverse = A_REVERSE, ct_underline = A_UNDERLINE;

/// Fills a cell; `pair` may exceed 255, the most that fits into the attributes.
static inline void ct_set_cell(cchar_t *cell, uint32_t scalar, attr_t attributes, int pair) {
    wchar_t text[2] = {(wchar_t)scalar, 0};
    setcchar(cell, text, attributes, (short)(pair > 32767 ? 32767 : pair), &pair);
}

/// The columns that a scalar takes in the current locale; wcwidth needs a feature macro.
int ct_width(uint32_t scalar);

/// The stream `stdout`, which Swift sees as a variable that any thread may change.
FILE *ct_standard_output(void);
/// A file in memory, closed on exec; memfd_create hides behind a feature macro. Its descriptor, or -1 with errno.
int ct_memory_file(const char *name);
/// Writes to a terminal that may take nothing any more: gives up after 200 ms without progress. Whether it was all written. Calls only
/// what is async-signal-safe.
int ct_write(int descriptor, const char *bytes, size_t length);

// The guard: brings the terminal back on every ending, crashes included. Only async-signal-safe calls.

/// Handles crash signals, and all others that end a program by default, for the rest of the run: a crash is reported after
/// the terminal is restored, and a signal sent on purpose ends the program at once without a crash report.
void ct_crashes_watch(void);
/// Remembers the terminal's modes as they are now and catches crashes and `exit`; `output` is the descriptor to write to the terminal
/// with. 0, or -1 with errno.
int ct_guard_install(int terminal, int output);
/// Gives the terminal the modes that `ct_guard_install` remembered.
void ct_guard_reset_modes(void);
/// Tells the guard which bytes undo what the screen has done (at most 512) and makes it responsible.
void ct_guard_arm(const char *undo, size_t length);
/// The terminal is restored; the guard has nothing left to do.
void ct_guard_disarm(void);
/// Whether the guard is responsible: false once any thread has restored the terminal.
int ct_guard_is_armed(void);
/// Restores modes, screen and standard error, once.
void ct_guard_restore(void);

/// Holds back what is written to standard error, if that is a terminal, so that it does not spoil the screen.
void ct_stderr_hold(void);
/// Restores standard error and shows the end of what was held back.
void ct_stderr_release(void);

// Signals: a handler notes the number and wakes the loop; the loop does the work.

/// Notes SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP and SIGCONT, except those the program was started to ignore.
void ct_signals_install(int wakeup);
/// Restores the previous dispositions.
void ct_signals_remove(void);
/// An eventfd descriptor, or -1 with errno: a write of eight bytes makes it readable. Swift does not import sys/eventfd.h.
int ct_event_counter(void);
/// Whether the signal has arrived since the last query.
int ct_signal_take(int number);
/// Stops the process as Ctrl-Z does; returns when it continues, or at once if nobody could continue it.
void ct_stop(void);

#endif
