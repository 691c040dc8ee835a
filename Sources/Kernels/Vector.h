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

/// Where the mask is set a, elsewhere b.
INLINE vector choose(mask m, vector a, vector b) { return (vector)((m & (mask)a) | (~m & (mask)b)); }

INLINE vector activate(vector x, float slope) { return choose(x > (vector){0}, x, x * slope); }
INLINE float activate_one(float x, float slope) { return x > 0 ? x : x * slope; }

/// The sum of all lanes, halves first, so that its order is the same everywhere.
INLINE float sum_lanes(vector v) {
    float lane[LANES];
    store(lane, v);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++) lane[i] += lane[i + half];
    return lane[0];
}
