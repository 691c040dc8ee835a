// The tile transform of zdc_form_plain, a window of 2 x 2, and its way back. Along one axis of zdc_tiling's two taps.

/// Where pixel 0 ... 3 of a tile along one axis lies, or the last pixel of the image where it would be beyond: what
/// that one gives is not used.
INLINE void tile_pixels(ptrdiff_t tile, ptrdiff_t pixels, ptrdiff_t pitch, ptrdiff_t places[4]) {
    UNROLLED for (ptrdiff_t i = 0; i < 4; i++) {
        const ptrdiff_t pixel = 3 * tile + i;
        places[i] = (pixel < pixels ? pixel : pixels - 1) * pitch;
    }
}

/// Four numbers of a tile along one axis, transformed.
#define FILTERED(x, t) t[0] = x[0] - x[2], t[1] = x[1] + x[2], t[2] = x[2] - x[1], t[3] = x[3] - x[1]

static void NAMED(plain_maps)(const zdc_tiling *t, const float *image, float *maps) {
    const ptrdiff_t c = t->channels, across = zdc_tiles_across(t), map = map_stride(t, c);
    ptrdiff_t rows[4], columns[4];
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++, maps += across * c) {
        tile_pixels(ty, t->rows, t->columns * c, rows);
        // The last column of a tile is the first of the next one.
#define TRANSFORM(read, write)                                                                                         \
    vector column[4][4];                                                                                               \
    FILTER_COLUMN(read, column[0], k)                                                                                  \
    for (ptrdiff_t tx = 0; tx < across; tx++) {                                                                        \
        tile_pixels(tx, t->columns, c, columns);                                                                       \
        UNROLLED for (int x = 1; x < 4; x++) FILTER_COLUMN(read, column[x], columns[x] + k)                            \
        ROW_GROUPS(16, maps + tx * c + k, map)                                                                         \
        UNROLLED for (int y = 0; y < 4; y++) {                                                                         \
            const vector row[4] = {column[0][y], column[1][y], column[2][y], column[3][y]};                            \
            vector out[4];                                                                                             \
            FILTERED(row, out);                                                                                        \
            UNROLLED for (int x = 0; x < 4; x++) write((float *)ROW(4 * y + x, map), out[x]);                          \
            column[0][y] = column[3][y];                                                                               \
        }                                                                                                              \
    }
#define FILTER_COLUMN(read, out, place)                                                                                \
    {                                                                                                                  \
        const float *const at = image + (place);                                                                       \
        const vector pixel[4] = {read(at + rows[0]), read(at + rows[1]), read(at + rows[2]), read(at + rows[3])};      \
        FILTERED(pixel, out);                                                                                          \
    }
        FOR_VECTORS(k, c, TRANSFORM)
#undef FILTER_COLUMN
#undef TRANSFORM
    }
}

static void NAMED(plain_maps_adjoint)(const zdc_tiling *t, const float *maps, float *image) {
    const ptrdiff_t c = t->channels, across = zdc_tiles_across(t), map = map_stride(t, c);
    ptrdiff_t rows[4], columns[4];
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        tile_pixels(ty, t->rows, t->columns * c, rows);
        for (ptrdiff_t tx = 0; tx < across; tx++, maps += c) {
            tile_pixels(tx, t->columns, c, columns);
            // A repeated pixel may stand for two of a tile, so the additions stay in order.
#define ADJOINT(read, write)                                                                                           \
    vector w[4][4];                                                                                                    \
    UNROLLED for (int y = 0; y < 4; y++) {                                                                             \
        const vector m0 = read(maps + (4 * y + 0) * map + k), m1 = read(maps + (4 * y + 1) * map + k);                 \
        const vector m2 = read(maps + (4 * y + 2) * map + k), m3 = read(maps + (4 * y + 3) * map + k);                 \
        w[y][0] = m0;                                                                                                  \
        w[y][1] = m1 - m2 - m3;                                                                                        \
        w[y][2] = m1 + m2 - m0;                                                                                        \
        w[y][3] = m3;                                                                                                  \
    }                                                                                                                  \
    UNROLLED for (int x = 0; x < 4; x++) {                                                                             \
        float *p = image + columns[x] + k;                                                                             \
        write(p + rows[0], read(p + rows[0]) + w[0][x]);                                                               \
        write(p + rows[1], read(p + rows[1]) + (w[1][x] - w[2][x] - w[3][x]));                                         \
        write(p + rows[2], read(p + rows[2]) + (w[1][x] + w[2][x] - w[0][x]));                                         \
        write(p + rows[3], read(p + rows[3]) + w[3][x]);                                                               \
    }
            FOR_VECTORS(k, c, ADJOINT)
#undef ADJOINT
        }
    }
}

