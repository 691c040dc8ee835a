// The tile transform of zdc_tiling in each of its forms.
#include "DoubledTiles.h"
#include "DoubledTilesAdjoint.h"
#include "PlainTiles.h"
#include "RowTiles.h"

#define BY_FORM(call, ...)                                                                                       \
    switch (t->form) {                                                                                                 \
    case zdc_form_doubled: NAMED(doubled_##call)(__VA_ARGS__); break;                                                  \
    case zdc_form_plain: NAMED(plain_##call)(__VA_ARGS__); break;                                                      \
    case zdc_form_rows: NAMED(rows_##call)(__VA_ARGS__); break;                                                        \
    }

static void NAMED(tile_maps)(const zdc_tiling *t, const float *image, float *maps) {
    BY_FORM(maps, t, image, maps)
}
static void NAMED(tile_convolve)(
    const zdc_tiling *t, const float *image, const float *weights, const float *bias, float slope, float *maps,
    float *products, float *out) {
    NAMED(tile_maps)(t, image, maps);
    const ptrdiff_t tiles = (t->last_tile_row - t->first_tile_row) * zdc_tiles_across(t), map = map_stride(t, t->channels);
    float *product = products;
    // Maps with matrices of one size go together.
    ptrdiff_t count;
    for (ptrdiff_t m = 0; m < zdc_tile_maps(t); m += count) {
        const ptrdiff_t columns = zdc_tile_kernels(t, m) * t->outputs;
        const ptrdiff_t packed = (ptrdiff_t)zdc_packed_count((size_t)t->channels, (size_t)columns);
        count = t->form == zdc_form_doubled ? 1 : zdc_tile_maps(t);
        NAMED(multiply)(&(zdc_product){
            .left = maps + m * map, .left_pitch = t->channels, .spans = 1, .depth = t->channels, .panels = weights,
            .slope = 1, .out = product, .out_pitch = columns, .rows = tiles, .columns = columns,
            .count = count, .left_step = map, .panels_step = packed, .out_step = map_stride(t, columns)});
        weights += count * packed;
        product += count * map_stride(t, columns);
    }
    BY_FORM(combine, t, products, bias, slope, out)
}
static void NAMED(tile_maps_adjoint)(const zdc_tiling *t, const float *maps, float *image) {
    BY_FORM(maps_adjoint, t, maps, image)
}
static void NAMED(tile_combine_adjoint)(const zdc_tiling *t, const float *image, float *products) {
    BY_FORM(combine_adjoint, t, image, products)
}
