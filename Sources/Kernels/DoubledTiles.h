// The tile transform of zdc_form_doubled: pixels into maps, products into pixels.

/// Floats from one map of a block to the next, with so many values for each tile.
INLINE ptrdiff_t map_stride(const zdc_tiling *t, ptrdiff_t values) {
    return zdc_map_stride((t->last_tile_row - t->first_tile_row) * zdc_tiles_across(t), values);
}

static void NAMED(doubled_maps)(const zdc_tiling *t, const float *image, float *maps) {
    const ptrdiff_t c = t->channels, pitch = t->columns * c, across = t->columns / 2;
    const ptrdiff_t map = map_stride(t, c);
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        for (ptrdiff_t tx = 0; tx < across; tx++, maps += c) {
            // Beside the image the last pixel is repeated: what it gives is not used.
            const ptrdiff_t below = 2 * ty + 2 < t->rows ? 2 * pitch : pitch;
            const ptrdiff_t right = 2 * tx + 2 < t->columns ? 2 * c : c;
            const float *p = image + 2 * ty * pitch + 2 * tx * c;
#define TRANSFORM(read, write)                                                                                         \
    const vector x11 = read(p + pitch + c + k), x01 = read(p + c + k) - x11, x21 = read(p + below + c + k) - x11;      \
    const vector x10 = read(p + pitch + k), x12 = read(p + pitch + right + k);                                         \
    write(maps + 0 * map + k, (read(p + k) - x10) - x01);                                                              \
    write(maps + 1 * map + k, x01);                                                                                    \
    write(maps + 2 * map + k, (read(p + right + k) - x12) - x01);                                                      \
    write(maps + 3 * map + k, x10 - x11);                                                                              \
    write(maps + 4 * map + k, x11);                                                                                    \
    write(maps + 5 * map + k, x12 - x11);                                                                              \
    write(maps + 6 * map + k, (read(p + below + k) - x10) - x21);                                                      \
    write(maps + 7 * map + k, x21);                                                                                    \
    write(maps + 8 * map + k, (read(p + below + right + k) - x12) - x21);
            FOR_VECTORS(k, c, TRANSFORM)
#undef TRANSFORM
        }
    }
}

// One tile's products have, along each axis, two kernels of map 0, one of map 1, two of map 2: these items, in this order.
// Output (i, u) is the sum of item (0, u) or (2, u) and the item of map 1.
enum { NAMED(items) = 5, NAMED(middle) = 2 };
#define ITEMS NAMED(items)
#define MIDDLE NAMED(middle)
#define PARTNER(output) ((output) < 2 ? (output) : (output) + 1)

/// Where the items of a tile lie, whose products begin at maps[...].
INLINE void item_places(float *const *maps, ptrdiff_t n, float *places[5][5]) {
    UNROLLED for (ptrdiff_t y = 0; y < ITEMS; y++)
        UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) {
            const ptrdiff_t my = y < 2 ? 0 : y == 2 ? 1 : 2, mx = x < 2 ? 0 : x == 2 ? 1 : 2;
            const ptrdiff_t u = my == 0 ? y : my == 1 ? 0 : y - 3, v = mx == 0 ? x : mx == 1 ? 0 : x - 3;
            places[y][x] = maps[3 * my + mx] + (u * (mx == 1 ? 1 : 2) + v) * n;
        }
}

/// The maps of the products of a block: where each begins, and how many values a tile has in it.
INLINE void product_maps(const zdc_tiling *t, const float *products, float *maps[9], ptrdiff_t stride[9]) {
    for (int map = 0; map < 9; map++) {
        stride[map] = zdc_tile_kernels(t, map) * t->outputs;
        maps[map] = map == 0 ? (float *)products : maps[map - 1] + map_stride(t, stride[map - 1]);
    }
}

INLINE void combine_tile(
    const ptrdiff_t high, const ptrdiff_t wide, float *places[5][5], ptrdiff_t n, const float *bias, float slope, float *out,
    ptrdiff_t pitch) {
#define COMBINE(read, write)                                                                                           \
    const vector shift = bias ? read(bias + k) : (vector){0};                                                          \
    vector middle[5];                                                                                                  \
    UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) middle[x] = read(places[MIDDLE][x] + k);                            \
    UNROLLED for (ptrdiff_t r = 0; r < high; r++) {                                                                    \
        vector row[5];                                                                                                 \
        UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) row[x] = read(places[PARTNER(r)][x] + k) + middle[x];           \
        const vector centre = row[MIDDLE] + shift;                                                                     \
        UNROLLED for (ptrdiff_t c = 0; c < wide; c++)                                                                  \
            write(out + r * pitch + c * n + k, activate(row[PARTNER(c)] + centre, slope));                             \
    }
    FOR_VECTORS(k, n, COMBINE)
#undef COMBINE
}

static void NAMED(doubled_combine)(
    const zdc_tiling *t, const float *products, const float *bias, float slope, float *image) {
    const ptrdiff_t n = t->outputs, across = t->columns / 2, pitch = (t->columns - 1) * 2 * n;
    float *maps[9], *places[5][5];
    ptrdiff_t stride[9];
    product_maps(t, products, maps, stride);
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        const int high = 2 * ty + 1 < t->rows - 1;
        for (ptrdiff_t tx = 0; tx < across; tx++) {
            const int wide = 2 * tx + 1 < t->columns - 1;
            item_places(maps, n, places);
            float *out = image + 4 * ty * pitch + 4 * tx * n;
            if (high && wide) combine_tile(4, 4, places, n, bias, slope, out, pitch);
            else if (high) combine_tile(4, 2, places, n, bias, slope, out, pitch);
            else if (wide) combine_tile(2, 4, places, n, bias, slope, out, pitch);
            else combine_tile(2, 2, places, n, bias, slope, out, pitch);
            UNROLLED for (int map = 0; map < 9; map++) maps[map] += stride[map];
        }
    }
}
