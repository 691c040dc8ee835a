#include "Kernels.h"

#include <string.h>

/// How a form works along one axis.
typedef struct {
    enum { doubled, filtered, tapped } kind;
    /// Of the window.
    ptrdiff_t taps;
    ptrdiff_t maps;
} axis;

static axis row_axis(const zdc_tiling *t) {
    return t->form == zdc_form_doubled ? (axis){doubled, 3, 3} : (axis){filtered, 2, 4};
}
static axis column_axis(const zdc_tiling *t) {
    return t->form == zdc_form_rows ? (axis){tapped, t->window_columns, 1} : row_axis(t);
}

static ptrdiff_t kernels(axis a, ptrdiff_t map) {
    switch (a.kind) {
    case doubled: return map == 1 ? 1 : 2;
    case filtered: return 1;
    case tapped: return a.taps;
    }
}

/// What a tap of the window contributes to a kernel of a map.
static float part(axis a, ptrdiff_t map, ptrdiff_t kernel, ptrdiff_t tap) {
    static const float of_doubled[3][2][3] = {{{1, 1, 0}, {1, 0, 0}}, {{1, 1, 1}, {0}}, {{0, 0, 1}, {0, 1, 1}}};
    static const float of_filtered[4][2] = {{1, 0}, {0.5f, 0.5f}, {0.5f, -0.5f}, {0, 1}};
    switch (a.kind) {
    case doubled: return of_doubled[map][kernel][tap];
    case filtered: return of_filtered[map][tap];
    case tapped: return kernel == tap;
    }
}

static ptrdiff_t tiles_along(axis a, ptrdiff_t pixels) {
    switch (a.kind) {
    case doubled: return pixels / 2;
    case filtered: return (pixels + 1) / 3;
    case tapped: return pixels;
    }
}

ptrdiff_t zdc_tile_maps(const zdc_tiling *t) { return row_axis(t).maps * column_axis(t).maps; }

ptrdiff_t zdc_tile_kernels(const zdc_tiling *t, ptrdiff_t map) {
    const axis y = row_axis(t), x = column_axis(t);
    return kernels(y, map / x.maps) * kernels(x, map % x.maps);
}

ptrdiff_t zdc_tile_rows(const zdc_tiling *t) { return tiles_along(row_axis(t), t->rows); }
ptrdiff_t zdc_tiles_across(const zdc_tiling *t) { return tiles_along(column_axis(t), t->columns); }

ptrdiff_t zdc_map_stride(ptrdiff_t tiles, ptrdiff_t values) {
    const ptrdiff_t line = 16;
    return ((tiles * values + line - 1) / line | 1) * line;
}

/// Adds the weight to the transformed matrices, or these to the weight: each pair that belongs together once.
static void couple(const zdc_tiling *t, const float *from, float *to, int to_transformed) {
    const axis rows = row_axis(t), columns = column_axis(t);
    ptrdiff_t matrix = 0;
    for (ptrdiff_t map = 0; map < rows.maps * columns.maps; map++) {
        const ptrdiff_t my = map / columns.maps, mx = map % columns.maps;
        const ptrdiff_t down = kernels(rows, my), across = kernels(columns, mx);
        for (ptrdiff_t i = 0; i < down * across * rows.taps * columns.taps; i++) {
            const ptrdiff_t tap = i % (rows.taps * columns.taps), kernel = i / (rows.taps * columns.taps);
            const float factor = part(rows, my, kernel / across, tap / columns.taps)
                * part(columns, mx, kernel % across, tap % columns.taps);
            if (factor == 0) continue;
            for (ptrdiff_t c = 0; c < t->channels; c++) {
                const ptrdiff_t place = (tap * t->channels + c) * t->outputs;
                const ptrdiff_t transformed = matrix + (c * down * across + kernel) * t->outputs;
                const float *source = from + (to_transformed ? place : transformed);
                float *target = to + (to_transformed ? transformed : place);
                for (ptrdiff_t n = 0; n < t->outputs; n++) target[n] += factor * source[n];
            }
        }
        matrix += t->channels * down * across * t->outputs;
    }
}

void zdc_tile_weights(const zdc_tiling *t, const float *weight, float *transformed) {
    ptrdiff_t products = 0;
    for (ptrdiff_t map = 0; map < zdc_tile_maps(t); map++) products += zdc_tile_kernels(t, map);
    memset(transformed, 0, (size_t)(products * t->channels * t->outputs) * sizeof(float));
    couple(t, weight, transformed, 1);
}

void zdc_tile_weights_adjoint(const zdc_tiling *t, const float *transformed, float *weight) {
    couple(t, transformed, weight, 0);
}
