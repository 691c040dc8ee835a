// The tile transform of zdc_form_plain, a window of 2 x 2, and its way back. Along one axis of zdc_tiling's two taps.

/// Where pixel 0 ... 3 of a tile along one axis lies, or the last pixel of the image where it would be beyond: what
/// that one gives is not used.
INLINE void tile_pixels(ptrdiff_t tile, ptrdiff_t pixels, ptrdiff_t pitch, ptrdiff_t places[4]) {
    UNROLLED for (ptrdiff_t i = 0; i < 4; i++) {
        const ptrdiff_t pixel = 3 * tile + i;
        places[i] = (pixel < pixels ? pixel : pixels - 1) * pitch;
    }
}

static void NAMED(plain_maps)(const zdc_tiling *t, const float *image, float *maps) {
    const ptrdiff_t c = t->channels, across = zdc_tiles_across(t), map = map_stride(t, c);
    ptrdiff_t rows[4], columns[4];
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        tile_pixels(ty, t->rows, t->columns * c, rows);
        for (ptrdiff_t tx = 0; tx < across; tx++, maps += c) {
            tile_pixels(tx, t->columns, c, columns);
            const float *p[4];
            UNROLLED for (int y = 0; y < 4; y++) p[y] = image + rows[y];
#define TRANSFORM(value, read, write)                                                                                  \
    UNROLLED for (int y = 0; y < 4; y++) {                                                                             \
        value v[4];                                                                                                    \
        UNROLLED for (int x = 0; x < 4; x++) {                                                                         \
            const value first = read(p[y] + columns[x] + k);                                 \
            const value second = read(p[y == 0 || y == 1 ? 2 : 1] + columns[x] + k);                                   \
            v[x] = y == 1 ? first + second : first - second;                                                           \
        }                                                                                                              \
        write(maps + (4 * y + 0) * map + k, v[0] - v[2]);                                                              \
        write(maps + (4 * y + 1) * map + k, v[1] + v[2]);                                                              \
        write(maps + (4 * y + 2) * map + k, v[2] - v[1]);                                                              \
        write(maps + (4 * y + 3) * map + k, v[3] - v[1]);                                                              \
    }
            ptrdiff_t k = 0;
            for (; k + LANES <= c; k += LANES) { TRANSFORM(vector, load, store) }
            for (; k < c; k++) { TRANSFORM(float, READ_ONE, WRITE_ONE) }
#undef TRANSFORM
        }
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
#define ADJOINT(value, read, write)                                                                                    \
    value w[4][4];                                                                                                     \
    UNROLLED for (int y = 0; y < 4; y++) {                                                                             \
        const value m0 = read(maps + (4 * y + 0) * map + k), m1 = read(maps + (4 * y + 1) * map + k);                  \
        const value m2 = read(maps + (4 * y + 2) * map + k), m3 = read(maps + (4 * y + 3) * map + k);                  \
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
            ptrdiff_t k = 0;
            for (; k + LANES <= c; k += LANES) { ADJOINT(vector, load, store) }
            for (; k < c; k++) { ADJOINT(float, READ_ONE, WRITE_ONE) }
#undef ADJOINT
        }
    }
}

/// The outputs of one tile, `high` times `wide` of the nine.
INLINE void combine_plain(
    const ptrdiff_t high, const ptrdiff_t wide, const float *products, ptrdiff_t map, ptrdiff_t n, const float *bias,
    float slope, float *out, ptrdiff_t pitch) {
#define COMBINE(value, read, write, act, zero)                                                                         \
    const value shift = bias ? read(bias + k) : zero;                                                                  \
    value sum[3][3];                                                                                                   \
    UNROLLED for (int y = 0; y < 4; y++) {                                                                             \
        value q[4], r[3];                                                                                              \
        UNROLLED for (int x = 0; x < 4; x++) q[x] = read(products + (4 * y + x) * map + k);                            \
        r[0] = q[0] + q[1] + q[2];                                                                                     \
        r[1] = q[1] - q[2];                                                                                            \
        r[2] = q[1] + q[2] + q[3];                                                                                     \
        UNROLLED for (int x = 0; x < 3; x++) {                                                                         \
            if (y == 0) sum[0][x] = r[x] + shift;                                                                      \
            if (y == 1) sum[0][x] = sum[0][x] + r[x], sum[1][x] = sum[2][x] = r[x] + shift;                            \
            if (y == 2) sum[0][x] = sum[0][x] + r[x], sum[1][x] = sum[1][x] - r[x], sum[2][x] = sum[2][x] + r[x];      \
            if (y == 3) sum[2][x] = sum[2][x] + r[x];                                                                  \
        }                                                                                                              \
    }                                                                                                                  \
    UNROLLED for (int y = 0; y < 3; y++)                                                                               \
        UNROLLED for (int x = 0; x < 3; x++)                                                                           \
            if (y < high && x < wide) write(out + y * pitch + x * n + k, act(sum[y][x], slope));
    ptrdiff_t k = 0;
    for (; k + LANES <= n; k += LANES) { COMBINE(vector, load, store, activate, ((vector){0})) }
    for (; k < n; k++) { COMBINE(float, READ_ONE, WRITE_ONE, activate_one, 0) }
#undef COMBINE
}

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
        for (ptrdiff_t tx = 0; tx < across; tx++, products += n) {
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
#define SPREAD(value, read, write, zero)                                                                               \
    value g[3][3], r[4][3];                                                                                            \
    UNROLLED for (int y = 0; y < 3; y++)                                                                               \
        UNROLLED for (int x = 0; x < 3; x++)                                                                           \
            g[y][x] = y < high && x < wide ? read(out + y * pitch + x * n + k) : zero;                                 \
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
    ptrdiff_t k = 0;
    for (; k + LANES <= n; k += LANES) { SPREAD(vector, load, store, ((vector){0})) }
    for (; k < n; k++) { SPREAD(float, READ_ONE, WRITE_ONE, 0) }
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
