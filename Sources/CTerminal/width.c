#define _GNU_SOURCE
#include "CTerminal.h"

int ct_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
