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

/// Adds the weight to the transformed matrices, or these to the weight: each pair that belongs together once.
static void couple(
    ptrdiff_t channels, ptrdiff_t outputs, ptrdiff_t phases, const float *from, float *to, int to_transformed) {
    const ptrdiff_t size = phases + 1;
    ptrdiff_t matrix = 0;
    for (ptrdiff_t map = 0; map < zdc_tile_maps; map++) {
        const ptrdiff_t kernels = zdc_tile_kernels(map, phases);
        const ptrdiff_t along = map % 3 == 1 ? 1 : phases;
        for (ptrdiff_t kernel = 0; kernel < kernels; kernel++) {
            ptrdiff_t top, bottom, left, right;
            taps(map / 3, kernel / along, phases, &top, &bottom);
            taps(map % 3, kernel % along, phases, &left, &right);
            for (ptrdiff_t y = top; y < bottom; y++) {
                for (ptrdiff_t x = left; x < right; x++) {
                    for (ptrdiff_t c = 0; c < channels; c++) {
                        const ptrdiff_t w = ((y * size + x) * channels + c) * outputs;
                        const ptrdiff_t t = matrix + (c * kernels + kernel) * outputs;
                        const float *source = from + (to_transformed ? w : t);
                        float *target = to + (to_transformed ? t : w);
                        for (ptrdiff_t n = 0; n < outputs; n++) target[n] += source[n];
                    }
                }
            }
        }
        matrix += channels * kernels * outputs;
    }
}

void zdc_tile_weights(const float *weight, ptrdiff_t channels, ptrdiff_t outputs, ptrdiff_t phases, float *transformed) {
    const ptrdiff_t products = phases == 2 ? 25 : zdc_tile_maps;
    memset(transformed, 0, (size_t)(products * channels * outputs) * sizeof(float));
    couple(channels, outputs, phases, weight, transformed, 1);
}

void zdc_tile_weights_adjoint(
    const float *transformed, ptrdiff_t channels, ptrdiff_t outputs, ptrdiff_t phases, float *weight) {
    couple(channels, outputs, phases, transformed, weight, 0);
}
