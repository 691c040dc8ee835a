#include "CTerminal.h"
#include <malloc.h>

void ct_memory_give_back(int bytes, int pools) {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, pools);
    mallopt(M_MMAP_THRESHOLD, bytes);
#else
    (void)bytes, (void)pools;
#endif
}
