// Nearest upsampling and a convolution from products at the small image's pixels, and the way back.

/// Where the products of one output's taps lie; gives their number.
INLINE ptrdiff_t window_places(
    const zdc_upsampled_window *w, float *products, ptrdiff_t y, ptrdiff_t x, float **places) {
    const ptrdiff_t taps = w->window_rows * w->window_columns;
    ptrdiff_t tap = 0;
    for (ptrdiff_t a = 0; a < w->window_rows; a++)
        for (ptrdiff_t b = 0; b < w->window_columns; b++, tap++) {
            const ptrdiff_t pixel = (y + a) / w->up_rows * w->columns + (x + b) / w->up_columns;
            places[tap] = products + (pixel * taps + tap) * w->outputs;
        }
    return taps;
}


INLINE void combine_window(
    const ptrdiff_t taps, float *const *places, ptrdiff_t outputs, const float *bias, float slope, float *out) {
    ptrdiff_t n = 0;
    for (; n + LANES <= outputs; n += LANES) {
        vector sum = bias ? load(bias + n) : (vector){0};
        for (ptrdiff_t tap = 0; tap < taps; tap++) sum = sum + load(places[tap] + n);
        store(out + n, activate(sum, slope));
    }
    for (; n < outputs; n++) {
        float sum = bias ? bias[n] : 0;
        for (ptrdiff_t tap = 0; tap < taps; tap++) sum += places[tap][n];
        out[n] = activate_one(sum, slope);
    }
}

static void NAMED(window_combine)(
    const zdc_upsampled_window *w, const float *products, const float *bias, float slope, float *image) {
    const ptrdiff_t rows = w->rows * w->up_rows - w->window_rows + 1;
    const ptrdiff_t columns = w->columns * w->up_columns - w->window_columns + 1;
    float *places[zdc_most_taps];
    for (ptrdiff_t y = 0; y < rows; y++)
        for (ptrdiff_t x = 0; x < columns; x++, image += w->outputs) {
            const ptrdiff_t taps = window_places(w, (float *)products, y, x, places);
            if (taps == 4) combine_window(4, places, w->outputs, bias, slope, image);
            else combine_window(taps, places, w->outputs, bias, slope, image);
        }
}

static void NAMED(window_combine_adjoint)(const zdc_upsampled_window *w, const float *image, float *products) {
    const ptrdiff_t rows = w->rows * w->up_rows - w->window_rows + 1;
    const ptrdiff_t columns = w->columns * w->up_columns - w->window_columns + 1;
    const ptrdiff_t window = w->window_rows * w->window_columns;
    float *places[zdc_most_taps];
    memset(products, 0, (size_t)(w->rows * w->columns * window * w->outputs) * sizeof(float));
    for (ptrdiff_t y = 0; y < rows; y++)
        for (ptrdiff_t x = 0; x < columns; x++, image += w->outputs) {
            const ptrdiff_t taps = window_places(w, products, y, x, places);
            for (ptrdiff_t tap = 0; tap < taps; tap++) {
                ptrdiff_t n = 0;
                for (; n + LANES <= w->outputs; n += LANES) store(places[tap] + n, load(places[tap] + n) + load(image + n));
                for (; n < w->outputs; n++) places[tap][n] += image[n];
            }
        }
}
