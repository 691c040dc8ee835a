#include "Kernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LEVEL avx2
#define LEVEL_NAME "AVX2+FMA"
#define LANES 8
#define PAIR_ROWS 6
#define SINGLE_ROWS 12
#include "Level.h"
#pragma clang attribute pop
#endif
