// The end of a generator: a convolution to one channel, logarithms back to photons. And the yardstick.

/// The scalar product of one window with the weight, `spans` pieces of `length` values.
INLINE void windows(
    const int count, const float *image, ptrdiff_t step, ptrdiff_t pitch, ptrdiff_t spans, ptrdiff_t length,
    const float *weight, float *out) {
    vector sum[4];
    float rest[4] = {0};
    UNROLLED for (int i = 0; i < count; i++) sum[i] = (vector){0};
    for (ptrdiff_t s = 0; s < spans; s++, image += pitch, weight += length) {
        ptrdiff_t k = 0;
        for (; k + LANES <= length; k += LANES) {
            const vector w = load(weight + k);
            UNROLLED for (int i = 0; i < count; i++) sum[i] = sum[i] + w * load(image + i * step + k);
        }
        for (; k < length; k++)
            UNROLLED for (int i = 0; i < count; i++) rest[i] = rest[i] + weight[k] * image[i * step + k];
    }
    UNROLLED for (int i = 0; i < count; i++) out[i] = sum_lanes(sum[i]) + rest[i];
}

static void NAMED(convolve_to_one)(
    const float *image, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels, ptrdiff_t window_rows,
    ptrdiff_t window_columns, const float *weight, float bias, float slope, float *out) {
    const ptrdiff_t pitch = columns * channels, across = columns - window_columns + 1, length = window_columns * channels;
    for (ptrdiff_t y = 0; y + window_rows <= rows; y++, out += across) {
        ptrdiff_t x = 0;
        for (; x + 4 <= across; x += 4)
            windows(4, image + y * pitch + x * channels, channels, pitch, window_rows, length, weight, out + x);
        for (; x < across; x++)
            windows(1, image + y * pitch + x * channels, channels, pitch, window_rows, length, weight, out + x);
        for (x = 0; x < across; x++) out[x] = activate_one(out[x] + bias, slope);
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
    for (ptrdiff_t i = 0; i < count; i += LANES) {
        float line[LANES] = {0};
        const ptrdiff_t filled = count - i < LANES ? count - i : LANES;
        vector x;
        if (filled == LANES) {
            x = load(in + i);
        } else {
            for (ptrdiff_t k = 0; k < filled; k++) line[k] = in[i + k];
            x = load(line);
        }
        const mask lit = x > (vector){0};
        x = choose(lit, choose(x < spread(limit), x, spread(limit)), (vector){0});
        const vector n = choose(lit, exponential_minus_one(x), (vector){0});
        if (filled == LANES) {
            store(out + i, n);
        } else {
            store(line, n);
            for (ptrdiff_t k = 0; k < filled; k++) out[i + k] = line[k];
        }
    }
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
