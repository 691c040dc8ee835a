// Sums of gradients, and the optimiser's step.

static void NAMED(add)(const float *restrict addend, float *restrict out, ptrdiff_t count) {
    for (ptrdiff_t i = 0; i < count; i++) out[i] += addend[i];
}

static void NAMED(adam)(
    const zdc_adam_step *step, const float *gradient, float *first, float *second, float *values, ptrdiff_t count) {
    const zdc_adam_step s = *step;
    ptrdiff_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        const vector g = load(gradient + i);
        const vector m = load(first + i) * s.beta1 + g * (1 - s.beta1);
        const vector v = load(second + i) * s.beta2 + g * g * (1 - s.beta2);
        store(first + i, m);
        store(second + i, v);
        const vector root = __builtin_elementwise_sqrt(v * s.correction2) + s.epsilon;
        store(values + i, load(values + i) - m * (s.rate * s.correction1) / root);
    }
    for (; i < count; i++) {
        const float g = gradient[i];
        first[i] = first[i] * s.beta1 + g * (1 - s.beta1);
        second[i] = second[i] * s.beta2 + g * g * (1 - s.beta2);
        values[i] -= first[i] * (s.rate * s.correction1) / (__builtin_sqrtf(second[i] * s.correction2) + s.epsilon);
    }
}
