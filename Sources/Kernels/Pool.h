// Maximum over windows. A window at the end of a row or column may be cut by the edge of the image.

INLINE ptrdiff_t lesser(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

static void NAMED(max_pool)(const zdc_pool *p, const float *image, float *out, uint8_t *chosen) {
    const ptrdiff_t channels = p->channels;
    for (ptrdiff_t y = 0; y < p->out_rows; y++)
        for (ptrdiff_t x = 0; x < p->out_columns; x++, out += channels, chosen += channels) {
            const ptrdiff_t high = lesser(p->window_rows, p->rows - y * p->window_rows);
            const ptrdiff_t wide = lesser(p->window_columns, p->columns - x * p->window_columns);
            const float *first = image + (y * p->window_rows * p->columns + x * p->window_columns) * channels;
            float *restrict most = out;
            uint8_t *restrict which = chosen;
            for (ptrdiff_t c = 0; c < channels; c++) {
                most[c] = first[c];
                which[c] = 0;
            }
            for (ptrdiff_t i = 0; i < high; i++)
                for (ptrdiff_t j = 0; j < wide; j++) {
                    const float *restrict other = first + (i * p->columns + j) * channels;
                    const uint8_t place = (uint8_t)(i * p->window_columns + j);
                    for (ptrdiff_t c = 0; c < channels; c++) {
                        which[c] = other[c] > most[c] ? place : which[c];
                        most[c] = other[c] > most[c] ? other[c] : most[c];
                    }
                }
        }
}

static void NAMED(max_pool_gradient)(
    const zdc_pool *p, const float *gradient, const uint8_t *chosen, float *image) {
    const ptrdiff_t channels = p->channels;
    for (ptrdiff_t i = 0; i < p->rows * p->columns * channels; i++) image[i] = 0;
    for (ptrdiff_t y = 0; y < p->out_rows; y++)
        for (ptrdiff_t x = 0; x < p->out_columns; x++, gradient += channels, chosen += channels) {
            const ptrdiff_t high = lesser(p->window_rows, p->rows - y * p->window_rows);
            const ptrdiff_t wide = lesser(p->window_columns, p->columns - x * p->window_columns);
            float *first = image + (y * p->window_rows * p->columns + x * p->window_columns) * channels;
            for (ptrdiff_t i = 0; i < high; i++)
                for (ptrdiff_t j = 0; j < wide; j++) {
                    float *restrict target = first + (i * p->columns + j) * channels;
                    const uint8_t place = (uint8_t)(i * p->window_columns + j);
                    for (ptrdiff_t c = 0; c < channels; c++) target[c] = chosen[c] == place ? gradient[c] : 0;
                }
        }
}
