// A place along an axis whose pixels are repeated.

/// Walks along an axis of the output image: the pixels before the upsampling that the taps of a window meet.
typedef struct {
    ptrdiff_t pixel;
    /// The copy of the pixel.
    ptrdiff_t copy;
} upsampled;
INLINE void step(upsampled *place, ptrdiff_t factor) {
    if (++place->copy == factor) place->pixel++, place->copy = 0;
}