/// The three outputs along one axis from its four products.
#define FILTERED_OUTPUTS(q, r)                                                                                         \
    r[0] = q[0] + q[1] + q[2];                                                                                         \
    r[1] = q[1] - q[2];                                                                                                \
    r[2] = q[1] + q[2] + q[3];
/// The same along the other axis, step by step: takes in row y of what the first axis gave.
#define ADD_FILTERED(sum, x, y, value, shift)                                                                          \
    {                                                                                                                  \
        if (y == 0) sum[0][x] = value + shift;                                                                         \
        if (y == 1) sum[0][x] = sum[0][x] + value, sum[1][x] = sum[2][x] = value + shift;                              \
        if (y == 2) sum[0][x] = sum[0][x] + value, sum[1][x] = sum[1][x] - value, sum[2][x] = sum[2][x] + value;       \
        if (y == 3) sum[2][x] = sum[2][x] + value;                                                                     \
    }

/// The outputs of one tile, `high` times `wide` of the nine.
INLINE void combine_plain(
    const ptrdiff_t high, const ptrdiff_t wide, const float *products, ptrdiff_t map, ptrdiff_t n, const float *bias,
    float slope, float *out, ptrdiff_t pitch) {
#define COMBINE(read, write)                                                                                           \
    const vector shift = bias ? read(bias + k) : (vector){0};                                                          \
    vector sum[3][3];                                                                                                  \
    UNROLLED for (int y = 0; y < 4; y++) {                                                                             \
        vector q[4], r[3];                                                                                             \
        UNROLLED for (int x = 0; x < 4; x++) q[x] = read(products + (4 * y + x) * map + k);                            \
        FILTERED_OUTPUTS(q, r)                                                                                         \
        UNROLLED for (int x = 0; x < 3; x++) ADD_FILTERED(sum, x, y, r[x], shift)                                      \
    }                                                                                                                  \
    UNROLLED for (int y = 0; y < 3; y++)                                                                               \
        UNROLLED for (int x = 0; x < 3; x++)                                                                           \
            if (y < high && x < wide) write(out + y * pitch + x * n + k, activate(sum[y][x], slope));
    FOR_VECTORS(k, n, COMBINE)
#undef COMBINE
}

#if LANES == 16
/// The outputs of two whole tiles side by side, each with half a vector of channels.
INLINE void combine_pair(
    const float *products, ptrdiff_t map, vector shift, float slope, float *out, ptrdiff_t pitch) {
    const ptrdiff_t n = LANES / 2;
    vector sum[3][3];
    UNROLLED for (int y = 0; y < 4; y++) {
        vector q[4], r[3];
        UNROLLED for (int x = 0; x < 4; x++) q[x] = load(products + (4 * y + x) * map);
        FILTERED_OUTPUTS(q, r)
        UNROLLED for (int x = 0; x < 3; x++) ADD_FILTERED(sum, x, y, r[x], shift)
    }
    UNROLLED for (int y = 0; y < 3; y++)
        UNROLLED for (int x = 0; x < 3; x++) {
            const vector v = activate(sum[y][x], slope);
            store_lower_half(out + y * pitch + x * n, v);
            store_upper_half(out + y * pitch + (3 + x) * n, v);
        }
}
#endif

