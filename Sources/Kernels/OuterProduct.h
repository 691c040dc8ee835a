// Gradients of weights: sums of outer products of rows, read as they lie.

INLINE void outer_tile(
    const int height, const int width, const zdc_outer_product *p, ptrdiff_t first, ptrdiff_t last, ptrdiff_t k,
    ptrdiff_t column) {
    const float *left = p->left + first * p->left_pitch + k;
    const float *right = p->right + first * p->right_pitch + column;
    vector sum[12][2];
    UNROLLED for (int m = 0; m < height; m++)
        UNROLLED for (int j = 0; j < width; j++) sum[m][j] = (vector){0};
    for (ptrdiff_t r = first; r < last; r++, left += p->left_pitch, right += p->right_pitch) {
        vector w[2];
        UNROLLED for (int j = 0; j < width; j++) w[j] = load(right + j * LANES);
        UNROLLED for (int m = 0; m < height; m++)
            UNROLLED for (int j = 0; j < width; j++) sum[m][j] = sum[m][j] + left[m] * w[j];
    }
    float *out = p->out + k * p->out_pitch + column;
    UNROLLED for (int m = 0; m < height; m++)
        UNROLLED for (int j = 0; j < width; j++) {
            float *place = out + m * p->out_pitch + j * LANES;
            store(place, load(place) + sum[m][j]);
        }
}

typedef void outer_function(
    const zdc_outer_product *p, ptrdiff_t first, ptrdiff_t last, ptrdiff_t k, ptrdiff_t column);
#define OUTER(height, width)                                                                                           \
    static __attribute__((noinline)) void outer_##height##x##width(                                                    \
        const zdc_outer_product *p, ptrdiff_t first, ptrdiff_t last, ptrdiff_t k, ptrdiff_t column) {                  \
        outer_tile(height, width, p, first, last, k, column);                                                          \
    }
OUTER(1, 1) OUTER(2, 1) OUTER(3, 1) OUTER(4, 1) OUTER(5, 1) OUTER(6, 1)
OUTER(1, 2) OUTER(2, 2) OUTER(3, 2) OUTER(4, 2) OUTER(5, 2) OUTER(6, 2)
static outer_function *const outer_tiles[2][6] = {
    {outer_1x1, outer_2x1, outer_3x1, outer_4x1, outer_5x1, outer_6x1},
    {outer_1x2, outer_2x2, outer_3x2, outer_4x2, outer_5x2, outer_6x2},
};

static void NAMED(outer_product)(const zdc_outer_product *p) {
    // Rows in blocks, so that a block of both factors stays in the cache while the tiles pass over it.
    enum { block = 192, most = 6 };
    const ptrdiff_t parts = (p->depth + most - 1) / most;
    for (ptrdiff_t first = 0; first < p->rows; first += block) {
        const ptrdiff_t last = first + block < p->rows ? first + block : p->rows;
        ptrdiff_t column = 0;
        while (p->columns - column >= LANES) {
            const int pair = p->columns - column >= 2 * LANES;
            for (ptrdiff_t part = 0, k = 0; part < parts; part++) {
                const ptrdiff_t end = p->depth * (part + 1) / parts;
                outer_tiles[pair][end - k - 1](p, first, last, k, column);
                k = end;
            }
            column += pair ? 2 * LANES : LANES;
        }
        for (; column < p->columns; column++)
            for (ptrdiff_t k = 0; k < p->depth; k++) {
                float sum = 0;
                for (ptrdiff_t r = first; r < last; r++)
                    sum = sum + p->left[r * p->left_pitch + k] * p->right[r * p->right_pitch + column];
                p->out[k * p->out_pitch + column] += sum;
            }
    }
}
