#include "Kernels.h"

#include <string.h>

size_t zdc_packed_count(size_t depth, size_t columns) {
    return (columns + zdc_panel_width - 1) / zdc_panel_width * zdc_panel_width * depth;
}

void zdc_pack(const float *matrix, ptrdiff_t depth, ptrdiff_t columns, float *panels) {
    for (ptrdiff_t first = 0; first < columns; first += zdc_panel_width) {
        const ptrdiff_t filled = columns - first < zdc_panel_width ? columns - first : zdc_panel_width;
        for (ptrdiff_t k = 0; k < depth; k++, panels += zdc_panel_width) {
            memcpy(panels, matrix + k * columns + first, (size_t)filled * sizeof(float));
            memset(panels + filled, 0, (size_t)(zdc_panel_width - filled) * sizeof(float));
        }
    }
}

void zdc_pack_transposed(const float *matrix, ptrdiff_t depth, ptrdiff_t columns, float *panels) {
    for (ptrdiff_t first = 0; first < columns; first += zdc_panel_width) {
        const ptrdiff_t filled = columns - first < zdc_panel_width ? columns - first : zdc_panel_width;
        for (ptrdiff_t k = 0; k < depth; k++, panels += zdc_panel_width) {
            for (ptrdiff_t n = 0; n < filled; n++) panels[n] = matrix[(first + n) * depth + k];
            memset(panels + filled, 0, (size_t)(zdc_panel_width - filled) * sizeof(float));
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
