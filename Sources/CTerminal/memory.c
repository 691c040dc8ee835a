#include "CTerminal.h"
#include <malloc.h>

void ct_memory_divide(int large_buffer, int pools) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, pools);
    mallopt(M_MMAP_THRESHOLD, large_buffer);
#else
    (void)large_buffer, (void)pools;
#endif
}

void ct_memory_give_back(void) {
#ifdef M_ARENA_MAX
    malloc_trim(0);
#endif
}
