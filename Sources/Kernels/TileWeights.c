#include "Kernels.h"

#include <string.h>

ptrdiff_t zdc_tile_kernels(ptrdiff_t map, ptrdiff_t phases) {
    return (map / 3 == 1 ? 1 : phases) * (map % 3 == 1 ? 1 : phases);
}

/// The taps of the window that make kernel `kernel` of map `map` along one axis, as a range: every sum of weights in
/// the transform is one over neighbours.
static void taps(ptrdiff_t map, ptrdiff_t kernel, ptrdiff_t phases, ptrdiff_t *first, ptrdiff_t *last) {
    const ptrdiff_t size = phases + 1;
    switch (map) {
    case 0:
        *first = 0;
        *last = phases == 2 && kernel == 0 ? 2 : 1;
        break;
    case 1:
        *first = 0;
        *last = size;
        break;
    default:
        *first = phases == 2 && kernel == 1 ? 1 : size - 1;
        *last = size;
    }
}

void zdc_tile_weights(const float *weight, ptrdiff_t channels, ptrdiff_t outputs, ptrdiff_t phases, float *transformed) {
    const ptrdiff_t size = phases + 1;
    for (ptrdiff_t map = 0; map < zdc_tile_maps; map++) {
        const ptrdiff_t kernels = zdc_tile_kernels(map, phases);
        const ptrdiff_t along = map % 3 == 1 ? 1 : phases;
        memset(transformed, 0, (size_t)(channels * kernels * outputs) * sizeof(float));
        for (ptrdiff_t kernel = 0; kernel < kernels; kernel++) {
            ptrdiff_t top, bottom, left, right;
            taps(map / 3, kernel / along, phases, &top, &bottom);
            taps(map % 3, kernel % along, phases, &left, &right);
            for (ptrdiff_t y = top; y < bottom; y++) {
                for (ptrdiff_t x = left; x < right; x++) {
                    for (ptrdiff_t c = 0; c < channels; c++) {
                        const float *w = weight + ((y * size + x) * channels + c) * outputs;
                        float *t = transformed + (c * kernels + kernel) * outputs;
                        for (ptrdiff_t n = 0; n < outputs; n++) t[n] += w[n];
                    }
                }
            }
        }
        transformed += channels * kernels * outputs;
    }
}
