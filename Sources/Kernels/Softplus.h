// ln(1 + exp(x)), the link of a network whose light is exp(x): the natural one of a Poisson mean.

/// exp(x) for -87 <= x <= 0: the same series as exponential_minus_one.
INLINE vector falling_exponential(vector x) {
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
    return (p + 1.0f) * (vector)((bits + 127) << 23);
}

/// exp(-|x|); |x| above 87 counts as 87, where single precision ends.
INLINE vector decay(vector x) {
    const vector magnitude = choose(x > (vector){0}, x, -x);
    return falling_exponential(choose(magnitude < spread(87.0f), -magnitude, spread(-87.0f)));
}

/// max(x, 0) + ln(1 + t), t = exp(-|x|). ln(1 + t) = 2 artanh(s), s = t / (2 + t) <= 1/3, by its series to the
/// fifteenth power: exact to some units in the last place, also where t is tiny.
INLINE vector softplus_of(vector x) {
    const vector t = decay(x);
    const vector s = t / (t + 2.0f), q = s * s;
    vector p = spread(1.0f / 15);
    p = p * q + 1.0f / 13;
    p = p * q + 1.0f / 11;
    p = p * q + 1.0f / 9;
    p = p * q + 1.0f / 7;
    p = p * q + 1.0f / 5;
    p = p * q + 1.0f / 3;
    p = p * q + 1.0f;
    return choose(x > (vector){0}, x, (vector){0}) + 2.0f * s * p;
}

/// The logistic function, the slope of softplus: 1 / (1 + exp(-x)).
INLINE vector logistic_of(vector x) {
    const vector t = decay(x);
    return choose(x > (vector){0}, spread(1.0f), t) / (t + 1.0f);
}

static void NAMED(softplus)(const float *in, float *out, ptrdiff_t count) {
    ptrdiff_t i = 0;
    for (; i + LANES <= count; i += LANES) store(out + i, softplus_of(load(in + i)));
    if (i == count) return;
    float line[LANES] = {0};
    for (ptrdiff_t k = i; k < count; k++) line[k - i] = in[k];
    store(line, softplus_of(load(line)));
    for (ptrdiff_t k = i; k < count; k++) out[k] = line[k - i];
}

static void NAMED(softplus_gradient)(const float *x, float *gradient, ptrdiff_t count) {
    ptrdiff_t i = 0;
    for (; i + LANES <= count; i += LANES) store(gradient + i, load(gradient + i) * logistic_of(load(x + i)));
    if (i == count) return;
    float line[LANES] = {0};
    for (ptrdiff_t k = i; k < count; k++) line[k - i] = x[k];
    store(line, logistic_of(load(line)));
    for (ptrdiff_t k = i; k < count; k++) gradient[k] *= line[k - i];
}
