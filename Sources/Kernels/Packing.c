#include "Kernels.h"

#include <string.h>

size_t zdc_packed_count(size_t depth, size_t columns) {
    return (columns + zdc_panel_width - 1) / zdc_panel_width * zdc_panel_width * depth;
}

/// Columns of panels that are filled together, so that each row of the matrix is read in long pieces.
enum { columns_at_once = 8 * zdc_panel_width };

void zdc_pack(const float *matrix, ptrdiff_t depth, ptrdiff_t columns, float *panels) {
    for (ptrdiff_t start = 0; start < columns; start += columns_at_once) {
        const ptrdiff_t end = start + columns_at_once < columns ? start + columns_at_once : columns;
        for (ptrdiff_t k = 0; k < depth; k++)
            for (ptrdiff_t first = start; first < end; first += zdc_panel_width) {
                const float *from = matrix + k * columns + first;
                float *to = panels + first * depth + k * zdc_panel_width;
                const ptrdiff_t filled = columns - first;
                if (filled >= zdc_panel_width) {
                    memcpy(to, from, zdc_panel_width * sizeof(float));
                } else {
                    memcpy(to, from, (size_t)filled * sizeof(float));
                    memset(to + filled, 0, (size_t)(zdc_panel_width - filled) * sizeof(float));
                }
            }
    }
}

typedef float four __attribute__((vector_size(16), aligned(4)));

/// Four rows of four numbers, `pitch` apart, as four columns in a row of a panel each.
static void turn_four(const float *from, ptrdiff_t pitch, float *to) {
    const four a = *(const four *)from, b = *(const four *)(from + pitch);
    const four c = *(const four *)(from + 2 * pitch), d = *(const four *)(from + 3 * pitch);
    const four ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    const four ef = __builtin_shufflevector(a, b, 2, 6, 3, 7), gh = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    *(four *)to = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
    *(four *)(to + zdc_panel_width) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
    *(four *)(to + 2 * zdc_panel_width) = __builtin_shufflevector(ef, gh, 0, 1, 4, 5);
    *(four *)(to + 3 * zdc_panel_width) = __builtin_shufflevector(ef, gh, 2, 3, 6, 7);
}

void zdc_pack_transposed(const float *matrix, ptrdiff_t depth, ptrdiff_t columns, float *panels) {
    for (ptrdiff_t first = 0; first < columns; first += zdc_panel_width, panels += depth * zdc_panel_width) {
        const float *from = matrix + first * depth;
        const ptrdiff_t filled = columns - first < zdc_panel_width ? columns - first : zdc_panel_width;
        ptrdiff_t k = 0;
        if (filled == zdc_panel_width)
            for (; k + 4 <= depth; k += 4)
                for (ptrdiff_t n = 0; n < zdc_panel_width; n += 4)
                    turn_four(from + n * depth + k, depth, panels + k * zdc_panel_width + n);
        for (; k < depth; k++) {
            float *to = panels + k * zdc_panel_width;
            for (ptrdiff_t n = 0; n < filled; n++) to[n] = from[n * depth + k];
            memset(to + filled, 0, (size_t)(zdc_panel_width - filled) * sizeof(float));
        }
    }
}

void zdc_turn_weights(const float *weight, ptrdiff_t taps, ptrdiff_t channels, ptrdiff_t outputs, float *turned) {
    for (ptrdiff_t tap = 0; tap < taps; tap++) {
        const float *w = weight + tap * channels * outputs;
        float *t = turned + (taps - 1 - tap) * channels * outputs;
        for (ptrdiff_t c = 0; c < channels; c++)
            for (ptrdiff_t n = 0; n < outputs; n++) t[n * channels + c] = w[c * outputs + n];
    }
}
