#include "Kernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define LEVEL avx512
#define LEVEL_NAME "AVX-512"
#define LANES 16
#define PAIR_ROWS 12
#define SINGLE_ROWS 24
#include "Level.h"
#pragma clang attribute pop
#endif
