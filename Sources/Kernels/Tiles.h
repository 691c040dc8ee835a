// The tile transform of zdc_tiling: pixels into maps, products into pixels.

static void NAMED(tile_maps)(const zdc_tiling *t, const float *image, float *maps) {
    const ptrdiff_t c = t->channels, pitch = t->columns * c, across = t->columns / 2;
    const ptrdiff_t map = (t->last_tile_row - t->first_tile_row) * across * c;
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        for (ptrdiff_t tx = 0; tx < across; tx++, maps += c) {
            // Beside the image the last pixel is repeated: what it gives is not used.
            const ptrdiff_t below = 2 * ty + 2 < t->rows ? 2 * pitch : pitch;
            const ptrdiff_t right = 2 * tx + 2 < t->columns ? 2 * c : c;
            const float *p = image + 2 * ty * pitch + 2 * tx * c;
#define TRANSFORM(value, read, write)                                                                                  \
    const value x11 = read(p + pitch + c + k), x01 = read(p + c + k) - x11, x21 = read(p + below + c + k) - x11;       \
    const value x10 = read(p + pitch + k), x12 = read(p + pitch + right + k);                                          \
    write(maps + 0 * map + k, (read(p + k) - x10) - x01);                                                              \
    write(maps + 1 * map + k, x01);                                                                                    \
    write(maps + 2 * map + k, (read(p + right + k) - x12) - x01);                                                      \
    write(maps + 3 * map + k, x10 - x11);                                                                              \
    write(maps + 4 * map + k, x11);                                                                                    \
    write(maps + 5 * map + k, x12 - x11);                                                                              \
    write(maps + 6 * map + k, (read(p + below + k) - x10) - x21);                                                      \
    write(maps + 7 * map + k, x21);                                                                                    \
    write(maps + 8 * map + k, (read(p + below + right + k) - x12) - x21);
            ptrdiff_t k = 0;
            for (; k + LANES <= c; k += LANES) { TRANSFORM(vector, load, store) }
#define READ_ONE(p) (*(p))
#define WRITE_ONE(p, x) (*(p) = (x))
            for (; k < c; k++) { TRANSFORM(float, READ_ONE, WRITE_ONE) }
#undef TRANSFORM
        }
    }
}

static void NAMED(tile_combine)(
    const zdc_tiling *t, const float *products, const float *bias, float slope, float *image) {
    const ptrdiff_t n = t->outputs, phases = t->phases, across = t->columns / 2;
    const ptrdiff_t tiles = (t->last_tile_row - t->first_tile_row) * across;
    const ptrdiff_t pitch = (t->columns - 1) * phases * n;
    const float *maps[zdc_tile_maps];
    ptrdiff_t stride[zdc_tile_maps];
    for (int map = 0; map < zdc_tile_maps; map++) {
        stride[map] = zdc_tile_kernels(map, phases) * n;
        maps[map] = map == 0 ? products : maps[map - 1] + tiles * stride[map - 1];
    }
    for (ptrdiff_t ty = t->first_tile_row; ty < t->last_tile_row; ty++) {
        for (ptrdiff_t tx = 0; tx < across; tx++) {
            const ptrdiff_t tile = (ty - t->first_tile_row) * across + tx;
            for (ptrdiff_t i = 0; i < 2 && 2 * ty + i < t->rows - 1; i++)
                for (ptrdiff_t j = 0; j < 2 && 2 * tx + j < t->columns - 1; j++)
                    for (ptrdiff_t u = 0; u < phases; u++)
                        for (ptrdiff_t v = 0; v < phases; v++) {
                            const float *part[4];
                            for (ptrdiff_t q = 0; q < 4; q++) {
                                const ptrdiff_t my = i + q / 2, mx = j + q % 2;
                                const ptrdiff_t kernel = (my == 1 ? 0 : u) * (mx == 1 ? 1 : phases) + (mx == 1 ? 0 : v);
                                part[q] = maps[3 * my + mx] + tile * stride[3 * my + mx] + kernel * n;
                            }
                            float *out = image + ((2 * ty + i) * phases + u) * pitch + ((2 * tx + j) * phases + v) * n;
                            ptrdiff_t k = 0;
                            for (; k + LANES <= n; k += LANES) {
                                const vector sum = (load(part[0] + k) + load(part[1] + k))
                                    + (load(part[2] + k) + load(part[3] + k));
                                store(out + k, activate(sum + (bias ? load(bias + k) : (vector){0}), slope));
                            }
                            for (; k < n; k++) {
                                const float sum = (part[0][k] + part[1][k]) + (part[2][k] + part[3][k]);
                                out[k] = activate_one(sum + (bias ? bias[k] : 0), slope);
                            }
                        }
        }
    }
}
