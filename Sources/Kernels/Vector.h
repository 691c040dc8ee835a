// One vector of LANES floats, and what every loop needs of it.
#define NAMED_JOIN(name, level) name##_##level
#define NAMED_EXPAND(name, level) NAMED_JOIN(name, level)
#define NAMED(name) NAMED_EXPAND(name, LEVEL)

#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")

typedef float vector __attribute__((vector_size(LANES * 4), aligned(4)));
typedef int mask __attribute__((vector_size(LANES * 4), aligned(4)));

INLINE vector load(const float *p) { return *(const vector *)p; }
INLINE void store(float *p, vector v) { *(vector *)p = v; }
INLINE vector spread(float x) { return (vector){0} + x; }

/// The first `count` numbers, at most LANES, and zeros behind them; and the way back.
#if LANES == 16
INLINE vector load_first(const float *p, ptrdiff_t count) {
    return (vector)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), p);
}
INLINE void store_first(float *p, vector v, ptrdiff_t count) {
    _mm512_mask_storeu_ps(p, (__mmask16)((1u << count) - 1), (__m512)v);
}
#elif LANES == 8
INLINE __m256i first_lanes(ptrdiff_t count) {
    static const int ones[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
    return _mm256_loadu_si256((const __m256i *)(ones + 8 - count));
}
INLINE vector load_first(const float *p, ptrdiff_t count) { return (vector)_mm256_maskload_ps(p, first_lanes(count)); }
INLINE void store_first(float *p, vector v, ptrdiff_t count) { _mm256_maskstore_ps(p, first_lanes(count), (__m256)v); }
#else
INLINE vector load_first(const float *p, ptrdiff_t count) {
    vector v = {0};
    UNROLLED for (int i = 0; i < LANES; i++)
        if (i < count) v[i] = p[i];
    return v;
}
INLINE void store_first(float *p, vector v, ptrdiff_t count) {
    UNROLLED for (int i = 0; i < LANES; i++)
        if (i < count) p[i] = v[i];
}
#endif

/// The same of a count of any size: none where it is not positive, all where it is LANES or more.
INLINE vector load_up_to(const float *p, ptrdiff_t count) {
    return count >= LANES ? load(p) : count > 0 ? load_first(p, count) : (vector){0};
}
INLINE void store_up_to(float *p, vector v, ptrdiff_t count) {
    if (count >= LANES) store(p, v);
    else if (count > 0) store_first(p, v, count);
}

#if LANES == 16
/// Two neighbouring numbers in all lanes, in turns.
INLINE vector spread_two(const float *p) {
    typedef float two __attribute__((vector_size(8), aligned(4)));
    const two x = *(const two *)p;
    return __builtin_shufflevector(x, x, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
}
/// a0 b0 a1 b1 ... of the lower halves.
INLINE vector interleave(vector a, vector b) {
    return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
/// a0 + a1, a2 + a3, ..., b0 + b1, b2 + b3, ...
INLINE vector add_neighbours(vector a, vector b) {
    return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
        + __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}
/// The lower half in both halves, and the upper half in the lower one.
INLINE vector twice(vector v) { return __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7); }
INLINE vector upper_half(vector v) {
    return __builtin_shufflevector(v, (vector){0}, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
}
INLINE void store_lower_half(float *p, vector v) { _mm256_storeu_ps(p, _mm512_castps512_ps256((__m512)v)); }
INLINE void store_upper_half(float *p, vector v) { _mm256_storeu_ps(p, _mm512_extractf32x8_ps((__m512)v, 1)); }
#endif

/// Runs BODY(load, store) over `count` numbers, a vector at a time from place k; the last one may be part of a vector.
#define LOAD_REST(p) load_first(p, rest)
#define STORE_REST(p, v) store_first(p, v, rest)
#define FOR_VECTORS(k, count, BODY)                                                                                    \
    {                                                                                                                  \
        ptrdiff_t k = 0;                                                                                               \
        for (; k + LANES <= (count); k += LANES) { BODY(load, store) }                                                 \
        const ptrdiff_t rest = (count) - k;                                                                            \
        if (rest > 0) { BODY(LOAD_REST, STORE_REST) }                                                                  \
    }

/// Where the mask is set a, elsewhere b.
INLINE vector choose(mask m, vector a, vector b) { return (vector)((m & (mask)a) | (~m & (mask)b)); }

/// x where positive, slope * x elsewhere.
INLINE vector activate(vector x, float slope) {
#if LANES == 16
    const __mmask16 is_positive = _mm512_cmp_ps_mask((__m512)x, _mm512_setzero_ps(), _CMP_GT_OQ);
    return (vector)_mm512_mask_mul_ps((__m512)x, (__mmask16)~is_positive, (__m512)x, _mm512_set1_ps(slope));
#else
    return choose(x > (vector){0}, x, x * slope);
#endif
}
INLINE float activate_one(float x, float slope) { return x > 0 ? x : x * slope; }

/// The sum of all lanes, halves first, so that its order is the same everywhere.
INLINE float sum_lanes(vector v) {
    float lane[LANES];
    store(lane, v);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++) lane[i] += lane[i + half];
    return lane[0];
}
