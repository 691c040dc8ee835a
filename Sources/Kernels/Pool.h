// Maximum over windows. A window at the end of a row or column may be cut by the edge of the image.

INLINE ptrdiff_t lesser(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

typedef uint8_t places __attribute__((vector_size(LANES), aligned(1)));

static void NAMED(max_pool)(const zdc_pool *p, const float *image, float *out, uint8_t *chosen) {
    const ptrdiff_t channels = p->channels;
    for (ptrdiff_t y = 0; y < p->out_rows; y++)
        for (ptrdiff_t x = 0; x < p->out_columns; x++, out += channels, chosen += channels) {
            const ptrdiff_t high = lesser(p->window_rows, p->rows - y * p->window_rows);
            const ptrdiff_t wide = lesser(p->window_columns, p->columns - x * p->window_columns);
            const float *first = image + (y * p->window_rows * p->columns + x * p->window_columns) * channels;
            ptrdiff_t c = 0;
            for (; c + LANES <= channels; c += LANES) {
                vector most = load(first + c);
                mask which = {0};
                for (ptrdiff_t i = 0; i < high; i++)
                    for (ptrdiff_t j = 0; j < wide; j++) {
                        const vector other = load(first + (i * p->columns + j) * channels + c);
                        const mask more = other > most;
                        most = choose(more, other, most);
                        which = (more & ((mask){0} + (int)(i * p->window_columns + j))) | (~more & which);
                    }
                store(out + c, most);
                *(places *)(chosen + c) = __builtin_convertvector(which, places);
            }
            for (; c < channels; c++) {
                out[c] = first[c];
                chosen[c] = 0;
                for (ptrdiff_t i = 0; i < high; i++)
                    for (ptrdiff_t j = 0; j < wide; j++) {
                        const float other = first[(i * p->columns + j) * channels + c];
                        if (other > out[c]) {
                            out[c] = other;
                            chosen[c] = (uint8_t)(i * p->window_columns + j);
                        }
                    }
            }
        }
}

static void NAMED(max_pool_gradient)(
    const zdc_pool *p, const float *gradient, const uint8_t *chosen, float *image) {
    const ptrdiff_t channels = p->channels;
    memset(image, 0, (size_t)(p->rows * p->columns * channels) * sizeof(float));
    for (ptrdiff_t y = 0; y < p->out_rows; y++)
        for (ptrdiff_t x = 0; x < p->out_columns; x++, gradient += channels, chosen += channels) {
            const ptrdiff_t high = lesser(p->window_rows, p->rows - y * p->window_rows);
            const ptrdiff_t wide = lesser(p->window_columns, p->columns - x * p->window_columns);
            float *first = image + (y * p->window_rows * p->columns + x * p->window_columns) * channels;
            for (ptrdiff_t i = 0; i < high; i++)
                for (ptrdiff_t j = 0; j < wide; j++) {
                    float *target = first + (i * p->columns + j) * channels;
                    const int place = (int)(i * p->window_columns + j);
                    ptrdiff_t c = 0;
                    for (; c + LANES <= channels; c += LANES) {
                        const mask here = __builtin_convertvector(*(const places *)(chosen + c), mask) == (mask){0} + place;
                        store(target + c, (vector)((mask)load(gradient + c) & here));
                    }
                    for (; c < channels; c++) target[c] = chosen[c] == place ? gradient[c] : 0;
                }
        }
}