/// Outputs of a tile along one axis that the image has.
INLINE ptrdiff_t filtered_outputs(ptrdiff_t tile, ptrdiff_t pixels) {
    const ptrdiff_t rest = pixels - 1 - 3 * tile;
    return rest < 3 ? rest : 3;
}

static void NAMED(plain_combine)(
    const zdc_tiling *t, const float *products, const float *bias, float slope, float *image) {
    const ptrdiff_t n = t->outputs, across = zdc_tiles_across(t), map = map_stride(t, n), pitch = (t->columns - 1) * n;
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        const ptrdiff_t high = filtered_outputs(ty, t->rows);
        ptrdiff_t tx = 0;
#if LANES == 16
        if (2 * n == LANES && high == 3) {
            const vector shift = bias ? twice(load_first(bias, n)) : (vector){0};
            for (; filtered_outputs(tx + 1, t->columns) == 3; tx += 2, products += LANES)
                combine_pair(products, map, shift, slope, image + 3 * ty * pitch + 3 * tx * n, pitch);
        }
#endif
        for (; tx < across; tx++, products += n) {
            const ptrdiff_t wide = filtered_outputs(tx, t->columns);
            float *out = image + 3 * ty * pitch + 3 * tx * n;
            if (high == 3 && wide == 3) combine_plain(3, 3, products, map, n, bias, slope, out, pitch);
            else combine_plain(high, wide, products, map, n, bias, slope, out, pitch);
        }
    }
}

INLINE void combine_plain_adjoint(
    const ptrdiff_t high, const ptrdiff_t wide, const float *out, ptrdiff_t pitch, ptrdiff_t n, float *products,
    ptrdiff_t map) {
#define SPREAD(read, write)                                                                                            \
    vector g[3][3], r[4][3];                                                                                           \
    UNROLLED for (int y = 0; y < 3; y++)                                                                               \
        UNROLLED for (int x = 0; x < 3; x++)                                                                           \
            g[y][x] = y < high && x < wide ? read(out + y * pitch + x * n + k) : (vector){0};                          \
    UNROLLED for (int x = 0; x < 3; x++) {                                                                             \
        r[0][x] = g[0][x];                                                                                             \
        r[1][x] = g[0][x] + g[1][x] + g[2][x];                                                                         \
        r[2][x] = g[0][x] - g[1][x] + g[2][x];                                                                         \
        r[3][x] = g[2][x];                                                                                             \
    }                                                                                                                  \
    UNROLLED for (int y = 0; y < 4; y++) {                                                                             \
        write(products + (4 * y + 0) * map + k, r[y][0]);                                                              \
        write(products + (4 * y + 1) * map + k, r[y][0] + r[y][1] + r[y][2]);                                          \
        write(products + (4 * y + 2) * map + k, r[y][0] - r[y][1] + r[y][2]);                                          \
        write(products + (4 * y + 3) * map + k, r[y][2]);                                                              \
    }
    FOR_VECTORS(k, n, SPREAD)
#undef SPREAD
}

static void NAMED(plain_combine_adjoint)(const zdc_tiling *t, const float *image, float *products) {
    const ptrdiff_t n = t->outputs, across = zdc_tiles_across(t), map = map_stride(t, n), pitch = (t->columns - 1) * n;
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        const ptrdiff_t high = filtered_outputs(ty, t->rows);
        for (ptrdiff_t tx = 0; tx < across; tx++, products += n) {
            const ptrdiff_t wide = filtered_outputs(tx, t->columns);
            const float *out = image + 3 * ty * pitch + 3 * tx * n;
            if (high == 3 && wide == 3) combine_plain_adjoint(3, 3, out, pitch, n, products, map);
            else combine_plain_adjoint(high, wide, out, pitch, n, products, map);
        }
    }
}
