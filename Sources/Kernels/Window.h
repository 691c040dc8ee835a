// Nearest upsampling and a convolution from products at the small image's pixels, and the way back.

/// Rows of the output image.
INLINE ptrdiff_t window_rows_out(const zdc_upsampled_window *w) { return w->rows * w->up_rows - w->window_rows + 1; }
/// Columns of the output image.
INLINE ptrdiff_t window_columns_out(const zdc_upsampled_window *w) {
    return w->columns * w->up_columns - w->window_columns + 1;
}

/// Floats before the product of each row of the window at output row y; and of each column at an output column.
INLINE void row_places(const zdc_upsampled_window *w, upsampled at, ptrdiff_t *places) {
    const ptrdiff_t taps = w->window_rows * w->window_columns;
    for (ptrdiff_t a = 0; a < w->window_rows; a++, step(&at, w->up_rows))
        places[a] = (at.pixel * w->columns * taps + a * w->window_columns) * w->outputs;
}
INLINE void column_places(const zdc_upsampled_window *w, upsampled at, ptrdiff_t *places) {
    const ptrdiff_t taps = w->window_rows * w->window_columns;
    for (ptrdiff_t b = 0; b < w->window_columns; b++, step(&at, w->up_columns))
        places[b] = (at.pixel * taps + b) * w->outputs;
}

/// A row of the output image from the products of the window's rows, at products + rows[...].
INLINE void combine_window_row(
    const ptrdiff_t high, const ptrdiff_t wide, const zdc_upsampled_window *w, const float *products, const ptrdiff_t *rows,
    const float *bias, float slope, float *out) {
    const ptrdiff_t n = w->outputs;
    ptrdiff_t columns[zdc_most_taps];
    upsampled column = {0};
    for (ptrdiff_t x = 0; x < window_columns_out(w); x++, out += n, step(&column, w->up_columns)) {
        column_places(w, column, columns);
#define COMBINE(read, write)                                                                                           \
    vector sum = bias ? read(bias + k) : (vector){0};                                                                  \
    for (ptrdiff_t a = 0; a < high; a++)                                                                               \
        for (ptrdiff_t b = 0; b < wide; b++) sum = sum + read(products + rows[a] + columns[b] + k);                    \
    write(out + k, activate(sum, slope));
        FOR_VECTORS(k, n, COMBINE)
#undef COMBINE
    }
}

static void NAMED(window_combine)(
    const zdc_upsampled_window *w, const float *products, const float *bias, float slope, float *image) {
    const ptrdiff_t high = w->window_rows, wide = w->window_columns, pitch = window_columns_out(w) * w->outputs;
    ptrdiff_t rows[zdc_most_taps];
    upsampled row = {0};
    for (ptrdiff_t y = 0; y < window_rows_out(w); y++, image += pitch, step(&row, w->up_rows)) {
        row_places(w, row, rows);
        if (high == 2 && wide == 2) combine_window_row(2, 2, w, products, rows, bias, slope, image);
        else combine_window_row(high, wide, w, products, rows, bias, slope, image);
    }
}

static void NAMED(window_combine_adjoint)(const zdc_upsampled_window *w, const float *image, float *products) {
    ptrdiff_t rows[zdc_most_taps], columns[zdc_most_taps];
    const ptrdiff_t window = w->window_rows * w->window_columns;
    memset(products, 0, (size_t)(w->rows * w->columns * window * w->outputs) * sizeof(float));
    upsampled row = {0}, column;
    for (ptrdiff_t y = 0; y < window_rows_out(w); y++, step(&row, w->up_rows)) {
        row_places(w, row, rows);
        column = (upsampled){0};
        for (ptrdiff_t x = 0; x < window_columns_out(w); x++, image += w->outputs, step(&column, w->up_columns)) {
            column_places(w, column, columns);
            for (ptrdiff_t a = 0; a < w->window_rows; a++)
                for (ptrdiff_t b = 0; b < w->window_columns; b++) {
                    float *target = products + rows[a] + columns[b];
#define SPREAD(read, write) write(target + n, read(target + n) + read(image + n));
                    FOR_VECTORS(n, w->outputs, SPREAD)
#undef SPREAD
                }
        }
    }
}
