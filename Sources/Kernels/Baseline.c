#include "Kernels.h"

#include <string.h>

#define LEVEL baseline
#if defined(__x86_64__)
#define LEVEL_NAME "SSE2"
#elif defined(__aarch64__)
#define LEVEL_NAME "NEON"
#else
#define LEVEL_NAME "baseline"
#endif
#define LANES 4
#define PAIR_ROWS 6
#define SINGLE_ROWS 12
#include "Level.h"
