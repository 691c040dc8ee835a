// Matrix products with packed weights. Every output value has one accumulator that runs over the depth in order, in
// every shape of tile: so the shape never shows in the result.

/// Where vector j of a tile starts, seen from the tile's first column.
INLINE ptrdiff_t panel_offset(int j, ptrdiff_t panel_stride) {
    return j * LANES / zdc_panel_width * panel_stride + j * LANES % zdc_panel_width;
}

INLINE void tile(
    const int height, const int width, const zdc_product *p, ptrdiff_t row, ptrdiff_t column) {
    const ptrdiff_t panel_stride = p->spans * p->depth * zdc_panel_width;
    const float *weights = p->panels + column / zdc_panel_width * panel_stride + column % zdc_panel_width;
    const float *left = p->left + row * p->left_pitch;
    const ptrdiff_t pitch = p->left_pitch;
    vector sum[12][8];
    UNROLLED for (int m = 0; m < height; m++)
        UNROLLED for (int j = 0; j < width; j++) sum[m][j] = (vector){0};
    for (ptrdiff_t s = 0; s < p->spans; s++, left += p->span_pitch) {
        for (ptrdiff_t k = 0; k < p->depth; k++, weights += zdc_panel_width) {
            vector w[8];
            UNROLLED for (int j = 0; j < width; j++) w[j] = load(weights + panel_offset(j, panel_stride));
            UNROLLED for (int m = 0; m < height; m++) {
                const float x = left[m * pitch + k];
                UNROLLED for (int j = 0; j < width; j++) sum[m][j] = sum[m][j] + x * w[j];
            }
        }
    }
    float *out = p->out + row * p->out_pitch + column;
    const ptrdiff_t filled = p->columns - column;
    if (filled >= width * LANES) {
        UNROLLED for (int j = 0; j < width; j++) {
            const vector bias = p->bias ? load(p->bias + column + j * LANES) : (vector){0};
            if (p->slope == 1) {
                UNROLLED for (int m = 0; m < height; m++) store(out + m * p->out_pitch + j * LANES, sum[m][j] + bias);
            } else {
                UNROLLED for (int m = 0; m < height; m++)
                    store(out + m * p->out_pitch + j * LANES, activate(sum[m][j] + bias, p->slope));
            }
        }
    } else {
        UNROLLED for (int m = 0; m < height; m++) {
            float line[8 * LANES];
            UNROLLED for (int j = 0; j < width; j++) store(line + j * LANES, sum[m][j]);
            for (ptrdiff_t n = 0; n < filled; n++)
                out[m * p->out_pitch + n] =
                    activate_one(line[n] + (p->bias ? p->bias[column + n] : 0), p->slope);
        }
    }
}

// A function for each height: in one switch over all of them the compiler spills the accumulators.
#define TILE(height, width)                                                                                            \
    static __attribute__((noinline)) void tile_##height##x##width(                                                     \
        const zdc_product *p, ptrdiff_t row, ptrdiff_t column) {                                                       \
        tile(height, width, p, row, column);                                                                           \
    }
TILE(1, 1) TILE(2, 1) TILE(3, 1) TILE(4, 1) TILE(5, 1) TILE(6, 1)
TILE(7, 1) TILE(8, 1) TILE(9, 1) TILE(10, 1) TILE(11, 1) TILE(12, 1)
TILE(1, 2) TILE(2, 2) TILE(3, 2) TILE(4, 2) TILE(5, 2) TILE(6, 2)
#if PAIR_ROWS == 8
TILE(7, 2) TILE(8, 2)
#endif
TILE(1, 8)

typedef void tile_function(const zdc_product *, ptrdiff_t row, ptrdiff_t column);
enum { single_rows = 12 };
static tile_function *const single_tiles[] = {
    tile_1x1, tile_2x1, tile_3x1, tile_4x1, tile_5x1, tile_6x1,
    tile_7x1, tile_8x1, tile_9x1, tile_10x1, tile_11x1, tile_12x1,
};
static tile_function *const pair_tiles[] = {
    tile_1x2, tile_2x2, tile_3x2, tile_4x2, tile_5x2, tile_6x2,
#if PAIR_ROWS == 8
    tile_7x2, tile_8x2,
#endif
};

static void NAMED(multiply)(const zdc_product *p) {
    ptrdiff_t column = 0;
    if (p->rows == 1)
        for (; p->columns - column >= 8 * LANES; column += 8 * LANES) tile_1x8(p, 0, column);
    while (column < p->columns) {
        const int pair = p->columns - column > LANES;
        tile_function *const *tiles = pair ? pair_tiles : single_tiles;
        const ptrdiff_t most = pair ? PAIR_ROWS : single_rows;
        const ptrdiff_t parts = (p->rows + most - 1) / most;
        for (ptrdiff_t part = 0, row = 0; part < parts; part++) {
            const ptrdiff_t end = p->rows * (part + 1) / parts;
            tiles[end - row - 1](p, row, column);
            row = end;
        }
        column += pair ? 2 * LANES : LANES;
    }
}
