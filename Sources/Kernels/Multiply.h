// Matrix products with packed weights. Every output value is summed over the depth in the same order in every shape of
// tile: so the shape never shows in the result.

/// Where vector j of a tile starts, seen from the tile's first column.
INLINE ptrdiff_t panel_offset(int j, ptrdiff_t panel_stride) {
    return j * LANES / zdc_panel_width * panel_stride + j * LANES % zdc_panel_width;
}

/// Pointers to every fourth row of a tile, so that few registers address all rows: the compiler would have one for each.
#define ROW_GROUPS(height, left, pitch)                                                                                \
    const float *group[6];                                                                                             \
    UNROLLED for (int g = 0; 4 * g < height; g++) group[g] = (left) + 4 * g * (pitch);
#define ROW(m, pitch) (group[(m) / 4] + (m) % 4 * (pitch))
#define ADVANCE_ROWS(height, step)                                                                                     \
    UNROLLED for (int g = 0; 4 * g < height; g++) {                                                                    \
        group[g] += step;                                                                                              \
        __asm__("" : "+r"(group[g]));                                                                                  \
    }

/// One tile of a product: height rows and width vectors, of whose columns `filled` exist.
INLINE void tile(
    const int height, const int width, const zdc_product *p, const float *left, const float *panels, const float *bias,
    float *out, ptrdiff_t filled) {
    const ptrdiff_t pitch = p->left_pitch, out_pitch = p->out_pitch, panel_stride = p->spans * p->depth * zdc_panel_width;
    vector sum[24][8];
    UNROLLED for (int m = 0; m < height; m++)
        UNROLLED for (int j = 0; j < width; j++) sum[m][j] = (vector){0};
    for (ptrdiff_t s = 0; s < p->spans; s++, left += p->span_pitch) {
        ROW_GROUPS(height, left, pitch)
        for (ptrdiff_t k = p->depth; k > 0; k--, panels += zdc_panel_width) {
            vector w[8];
            UNROLLED for (int j = 0; j < width; j++) w[j] = load(panels + panel_offset(j, panel_stride));
            UNROLLED for (int m = 0; m < height; m++) {
                const float x = *ROW(m, pitch);
                UNROLLED for (int j = 0; j < width; j++) sum[m][j] = sum[m][j] + x * w[j];
            }
            ADVANCE_ROWS(height, 1)
        }
    }
    if (bias || p->slope != 1)
        UNROLLED for (int j = 0; j < width; j++) {
            const vector shift = bias ? load_up_to(bias + j * LANES, filled - j * LANES) : (vector){0};
            UNROLLED for (int m = 0; m < height; m++) sum[m][j] = activate(sum[m][j] + shift, p->slope);
        }
    if (filled >= width * LANES) {
        UNROLLED for (int m = 0; m < height; m++)
            UNROLLED for (int j = 0; j < width; j++) store(out + m * out_pitch + j * LANES, sum[m][j]);
    } else {
        UNROLLED for (int m = 0; m < height; m++)
            UNROLLED for (int j = 0; j < width; j++)
                store_up_to(out + m * out_pitch + j * LANES, sum[m][j], filled - j * LANES);
    }
}

#if LANES == 16
/// One tile of a product of at most half a vector of columns. Lane 2n + i sums column n over the depths that leave i when
/// divided by two, so that all lanes work: one load brings two neighbouring numbers of a row to all of them.
INLINE void half_tile(
    const int height, const zdc_product *p, const float *left, const float *panels, const float *bias, float *out,
    ptrdiff_t filled) {
    const ptrdiff_t pitch = p->left_pitch, out_pitch = p->out_pitch;
    vector sum[SINGLE_ROWS];
    UNROLLED for (int m = 0; m < height; m++) sum[m] = (vector){0};
    for (ptrdiff_t s = 0; s < p->spans; s++, left += p->span_pitch) {
        ROW_GROUPS(height, left, pitch)
        for (ptrdiff_t k = p->depth / 2; k > 0; k--, panels += 2 * zdc_panel_width) {
            const vector w = interleave(load(panels), load(panels + zdc_panel_width));
            UNROLLED for (int m = 0; m < height; m++) sum[m] = sum[m] + w * spread_two(ROW(m, pitch));
            ADVANCE_ROWS(height, 2)
        }
        if (p->depth % 2 == 1) {
            const vector w = interleave(load(panels), (vector){0});
            UNROLLED for (int m = 0; m < height; m++) sum[m] = sum[m] + w * *ROW(m, pitch);
            panels += zdc_panel_width;
        }
    }
    const vector shift = bias ? twice(load_first(bias, filled)) : (vector){0};
    UNROLLED for (int m = 0; m < height; m += 2) {
        const int is_pair = m + 1 < height;
        vector rows = add_neighbours(sum[m], is_pair ? sum[m + 1] : (vector){0});
        if (bias || p->slope != 1) rows = activate(rows + shift, p->slope);
        if (is_pair && filled == LANES / 2 && out_pitch == LANES / 2) {
            store(out + m * out_pitch, rows);
        } else {
            store_first(out + m * out_pitch, rows, filled);
            if (is_pair) store_first(out + (m + 1) * out_pitch, upper_half(rows), filled);
        }
    }
}
#endif

