// Included once per instruction set, inside its target attribute, with these set before:
// LEVEL       suffix of the names
// LEVEL_NAME  the name as text
// LANES       floats in one vector
// PAIR_ROWS   rows of a tile two vectors wide that leave room in the registers
#include "Vector.h"

#include "Multiply.h"
#include "Tiles.h"
#include "Last.h"

const zdc_kernels NAMED(zdc_kernels) = {
    .name = LEVEL_NAME,
    .lanes = LANES,
    .multiply = NAMED(multiply),
    .tile_maps = NAMED(tile_maps),
    .tile_combine = NAMED(tile_combine),
    .convolve_to_one = NAMED(convolve_to_one),
    .photons = NAMED(photons),
    .peak = NAMED(peak),
};
