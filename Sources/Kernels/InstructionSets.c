#include "Kernels.h"

extern const zdc_kernels zdc_kernels_baseline;

#if defined(__x86_64__)
extern const zdc_kernels zdc_kernels_avx2, zdc_kernels_avx512;

int zdc_instruction_set_count(void) { return 3; }

const zdc_kernels *zdc_instruction_set(int index) {
    __builtin_cpu_init();
    const int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const int avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    switch (index) {
    case 0: return &zdc_kernels_baseline;
    case 1: return avx2 ? &zdc_kernels_avx2 : NULL;
    case 2: return avx512 ? &zdc_kernels_avx512 : NULL;
    default: return NULL;
    }
}
#else
int zdc_instruction_set_count(void) { return 1; }

const zdc_kernels *zdc_instruction_set(int index) { return index == 0 ? &zdc_kernels_baseline : NULL; }
#endif
