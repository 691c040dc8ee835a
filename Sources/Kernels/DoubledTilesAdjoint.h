// The way back through the tile transform of zdc_form_doubled: each value goes where it came from, with the same signs.

static void NAMED(doubled_maps_adjoint)(const zdc_tiling *t, const float *maps, float *image) {
    const ptrdiff_t c = t->channels, pitch = t->columns * c, across = t->columns / 2;
    const ptrdiff_t map = map_stride(t, c);
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        for (ptrdiff_t tx = 0; tx < across; tx++, maps += c) {
            const ptrdiff_t below = 2 * ty + 2 < t->rows ? 2 * pitch : pitch;
            const ptrdiff_t right = 2 * tx + 2 < t->columns ? 2 * c : c;
            float *p = image + 2 * ty * pitch + 2 * tx * c;
            // Along one axis x0 gets t0, x1 gets t1 - t0 - t2, x2 gets t2. A repeated pixel is x1 and x2 at once, so
            // the additions stay in order.
#define ADJOINT(read, write)                                                                                           \
    const vector m00 = read(maps + k), m01 = read(maps + map + k), m02 = read(maps + 2 * map + k);                     \
    const vector m10 = read(maps + 3 * map + k), m11 = read(maps + 4 * map + k), m12 = read(maps + 5 * map + k);       \
    const vector m20 = read(maps + 6 * map + k), m21 = read(maps + 7 * map + k), m22 = read(maps + 8 * map + k);       \
    const vector r0 = m10 - m00 - m20, r1 = m11 - m01 - m21, r2 = m12 - m02 - m22;                                     \
    write(p + k, read(p + k) + m00);                                                                                   \
    write(p + c + k, read(p + c + k) + (m01 - m00 - m02));                                                             \
    write(p + right + k, read(p + right + k) + m02);                                                                   \
    write(p + pitch + k, read(p + pitch + k) + r0);                                                                    \
    write(p + pitch + c + k, read(p + pitch + c + k) + (r1 - r0 - r2));                                                \
    write(p + pitch + right + k, read(p + pitch + right + k) + r2);                                                    \
    write(p + below + k, read(p + below + k) + m20);                                                                   \
    write(p + below + c + k, read(p + below + c + k) + (m21 - m20 - m22));                                             \
    write(p + below + right + k, read(p + below + right + k) + m22);
            FOR_VECTORS(k, c, ADJOINT)
#undef ADJOINT
        }
    }
}

INLINE void combine_tile_adjoint(
    const ptrdiff_t high, const ptrdiff_t wide, float *places[5][5], ptrdiff_t n, const float *out, ptrdiff_t pitch) {
#define SPREAD(read, write)                                                                                            \
    vector middle[5];                                                                                                  \
    UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) middle[x] = (vector){0};                                            \
    UNROLLED for (ptrdiff_t r = 0; r < 4; r++) {                                                                       \
        vector row[5];                                                                                                 \
        UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) row[x] = (vector){0};                                           \
        if (r < high) UNROLLED for (ptrdiff_t c = 0; c < wide; c++) {                                                  \
            const vector g = read(out + r * pitch + c * n + k);                                                        \
            row[PARTNER(c)] = g;                                                                                       \
            row[MIDDLE] = row[MIDDLE] + g;                                                                             \
        }                                                                                                              \
        UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) {                                                               \
            write(places[PARTNER(r)][x] + k, row[x]);                                                                  \
            middle[x] = middle[x] + row[x];                                                                            \
        }                                                                                                              \
    }                                                                                                                  \
    UNROLLED for (ptrdiff_t x = 0; x < ITEMS; x++) write(places[MIDDLE][x] + k, middle[x]);
    FOR_VECTORS(k, n, SPREAD)
#undef SPREAD
}

static void NAMED(doubled_combine_adjoint)(const zdc_tiling *t, const float *image, float *products) {
    const ptrdiff_t n = t->outputs, across = t->columns / 2, pitch = (t->columns - 1) * 2 * n;
    float *maps[9], *places[5][5];
    ptrdiff_t stride[9];
    product_maps(t, products, maps, stride);
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        const int high = 2 * ty + 1 < t->rows - 1;
        for (ptrdiff_t tx = 0; tx < across; tx++) {
            const int wide = 2 * tx + 1 < t->columns - 1;
            item_places(maps, n, places);
            const float *out = image + 4 * ty * pitch + 4 * tx * n;
            if (high && wide) combine_tile_adjoint(4, 4, places, n, out, pitch);
            else if (high) combine_tile_adjoint(4, 2, places, n, out, pitch);
            else if (wide) combine_tile_adjoint(2, 4, places, n, out, pitch);
            else combine_tile_adjoint(2, 2, places, n, out, pitch);
            UNROLLED for (int map = 0; map < 9; map++) maps[map] += stride[map];
        }
    }
}
