// The tile transform of zdc_form_rows: two taps along rows, an upsampled axis along columns; and its way back.

static void NAMED(rows_maps)(const zdc_tiling *t, const float *image, float *maps) {
    const ptrdiff_t line = t->columns * t->channels, map = map_stride(t, t->channels);
    ptrdiff_t rows[4];
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++, maps += line) {
        tile_pixels(ty, t->rows, line, rows);
#define TRANSFORM(read, write)                                                                                         \
    const vector x1 = read(image + rows[1] + k), x2 = read(image + rows[2] + k);                                       \
    write(maps + k, read(image + rows[0] + k) - x2);                                                                   \
    write(maps + map + k, x1 + x2);                                                                                    \
    write(maps + 2 * map + k, x2 - x1);                                                                                \
    write(maps + 3 * map + k, read(image + rows[3] + k) - x1);
        FOR_VECTORS(k, line, TRANSFORM)
#undef TRANSFORM
    }
}

static void NAMED(rows_maps_adjoint)(const zdc_tiling *t, const float *maps, float *image) {
    const ptrdiff_t line = t->columns * t->channels, map = map_stride(t, t->channels);
    ptrdiff_t rows[4];
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++, maps += line) {
        tile_pixels(ty, t->rows, line, rows);
        // A repeated row may stand for two of a tile, so the additions stay in order.
#define ADJOINT(read, write)                                                                                           \
    const vector m0 = read(maps + k), m1 = read(maps + map + k), m2 = read(maps + 2 * map + k);                        \
    const vector m3 = read(maps + 3 * map + k);                                                                        \
    float *p = image + k;                                                                                              \
    write(p + rows[0], read(p + rows[0]) + m0);                                                                        \
    write(p + rows[1], read(p + rows[1]) + (m1 - m2 - m3));                                                            \
    write(p + rows[2], read(p + rows[2]) + (m1 + m2 - m0));                                                            \
    write(p + rows[3], read(p + rows[3]) + m3);
        FOR_VECTORS(k, line, ADJOINT)
#undef ADJOINT
    }
}

/// The `high` outputs of one column: their taps' products lie in each map at products + places[tap].
INLINE void combine_rows(
    const ptrdiff_t high, const ptrdiff_t taps, const float *products, const ptrdiff_t *places, ptrdiff_t map, ptrdiff_t n,
    const float *bias, float slope, float *out, ptrdiff_t pitch) {
#define COMBINE(read, write)                                                                                           \
    vector q[4];                                                                                                       \
    UNROLLED for (int m = 0; m < 4; m++) q[m] = read(products + m * map + places[0] + k);                              \
    for (ptrdiff_t tap = 1; tap < taps; tap++)                                                                         \
        UNROLLED for (int m = 0; m < 4; m++) q[m] = q[m] + read(products + m * map + places[tap] + k);                 \
    const vector shift = bias ? read(bias + k) : (vector){0};                                                          \
    write(out + k, activate(q[0] + q[1] + q[2] + shift, slope));                                                       \
    if (high > 1) write(out + pitch + k, activate(q[1] - q[2] + shift, slope));                                        \
    if (high > 2) write(out + 2 * pitch + k, activate(q[1] + q[2] + q[3] + shift, slope));
    FOR_VECTORS(k, n, COMBINE)
#undef COMBINE
}

/// Where the products of the taps of an output column lie, seen from the start of their row of tiles.
INLINE void tap_places(const zdc_tiling *t, upsampled at, ptrdiff_t *places) {
    for (ptrdiff_t tap = 0; tap < t->window_columns; tap++, step(&at, t->up_columns))
        places[tap] = (at.pixel * t->window_columns + tap) * t->outputs;
}

static void NAMED(rows_combine)(
    const zdc_tiling *t, const float *products, const float *bias, float slope, float *image) {
    const ptrdiff_t n = t->outputs, taps = t->window_columns, columns = t->columns * t->up_columns - taps + 1;
    const ptrdiff_t map = map_stride(t, taps * n), pitch = columns * n;
    ptrdiff_t places[zdc_most_taps];
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++, products += t->columns * taps * n) {
        const ptrdiff_t high = filtered_outputs(ty, t->rows);
        upsampled column = {0};
        for (ptrdiff_t x = 0; x < columns; x++, step(&column, t->up_columns)) {
            tap_places(t, column, places);
            float *out = image + 3 * ty * pitch + x * n;
            if (high == 3 && taps == 2) combine_rows(3, 2, products, places, map, n, bias, slope, out, pitch);
            else combine_rows(high, taps, products, places, map, n, bias, slope, out, pitch);
        }
    }
}

static void NAMED(rows_combine_adjoint)(const zdc_tiling *t, const float *image, float *products) {
    const ptrdiff_t n = t->outputs, taps = t->window_columns, columns = t->columns * t->up_columns - taps + 1;
    const ptrdiff_t map = map_stride(t, taps * n), pitch = columns * n;
    ptrdiff_t places[zdc_most_taps];
    memset(products, 0, (size_t)(4 * map) * sizeof(float));
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++, products += t->columns * taps * n) {
        const ptrdiff_t high = filtered_outputs(ty, t->rows);
        upsampled column = {0};
        for (ptrdiff_t x = 0; x < columns; x++, step(&column, t->up_columns)) {
            tap_places(t, column, places);
            const float *out = image + 3 * ty * pitch + x * n;
#define SPREAD(read, write)                                                                                            \
    const vector g0 = read(out + k), g1 = high > 1 ? read(out + pitch + k) : (vector){0};                              \
    const vector g2 = high > 2 ? read(out + 2 * pitch + k) : (vector){0};                                              \
    const vector q[4] = {g0, g0 + g1 + g2, g0 - g1 + g2, g2};                                                          \
    for (ptrdiff_t tap = 0; tap < taps; tap++)                                                                         \
        UNROLLED for (int m = 0; m < 4; m++) {                                                                         \
            float *p = products + m * map + places[tap] + k;                                                           \
            write(p, read(p) + q[m]);                                                                                  \
        }
            FOR_VECTORS(k, n, SPREAD)
#undef SPREAD
        }
    }
}
