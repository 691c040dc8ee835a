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
static void NAMED(tile_combine)(
    const zdc_tiling *t, const float *products, const float *bias, float slope, float *image) {
    BY_FORM(combine, t, products, bias, slope, image)
}
static void NAMED(tile_maps_adjoint)(const zdc_tiling *t, const float *maps, float *image) {
    BY_FORM(maps_adjoint, t, maps, image)
}
static void NAMED(tile_combine_adjoint)(const zdc_tiling *t, const float *image, float *products) {
    BY_FORM(combine_adjoint, t, image, products)
}
