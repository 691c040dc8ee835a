// Statistics of a batch, normalisation, dropout and activation: passes over pixels times channels.

typedef unsigned int words __attribute__((vector_size(LANES * 4), aligned(4)));

/// Which values of a sample stay: a well mixed number for each position (Ellis's low-bias 32-bit hash), at least
/// `dropped`. The comparison is of signed numbers, hence the shifted origin.
INLINE words mixed(words h) {
    h ^= h >> 16;
    h *= 0x21f0aaadu;
    h ^= h >> 15;
    h *= 0x735a2d97u;
    return h ^ (h >> 15);
}
INLINE mask kept(words position, uint32_t key, uint32_t dropped) {
    const words h = mixed(position * 0x9e3779b9u + key);
    return (mask)(h ^ 0x80000000u) >= (mask)(((words){0} + dropped) ^ 0x80000000u);
}
INLINE float kept_factor(uint32_t dropped) { return (float)(4294967296.0 / (4294967296.0 - dropped)); }
INLINE words positions(void) {
    words p;
    for (unsigned i = 0; i < LANES; i++) p[i] = i;
    return p;
}

/// Pixels times channels as rows of `width` values, with `last` values behind them. Few channels are repeated to a whole
/// vector, so that no lane is idle.
typedef struct {
    ptrdiff_t rows, width, last;
} value_rows;
INLINE int is_repeated(ptrdiff_t channels) { return channels < LANES && LANES % channels == 0; }
INLINE value_rows rows_of(ptrdiff_t pixels, ptrdiff_t channels) {
    const ptrdiff_t count = pixels * channels;
    return is_repeated(channels) ? (value_rows){count / LANES, LANES, count % LANES} : (value_rows){pixels, channels, 0};
}
/// A number for each channel as one for each value of a row; `room` has LANES places.
INLINE const float *in_rows(const float *of_channels, ptrdiff_t channels, float *room) {
    if (!is_repeated(channels)) return of_channels;
    for (ptrdiff_t i = 0; i < LANES; i++) room[i] = of_channels[i % channels];
    return room;
}

/// Runs BODY(load, store, rows, count) for each column of vectors that begins at value k of a row, `count` values wide; those
/// behind the last row are a row of their own.
#define FOR_COLUMNS(k, all, BODY)                                                                                      \
    {                                                                                                                  \
        ptrdiff_t k = 0;                                                                                               \
        for (; k + LANES <= all.width; k += LANES) { BODY(load, store, all.rows, LANES) }                              \
        ptrdiff_t rest = all.width - k;                                                                                \
        if (rest > 0) { BODY(LOAD_REST, STORE_REST, all.rows, rest) }                                                  \
        rest = all.last;                                                                                               \
        k = all.rows * all.width;                                                                                      \
        if (rest > 0) { BODY(LOAD_REST, STORE_REST, 1, rest) }                                                         \
    }

/// A vector of sums in double precision.
typedef double sums_vector __attribute__((vector_size(LANES * 8), aligned(8)));
#define WIDENED(v) __builtin_convertvector(v, sums_vector)

/// Adds sums over a column of vectors that begins at value k of a row: to those of `count` channels, or of the channels that
/// are repeated in the vector.
INLINE void add_sums(const sums_vector *v, ptrdiff_t k, ptrdiff_t count, ptrdiff_t channels, double *sums) {
    double lanes[LANES];
    *(sums_vector *)lanes = *v;
    for (ptrdiff_t i = 0; i < count; i++) sums[(k + i) % channels] += lanes[i];
}

static void NAMED(channel_sums)(
    const float *x, ptrdiff_t pixels, ptrdiff_t channels, double *sums, double *squares) {
    const value_rows all = rows_of(pixels, channels);
#define SUM(read, write, rows, count)                                                                                  \
    sums_vector sum = {0}, square = {0};                                                                               \
    const float *at = x + k;                                                                                           \
    for (ptrdiff_t row = 0; row < rows; row++, at += all.width) {                                                      \
        const sums_vector v = WIDENED(read(at));                                                                       \
        sum += v;                                                                                                      \
        square += v * v;                                                                                               \
    }                                                                                                                  \
    add_sums(&sum, k, count, channels, sums);                                                                           \
    add_sums(&square, k, count, channels, squares);
    FOR_COLUMNS(k, all, SUM)
#undef SUM
}

INLINE vector activated(
    const zdc_activation *a, vector x, vector scale, vector shift, float factor, words position) {
    vector v = x * scale + shift;
    if (a->dropped) v = (vector)((mask)(v * factor) & kept(position, a->key, a->dropped));
    return activate(v, a->slope);
}

