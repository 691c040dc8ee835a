// Fails one call of the system that changes a file: the disk is full, or breaks. For programs under test, by LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

// FULL_DISK_AT: which call fails, from 1. FULL_DISK_ERROR: its errno. FULL_DISK_STAYS: all that need room fail from there on.
// FULL_DISK_LOG: a file that takes the name of the call that failed. FULL_DISK_NAME: only files with this in their path count.
static atomic_int calls;
static atomic_bool failed;

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int number(const char *name) {
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

static void tell(const char *call) {
    const char *path = getenv("FULL_DISK_LOG");
    __typeof__(&write) put = (__typeof__(&write))dlsym(RTLD_NEXT, "write");
    __typeof__(&open) begin = (__typeof__(&open))dlsym(RTLD_NEXT, "open");
    __typeof__(&close) end = (__typeof__(&close))dlsym(RTLD_NEXT, "close");
    int descriptor = path ? begin(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (descriptor < 0) return;
    char line[64];
    int length = snprintf(line, sizeof line, "%s\n", call);
    if (put(descriptor, line, (size_t)length) < 0) abort();
    end(descriptor);
}

static int fails(const char *call, const char *path, int takesRoom) {
    int at = number("FULL_DISK_AT");
    const char *name = getenv("FULL_DISK_NAME");
    if (at == 0 || (name && !strstr(path, name))) return 0;
    int again = failed && takesRoom && getenv("FULL_DISK_STAYS");
    if (!again && atomic_fetch_add(&calls, 1) + 1 != at) return 0;
    failed = 1;
    if (!again) tell(call);
    errno = number("FULL_DISK_ERROR");
    return 1;
}

static int isFile(int descriptor) {
    struct stat status;
    int mode = fcntl(descriptor, F_GETFL);
    return mode >= 0 && (mode & O_ACCMODE) != O_RDONLY && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// The same for a call that names a file by its number; only regular files that are written count.
static int failsOn(const char *call, int descriptor, int takesRoom) {
    if (!isFile(descriptor)) return 0;
    char link[64], path[PATH_MAX] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    if (readlink(link, path, sizeof path - 1) < 0) return 0;
    return fails(call, path, takesRoom);
}

static int opens(int folder, const char *path, int flags, va_list rest) {
    int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    if (flags & O_CREAT && fails("open", path, 1)) return -1;
    REAL(openat);
    return real(folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int result = opens(AT_FDCWD, path, flags, rest);
    va_end(rest);
    return result;
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int result = opens(AT_FDCWD, path, flags, rest);
    va_end(rest);
    return result;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    static _Thread_local int isShort;
    REAL(write);
    if (!isFile(descriptor)) return real(descriptor, bytes, count);
    if (isShort) {
        isShort = 0;
        errno = number("FULL_DISK_ERROR");
        return -1;
    }
    if (!failsOn("write", descriptor, 1)) return real(descriptor, bytes, count);
    // What fits is written, and the next call fails.
    isShort = count > 1;
    return isShort ? real(descriptor, bytes, count / 2) : -1;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    if (failsOn("pwrite", descriptor, 1)) return -1;
    REAL(pwrite);
    return real(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return pwrite(descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
    if (failsOn("fsync", descriptor, 1)) return -1;
    REAL(fsync);
    return real(descriptor);
}

int fdatasync(int descriptor) {
    if (failsOn("fdatasync", descriptor, 1)) return -1;
    REAL(fdatasync);
    return real(descriptor);
}

int ftruncate(int descriptor, off_t size) {
    if (failsOn("ftruncate", descriptor, 0)) return -1;
    REAL(ftruncate);
    return real(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) { return ftruncate(descriptor, size); }

int posix_fallocate(int descriptor, off_t offset, off_t size) {
    if (failsOn("posix_fallocate", descriptor, 1)) return errno;
    REAL(posix_fallocate);
    return real(descriptor, offset, size);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t size) { return posix_fallocate(descriptor, offset, size); }

int rename(const char *old, const char *new) {
    if (fails("rename", old, 0)) return -1;
    REAL(rename);
    return real(old, new);
}

int close(int descriptor) {
    // It is closed all the same.
    int isFailing = failsOn("close", descriptor, 0), code = errno;
    REAL(close);
    int result = real(descriptor);
    if (!isFailing) return result;
    errno = code;
    return -1;
}
