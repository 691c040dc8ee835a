// Included once per instruction set, inside its target attribute, with these set before:
// LEVEL       suffix of the names
// LEVEL_NAME  the name as text
// LANES       floats in one vector
// PAIR_ROWS   the most rows of a tile two vectors wide: more would not fit the registers
// SINGLE_ROWS the most rows of a tile one vector wide
#include "Vector.h"

#include "Multiply.h"
#include "Upsampled.h"
#include "Tiles.h"
#include "Last.h"
#include "Softplus.h"
#include "OuterProduct.h"
#include "Window.h"
#include "Activation.h"
#include "Pool.h"
#include "Adam.h"

const zdc_kernels NAMED(zdc_kernels) = {
    .name = LEVEL_NAME,
    .lanes = LANES,
    .multiply = NAMED(multiply),
    .tile_maps = NAMED(tile_maps),
    .tile_convolve = NAMED(tile_convolve),
    .convolve_to_one = NAMED(convolve_to_one),
    .photons = NAMED(photons),
    .softplus = NAMED(softplus),
    .softplus_gradient = NAMED(softplus_gradient),
    .outer_product = NAMED(outer_product),
    .tile_maps_adjoint = NAMED(tile_maps_adjoint),
    .tile_combine_adjoint = NAMED(tile_combine_adjoint),
    .window_combine = NAMED(window_combine),
    .window_combine_adjoint = NAMED(window_combine_adjoint),
    .channel_sums = NAMED(channel_sums),
    .activation = NAMED(activation),
    .activation_gradient = NAMED(activation_gradient),
    .norm_gradient = NAMED(norm_gradient),
    .add_rows = NAMED(add_rows),
    .max_pool = NAMED(max_pool),
    .max_pool_gradient = NAMED(max_pool_gradient),
    .add = NAMED(add),
    .adam = NAMED(adam),
    .peak = NAMED(peak),
};
