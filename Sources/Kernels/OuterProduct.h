// Gradients of weights: sums of outer products of rows, read as they lie.

/// Adds `height` rows and `width` vectors of the sum; of the last vector `filled` columns exist.
INLINE void outer_tile(
    const int height, const int width, const int is_whole, const zdc_outer_product *p, ptrdiff_t first, ptrdiff_t last,
    ptrdiff_t k, ptrdiff_t column) {
    const float *left = p->left + first * p->left_pitch + k;
    const float *right = p->right + first * p->right_pitch + column;
    const ptrdiff_t filled = p->columns - column;
    vector sum[12][2];
    UNROLLED for (int m = 0; m < height; m++)
        UNROLLED for (int j = 0; j < width; j++) sum[m][j] = (vector){0};
    for (ptrdiff_t r = last - first; r > 0; r--, left += p->left_pitch, right += p->right_pitch) {
        vector w[2];
        UNROLLED for (int j = 0; j < width; j++) w[j] = is_whole ? load(right + j * LANES) : load_first(right, filled);
        UNROLLED for (int m = 0; m < height; m++)
            UNROLLED for (int j = 0; j < width; j++) sum[m][j] = sum[m][j] + left[m] * w[j];
    }
    float *out = p->out + k * p->out_pitch + column;
    UNROLLED for (int m = 0; m < height; m++)
        UNROLLED for (int j = 0; j < width; j++) {
            float *place = out + m * p->out_pitch + j * LANES;
            if (is_whole) store(place, load(place) + sum[m][j]);
            else store_first(place, load_first(place, filled) + sum[m][j], filled);
        }
}

typedef void outer_function(
    const zdc_outer_product *p, ptrdiff_t first, ptrdiff_t last, ptrdiff_t k, ptrdiff_t column);
#define OUTER(name, height, width, is_whole)                                                                           \
    static __attribute__((noinline)) void name(                                                                        \
        const zdc_outer_product *p, ptrdiff_t first, ptrdiff_t last, ptrdiff_t k, ptrdiff_t column) {                  \
        outer_tile(height, width, is_whole, p, first, last, k, column);                                                \
    }
#define OUTER_2(height) OUTER(outer_##height##x2, height, 2, 1)
#define OUTER_1(height) OUTER(outer_##height##x1, height, 1, 1)
#define OUTER_PART(height) OUTER(outer_part_##height, height, 1, 0)
#define NAME_OUTER_2(height) outer_##height##x2,
#define NAME_OUTER_1(height) outer_##height##x1,
#define NAME_OUTER_PART(height) outer_part_##height,
UP_TO(PAIR_ROWS, OUTER_2)
UP_TO(PAIR_ROWS, OUTER_1)
UP_TO(PAIR_ROWS, OUTER_PART)
static outer_function *const outer_pairs[] = {UP_TO(PAIR_ROWS, NAME_OUTER_2)};
static outer_function *const outer_singles[] = {UP_TO(PAIR_ROWS, NAME_OUTER_1)};
static outer_function *const outer_parts[] = {UP_TO(PAIR_ROWS, NAME_OUTER_PART)};

static void NAMED(outer_product)(const zdc_outer_product *p) {
    // Rows in blocks, so that a block of both factors stays in the cache while the tiles pass over it.
    enum { block = 192 };
    const ptrdiff_t parts = (p->depth + PAIR_ROWS - 1) / PAIR_ROWS;
    for (ptrdiff_t first = 0; first < p->rows; first += block) {
        const ptrdiff_t last = first + block < p->rows ? first + block : p->rows;
        ptrdiff_t wide;
        for (ptrdiff_t column = 0; column < p->columns; column += wide) {
            const ptrdiff_t filled = p->columns - column;
            outer_function *const *of_height = filled >= 2 * LANES ? outer_pairs : filled >= LANES ? outer_singles : outer_parts;
            wide = filled >= 2 * LANES ? 2 * LANES : LANES;
            for (ptrdiff_t part = 0, k = 0; part < parts; part++) {
                const ptrdiff_t end = p->depth * (part + 1) / parts;
                of_height[end - k - 1](p, first, last, k, column);
                k = end;
            }
        }
    }
}
