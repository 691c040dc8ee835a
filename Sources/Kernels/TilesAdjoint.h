// The way back through the tile transform: each value goes where it came from, with the same signs.

static void NAMED(tile_maps_adjoint)(const zdc_tiling *t, const float *maps, float *image) {
    const ptrdiff_t c = t->channels, pitch = t->columns * c, across = t->columns / 2;
    const ptrdiff_t map = (t->last_tile_row - t->first_tile_row) * across * c;
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        for (ptrdiff_t tx = 0; tx < across; tx++, maps += c) {
            const ptrdiff_t below = 2 * ty + 2 < t->rows ? 2 * pitch : pitch;
            const ptrdiff_t right = 2 * tx + 2 < t->columns ? 2 * c : c;
            float *p = image + 2 * ty * pitch + 2 * tx * c;
            // Along one axis x0 gets t0, x1 gets t1 - t0 - t2, x2 gets t2. A repeated pixel is x1 and x2 at once, so
            // the additions stay in order.
#define ADJOINT(value, read, write)                                                                                    \
    const value m00 = read(maps + k), m01 = read(maps + map + k), m02 = read(maps + 2 * map + k);                      \
    const value m10 = read(maps + 3 * map + k), m11 = read(maps + 4 * map + k), m12 = read(maps + 5 * map + k);        \
    const value m20 = read(maps + 6 * map + k), m21 = read(maps + 7 * map + k), m22 = read(maps + 8 * map + k);        \
    const value r0 = m10 - m00 - m20, r1 = m11 - m01 - m21, r2 = m12 - m02 - m22;                                      \
    write(p + k, read(p + k) + m00);                                                                                   \
    write(p + c + k, read(p + c + k) + (m01 - m00 - m02));                                                             \
    write(p + right + k, read(p + right + k) + m02);                                                                   \
    write(p + pitch + k, read(p + pitch + k) + r0);                                                                    \
    write(p + pitch + c + k, read(p + pitch + c + k) + (r1 - r0 - r2));                                                \
    write(p + pitch + right + k, read(p + pitch + right + k) + r2);                                                    \
    write(p + below + k, read(p + below + k) + m20);                                                                   \
    write(p + below + c + k, read(p + below + c + k) + (m21 - m20 - m22));                                             \
    write(p + below + right + k, read(p + below + right + k) + m22);
            ptrdiff_t k = 0;
            for (; k + LANES <= c; k += LANES) { ADJOINT(vector, load, store) }
            for (; k < c; k++) { ADJOINT(float, READ_ONE, WRITE_ONE) }
#undef ADJOINT
        }
    }
}

/// The sum of the outputs of a tile that use a product: rows and columns of 2 * phases outputs each.
INLINE void gather(
    const float *image, const ptrdiff_t *rows, int row_count, const ptrdiff_t *columns, int column_count, ptrdiff_t n,
    float *out) {
    ptrdiff_t k = 0;
    for (; k + LANES <= n; k += LANES) {
        vector sum = {0};
        for (int y = 0; y < row_count; y++)
            for (int x = 0; x < column_count; x++) sum = sum + load(image + rows[y] + columns[x] + k);
        store(out + k, sum);
    }
    for (; k < n; k++) {
        float sum = 0;
        for (int y = 0; y < row_count; y++)
            for (int x = 0; x < column_count; x++) sum = sum + image[rows[y] + columns[x] + k];
        out[k] = sum;
    }
}

/// The offsets of the outputs that use kernel `kernel` of map `map` along one axis, from the tile's first output.
INLINE int users(
    ptrdiff_t map, ptrdiff_t kernel, ptrdiff_t phases, ptrdiff_t pixels, ptrdiff_t step, ptrdiff_t *offsets) {
    int count = 0;
    for (ptrdiff_t i = 0; i < pixels; i++)
        for (ptrdiff_t u = 0; u < phases; u++)
            if ((map == i || map == i + 1) && (map == 1 || u == kernel)) offsets[count++] = (i * phases + u) * step;
    return count;
}

static void NAMED(tile_combine_adjoint)(const zdc_tiling *t, const float *image, float *products) {
    const ptrdiff_t n = t->outputs, phases = t->phases, across = t->columns / 2;
    const ptrdiff_t pitch = (t->columns - 1) * phases * n;
    for (ptrdiff_t map = 0; map < zdc_tile_maps; map++) {
        const ptrdiff_t kernels = zdc_tile_kernels(map, phases), along = map % 3 == 1 ? 1 : phases;
        for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
            const ptrdiff_t down = 2 * ty + 1 < t->rows - 1 ? 2 : 1;
            for (ptrdiff_t tx = 0; tx < across; tx++) {
                const ptrdiff_t wide = 2 * tx + 1 < t->columns - 1 ? 2 : 1;
                const float *p = image + 2 * ty * phases * pitch + 2 * tx * phases * n;
                for (ptrdiff_t kernel = 0; kernel < kernels; kernel++, products += n) {
                    ptrdiff_t rows[4], columns[4];
                    const int row_count = users(map / 3, kernel / along, phases, down, pitch, rows);
                    const int column_count = users(map % 3, kernel % along, phases, wide, n, columns);
                    gather(p, rows, row_count, columns, column_count, n, products);
                }
            }
        }
    }
}
