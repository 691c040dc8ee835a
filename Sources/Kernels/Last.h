// The end of a generator: a convolution to one channel, logarithms back to photons. And the yardstick.

#define LIST(...) __VA_ARGS__
#define MERGE_ALL(count, lower, upper)                                                                                 \
    UNROLLED for (int i = 0; i < count; i++)                                                                           \
        v[i] = __builtin_shufflevector(v[i], v[i + count], LIST lower)                                                 \
            + __builtin_shufflevector(v[i], v[i + count], LIST upper);

/// The sums of all lanes of LANES vectors, that of v[i] in lane i, in the order of sum_lanes: each step adds the halves of
/// what is left of every vector, and puts the results of two vectors into one. Overwrites v.
INLINE vector sum_each(vector v[LANES]) {
#if LANES == 16
    MERGE_ALL(
        8, (0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
        (8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31))
    MERGE_ALL(
        4, (0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27),
        (4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31))
    MERGE_ALL(
        2, (0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29),
        (2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31))
    MERGE_ALL(
        1, (0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30),
        (1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31))
#elif LANES == 8
    MERGE_ALL(4, (0, 1, 2, 3, 8, 9, 10, 11), (4, 5, 6, 7, 12, 13, 14, 15))
    MERGE_ALL(2, (0, 1, 8, 9, 4, 5, 12, 13), (2, 3, 10, 11, 6, 7, 14, 15))
    MERGE_ALL(1, (0, 8, 2, 10, 4, 12, 6, 14), (1, 9, 3, 11, 5, 13, 7, 15))
#elif LANES == 4
    MERGE_ALL(2, (0, 1, 4, 5), (2, 3, 6, 7))
    MERGE_ALL(1, (0, 4, 2, 6), (1, 5, 3, 7))
#endif
    return v[0];
}
#undef MERGE_ALL
#undef LIST

/// The scalar products of LANES windows with the weight, `spans` pieces of `length` values; each window begins `step` values
/// behind the one before it.
INLINE vector windows(
    const float *image, const ptrdiff_t step, ptrdiff_t pitch, ptrdiff_t spans, ptrdiff_t length, const float *weight) {
    vector sum[LANES];
    UNROLLED for (int i = 0; i < LANES; i++) sum[i] = (vector){0};
    for (ptrdiff_t s = 0; s < spans; s++, image += pitch, weight += length) {
        ROW_GROUPS(LANES, image, step)
#define ADD_PRODUCTS(read, write)                                                                                      \
    const vector w = read(weight + k);                                                                                 \
    UNROLLED for (int i = 0; i < LANES; i++) sum[i] = sum[i] + w * read(ROW(i, step) + k);
        FOR_VECTORS(k, length, ADD_PRODUCTS)
#undef ADD_PRODUCTS
    }
    return sum_each(sum);
}

/// The same of one window.
INLINE float window(const float *image, ptrdiff_t pitch, ptrdiff_t spans, ptrdiff_t length, const float *weight) {
    vector sum = {0};
    for (ptrdiff_t s = 0; s < spans; s++, image += pitch, weight += length) {
#define ADD_PRODUCTS(read, write) sum = sum + read(weight + k) * read(image + k);
        FOR_VECTORS(k, length, ADD_PRODUCTS)
#undef ADD_PRODUCTS
    }
    return sum_lanes(sum);
}

static void NAMED(convolve_to_one)(
    const float *image, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels, ptrdiff_t window_rows,
    ptrdiff_t window_columns, const float *weight, float bias, float slope, float *out) {
    const ptrdiff_t pitch = columns * channels, across = columns - window_columns + 1, length = window_columns * channels;
    for (ptrdiff_t y = 0; y + window_rows <= rows; y++, image += pitch, out += across) {
        if (across < LANES) {
            for (ptrdiff_t x = 0; x < across; x++)
                out[x] = activate_one(window(image + x * channels, pitch, window_rows, length, weight) + bias, slope);
            continue;
        }
        for (ptrdiff_t next = 0; next < across; next += LANES) {
            // The last windows of a row may be some of those before them again.
            const ptrdiff_t x = next + LANES <= across ? next : across - LANES;
            const vector sums = channels == LANES ? windows(image + x * LANES, LANES, pitch, window_rows, length, weight)
                                                  : windows(image + x * channels, channels, pitch, window_rows, length, weight);
            store(out + x, activate(sums + bias, slope));
        }
    }
}

/// exp(x) - 1 for 0 < x <= 88, exact to two units in the last place: x = n ln 2 + r, |r| <= ln 2 / 2, and the series of
/// exp(r) - 1 to the seventh power, 2e-9 at the end of the range. For n = 0 nothing cancels.
INLINE vector exponential_minus_one(vector x) {
    const vector rounder = spread(12582912.0f);  // 1.5 * 2^23: adding it rounds to a whole number
    const vector n = (x * 1.44269504f + rounder) - rounder;
    const vector r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
    vector p = spread(1.0f / 5040);
    p = p * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r * r + r;
    const mask bits = __builtin_convertvector(n, mask);
    const vector power = (vector)((bits + 127) << 23);
    return p * power + (power - 1.0f);
}

static void NAMED(photons)(const float *in, float limit, float *out, ptrdiff_t count) {
#define PHOTONS(read, write)                                                                                           \
    const vector x = read(in + k);                                                                                     \
    const mask lit = x > (vector){0};                                                                                  \
    const vector bounded = choose(lit, choose(x < spread(limit), x, spread(limit)), (vector){0});                      \
    write(out + k, choose(lit, exponential_minus_one(bounded), (vector){0}));
    FOR_VECTORS(k, count, PHOTONS)
#undef PHOTONS
}

static float NAMED(peak)(ptrdiff_t rounds) {
    vector sum[12];
    UNROLLED for (int i = 0; i < 12; i++) sum[i] = spread(0.1f * i);
    vector factor = spread(0.999f), term = spread(0.001f);
    for (ptrdiff_t round = 0; round < rounds; round++) {
        // The empty statement keeps the compiler from shortening the sums.
        __asm__ volatile("" : "+g"(round));
        UNROLLED for (int i = 0; i < 12; i++) sum[i] = sum[i] * factor + term;
        UNROLLED for (int i = 0; i < 12; i++) sum[i] = sum[i] * factor + term;
    }
    UNROLLED for (int i = 1; i < 12; i++) sum[0] = sum[0] + sum[i];
    return sum_lanes(sum[0]);
}
