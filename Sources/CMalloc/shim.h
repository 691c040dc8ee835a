/* mallopt and malloc_trim, which the Swift module of the C library does not export. */
#include <malloc.h>