static void NAMED(activation)(const zdc_activation *a, const float *x, float *out) {
    const float factor = kept_factor(a->dropped);
    const value_rows all = rows_of(a->pixels, a->channels);
    float rooms[2][LANES];
    const float *const scale = in_rows(a->scale, a->channels, rooms[0]);
    const float *const shift = in_rows(a->shift, a->channels, rooms[1]);
    words position = positions();
#define ACTIVATE(read, write)                                                                                          \
    write(out + k, activated(a, read(x + k), read(scale + k), read(shift + k), factor, position + (unsigned)k));
    for (ptrdiff_t row = 0; row < all.rows; row++, x += all.width, out += all.width, position += (unsigned)all.width)
        FOR_VECTORS(k, all.width, ACTIVATE)
    FOR_VECTORS(k, all.last, ACTIVATE)
#undef ACTIVATE
}

INLINE void activation_back(
    const _Bool is_summed, const zdc_activation *a, const float *x, float *gradient, double *sums, double *products) {
    const float factor = kept_factor(a->dropped);
    const value_rows all = rows_of(a->pixels, a->channels);
    float rooms[2][LANES];
    const float *const scales = in_rows(a->scale, a->channels, rooms[0]);
    const float *const shifts = in_rows(a->shift, a->channels, rooms[1]);
#define GRADIENT(read, write, rows, count)                                                                             \
    const vector scale = read(scales + k % all.width), shift = read(shifts + k % all.width);                           \
    sums_vector sum = {0}, product = {0};                                                                              \
    words position = positions() + (unsigned)k;                                                                        \
    const float *at = x + k;                                                                                           \
    float *own = gradient + k;                                                                                         \
    for (ptrdiff_t row = 0; row < rows; row++, at += all.width, own += all.width, position += (unsigned)all.width) {   \
        const vector v = read(at), g = read(own);                                                                      \
        vector h = choose(v * scale + shift > (vector){0}, g, g * a->slope);                                           \
        if (a->dropped) h = (vector)((mask)(h * factor) & kept(position, a->key, a->dropped));                         \
        write(own, a->is_constant ? h * scale : h);                                                                    \
        if (!is_summed) continue;                                                                                      \
        const sums_vector wide = WIDENED(h);                                                                           \
        sum += wide;                                                                                                   \
        product += wide * WIDENED(v);                                                                                  \
    }                                                                                                                  \
    if (is_summed) {                                                                                                   \
        add_sums(&sum, k, count, a->channels, sums);                                                                   \
        add_sums(&product, k, count, a->channels, products);                                                           \
    }
    FOR_COLUMNS(k, all, GRADIENT)
#undef GRADIENT
}

static void NAMED(activation_gradient)(
    const zdc_activation *a, const float *x, float *gradient, double *sums, double *products) {
    if (sums) activation_back(1, a, x, gradient, sums, products);
    else activation_back(0, a, x, gradient, sums, products);
}

static void NAMED(norm_gradient)(
    const float *x, ptrdiff_t pixels, ptrdiff_t channels, const float *scale, const float *offset, const float *mean,
    const float *factor, float *gradient) {
    const value_rows all = rows_of(pixels, channels);
    float rooms[4][LANES];
    scale = in_rows(scale, channels, rooms[0]);
    offset = in_rows(offset, channels, rooms[1]);
    mean = in_rows(mean, channels, rooms[2]);
    factor = in_rows(factor, channels, rooms[3]);
#define GRADIENT(read, write)                                                                                          \
    const vector centred = read(x + k) - read(mean + k);                                                               \
    write(gradient + k, read(scale + k) * (read(gradient + k) - read(offset + k) - centred * read(factor + k)));
    for (ptrdiff_t row = 0; row < all.rows; row++, x += all.width, gradient += all.width)
        FOR_VECTORS(k, all.width, GRADIENT)
    FOR_VECTORS(k, all.last, GRADIENT)
#undef GRADIENT
}

/// Adds the sum over all rows of values[rows][columns] to out[columns].
static void NAMED(add_rows)(const float *values, ptrdiff_t rows, ptrdiff_t columns, float *out) {
    const value_rows all = rows_of(rows, columns);
#define ADD(read, write, height, count)                                                                                \
    vector sum = {0};                                                                                                  \
    const float *at = values + k;                                                                                      \
    for (ptrdiff_t row = 0; row < height; row++, at += all.width) sum = sum + read(at);                                \
    float lanes[LANES];                                                                                                \
    store(lanes, sum);                                                                                                 \
    for (ptrdiff_t i = 0; i < count; i++) out[(k + i) % columns] += lanes[i];
    FOR_COLUMNS(k, all, ADD)
#undef ADD
}