// A function for each height: in one switch over all of them the compiler spills the accumulators. Each works on `parts`
// tiles, one below the other, of all products.
typedef void tiles_function(const zdc_product *, ptrdiff_t row, ptrdiff_t parts, ptrdiff_t column);
#define TILES(name, height, call)                                                                                      \
    static __attribute__((noinline)) void name(                                                                        \
        const zdc_product *p, ptrdiff_t row, ptrdiff_t parts, ptrdiff_t column) {                                      \
        const float *const bias = p->bias ? p->bias + column : NULL;                                                   \
        const ptrdiff_t panel_stride = p->spans * p->depth * zdc_panel_width;                                          \
        const float *panels = p->panels + column / zdc_panel_width * panel_stride + column % zdc_panel_width;          \
        for (ptrdiff_t i = 0; i < p->count; i++, panels += p->panels_step) {                                           \
            const float *left = p->left + i * p->left_step + row * p->left_pitch;                                      \
            float *out = p->out + i * p->out_step + row * p->out_pitch + column;                                       \
            for (ptrdiff_t part = 0; part < parts; part++) {                                                           \
                call;                                                                                                  \
                left += height * p->left_pitch;                                                                        \
                out += height * p->out_pitch;                                                                          \
            }                                                                                                          \
        }                                                                                                              \
    }
#define TILES_1(height) TILES(tiles_##height##x1, height, tile(height, 1, p, left, panels, bias, out, p->columns - column))
#define TILES_2(height) TILES(tiles_##height##x2, height, tile(height, 2, p, left, panels, bias, out, p->columns - column))
#define NAME_1(height) tiles_##height##x1,
#define NAME_2(height) tiles_##height##x2,
#define UP_TO_6(F) F(1) F(2) F(3) F(4) F(5) F(6)
#define UP_TO_12(F) UP_TO_6(F) F(7) F(8) F(9) F(10) F(11) F(12)
#define UP_TO_24(F) UP_TO_12(F) F(13) F(14) F(15) F(16) F(17) F(18) F(19) F(20) F(21) F(22) F(23) F(24)
#define UP_TO_EXPAND(most, F) UP_TO_##most(F)
#define UP_TO(most, F) UP_TO_EXPAND(most, F)
UP_TO(SINGLE_ROWS, TILES_1)
UP_TO(PAIR_ROWS, TILES_2)
TILES(tiles_1x8, 1, tile(1, 8, p, left, panels, bias, out, p->columns - column))
static tiles_function *const single_tiles[] = {UP_TO(SINGLE_ROWS, NAME_1)};
static tiles_function *const pair_tiles[] = {UP_TO(PAIR_ROWS, NAME_2)};
#if LANES == 16
#define TILES_HALF(height) TILES(half_tiles_##height, height, half_tile(height, p, left, panels, bias, out, p->columns - column))
#define NAME_HALF(height) half_tiles_##height,
UP_TO(SINGLE_ROWS, TILES_HALF)
static tiles_function *const half_tiles[] = {UP_TO(SINGLE_ROWS, NAME_HALF)};
#endif

static void NAMED(multiply)(const zdc_product *p) {
    ptrdiff_t column = 0;
    if (p->rows == 1)
        for (; p->columns - column >= 8 * LANES; column += 8 * LANES) tiles_1x8(p, 0, 1, column);
    while (column < p->columns) {
        const int pair = p->columns - column > LANES;
        tiles_function *const *of_height = pair ? pair_tiles : single_tiles;
#if LANES == 16
        if (p->columns - column <= LANES / 2) of_height = half_tiles;
#endif
        const ptrdiff_t most = pair ? PAIR_ROWS : SINGLE_ROWS;
        // Tiles of nearly one height: the first ones have a row more.
        const ptrdiff_t parts = (p->rows + most - 1) / most, height = p->rows / parts, higher = p->rows % parts;
        if (higher > 0) of_height[height](p, 0, higher, column);
        of_height[height - 1](p, higher * (height + 1), parts - higher, column);
        column += pair ? 2 * LANES : LANES;
    }
}
