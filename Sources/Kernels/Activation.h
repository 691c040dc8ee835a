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
INLINE int kept_one(uint32_t position, uint32_t key, uint32_t dropped) {
    uint32_t h = position * 0x9e3779b9u + key;
    h ^= h >> 16;
    h *= 0x21f0aaadu;
    h ^= h >> 15;
    h *= 0x735a2d97u;
    h ^= h >> 15;
    return h >= dropped;
}
INLINE float kept_factor(uint32_t dropped) { return (float)(4294967296.0 / (4294967296.0 - dropped)); }
INLINE words positions(void) {
    words p;
    for (unsigned i = 0; i < LANES; i++) p[i] = i;
    return p;
}

static void NAMED(channel_sums)(
    const float *restrict x, ptrdiff_t pixels, ptrdiff_t channels, double *restrict sums, double *restrict squares) {
    for (ptrdiff_t p = 0; p < pixels; p++, x += channels)
        for (ptrdiff_t c = 0; c < channels; c++) {
            const double v = x[c];
            sums[c] += v;
            squares[c] += v * v;
        }
}

static void NAMED(activation)(const zdc_activation *a, const float *x, float *out) {
    const float factor = kept_factor(a->dropped);
    const words start = positions();
    uint32_t position = 0;
    for (ptrdiff_t p = 0; p < a->pixels; p++) {
        ptrdiff_t c = 0;
        for (; c + LANES <= a->channels; c += LANES, x += LANES, out += LANES, position += LANES) {
            vector v = load(x) * load(a->scale + c) + load(a->shift + c);
            if (a->dropped) v = (vector)((mask)(v * factor) & kept(start + position, a->key, a->dropped));
            store(out, activate(v, a->slope));
        }
        for (; c < a->channels; c++, x++, out++, position++) {
            float v = *x * a->scale[c] + a->shift[c];
            if (a->dropped) v = kept_one(position, a->key, a->dropped) ? v * factor : 0;
            *out = activate_one(v, a->slope);
        }
    }
}

static void NAMED(activation_gradient)(
    const zdc_activation *a, const float *x, float *gradient, double *sums, double *products) {
    typedef double pair __attribute__((vector_size(LANES * 8), aligned(8)));
    const float factor = kept_factor(a->dropped);
    const words start = positions();
    uint32_t position = 0;
    for (ptrdiff_t p = 0; p < a->pixels; p++) {
        ptrdiff_t c = 0;
        for (; c + LANES <= a->channels; c += LANES, x += LANES, gradient += LANES, position += LANES) {
            const vector v = load(x), g = load(gradient);
            const mask positive = v * load(a->scale + c) + load(a->shift + c) > (vector){0};
            vector h = choose(positive, g, g * a->slope);
            if (a->dropped) h = (vector)((mask)(h * factor) & kept(start + position, a->key, a->dropped));
            store(gradient, h);
            const pair wide = __builtin_convertvector(h, pair);
            *(pair *)(sums + c) += wide;
            *(pair *)(products + c) += wide * __builtin_convertvector(v, pair);
        }
        for (; c < a->channels; c++, x++, gradient++, position++) {
            float h = *x * a->scale[c] + a->shift[c] > 0 ? *gradient : *gradient * a->slope;
            if (a->dropped) h = kept_one(position, a->key, a->dropped) ? h * factor : 0;
            *gradient = h;
            sums[c] += h;
            products[c] += (double)h * *x;
        }
    }
}

static void NAMED(norm_gradient)(
    const float *restrict x, ptrdiff_t pixels, ptrdiff_t channels, const float *restrict scale,
    const float *restrict offset, const float *restrict mean, const float *restrict factor, float *restrict gradient) {
    for (ptrdiff_t p = 0; p < pixels; p++, x += channels, gradient += channels) {
        ptrdiff_t c = 0;
        for (; c + LANES <= channels; c += LANES) {
            const vector centred = load(x + c) - load(mean + c);
            store(
                gradient + c,
                load(scale + c) * (load(gradient + c) - load(offset + c) - centred * load(factor + c)));
        }
        for (; c < channels; c++)
            gradient[c] = scale[c] * (gradient[c] - offset[c] - (x[c] - mean[c]) * factor[c]);
    }
}
