// The numeric loops of the networks, for several instruction sets.
//
// Images are stored row by row, channels last: value (y, x, c) of an image with `columns` columns and `channels`
// channels is at ((y * columns + x) * channels + c). Every sum runs in one fixed order for each output value, so a
// value depends neither on how many rows are computed at once nor on which.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

enum {
    /// Columns in one panel of packed weights.
    zdc_panel_width = 16,
    /// Maps in the domain of the tile transform: three along each axis.
    zdc_tile_maps = 9,
};

/// out[r][n] = activation(bias[n] + sum over s, k of left[r * left_pitch + s * span_pitch + k] * weight[s * depth + k][n])
///
/// A dense layer has one span. A convolution of size k has k spans of k * channels values: one row of its window
/// lies in one piece. activation(x) = x > 0 ? x : slope * x: slope 1 is linear, 0 is ReLU.
typedef struct {
    const float *left;
    ptrdiff_t left_pitch;
    ptrdiff_t spans;
    ptrdiff_t span_pitch;
    ptrdiff_t depth;
    /// From zdc_pack: [panel][spans * depth][zdc_panel_width].
    const float *panels;
    /// `columns` values, or none.
    const float *_Nullable bias;
    float slope;
    float *out;
    ptrdiff_t out_pitch;
    ptrdiff_t rows;
    ptrdiff_t columns;
} zdc_product;

/// out[k][n] += sum over r of left[r * left_pitch + k] * right[r * right_pitch + n]
///
/// The gradient of a weight: `left` is what went into the layer, `right` the gradient of what came out.
typedef struct {
    const float *left;
    ptrdiff_t left_pitch;
    const float *right;
    ptrdiff_t right_pitch;
    ptrdiff_t rows;
    ptrdiff_t depth;
    ptrdiff_t columns;
    float *out;
    ptrdiff_t out_pitch;
} zdc_outer_product;

/// An image cut into overlapping tiles of 3 x 3 pixels, two apart, for the two layers that fit them: a 2 x 2
/// convolution (phases = 1), and nearest x2 upsampling followed by a 3 x 3 convolution (phases = 2).
///
/// Along one axis, with pixels x0 x1 x2 of a tile, both are sums of products of t0 = x0 - x1, t1 = x1, t2 = x2 - x1
/// with sums of the weights a b (c):
///   size 2:           y0 = t0 a + t1 (a + b)           y1 = t1 (a + b) + t2 b
///   upsampled size 3: y0 = t0 (a + b) + t1 (a + b + c)  y2 = t1 (a + b + c) + t2 c         (even outputs)
///                     y1 = t0 a + t1 (a + b + c)        y3 = t1 (a + b + c) + t2 (b + c)   (odd outputs)
/// So map 1 needs one kernel and maps 0 and 2 need `phases` of them: per tile of 2 x 2 pixels 9 products instead of
/// 16 for size 2, and 25 instead of 144 for the upsampled size 3. The idea is Winograd's minimal filtering F(2, 2)
/// (Arithmetic Complexity of Computations, 1980), with the product at the point 1 shared by both phases.
typedef struct {
    ptrdiff_t rows;
    ptrdiff_t columns;
    ptrdiff_t channels;
    ptrdiff_t outputs;
    ptrdiff_t phases;
    /// The rows of tiles to work on: first ..< last.
    ptrdiff_t first_tile_row;
    ptrdiff_t last_tile_row;
} zdc_tiling;

/// Nearest upsampling followed by a convolution, from products at the pixels before the upsampling.
///
/// All copies of a pixel meet the same weights, so each pixel of the small image is multiplied once with each tap of the
/// window: out(y, x) = sum over taps (a, b) of product[(y + a) / up_rows][(x + b) / up_columns][a][b].
typedef struct {
    /// Of the small image.
    ptrdiff_t rows;
    ptrdiff_t columns;
    ptrdiff_t outputs;
    ptrdiff_t up_rows;
    ptrdiff_t up_columns;
    ptrdiff_t window_rows;
    ptrdiff_t window_columns;
} zdc_upsampled_window;

/// Normalisation, dropout and activation in one pass over one sample: `pixels` times `channels` values.
///
/// out = activation(kept * (scale * x + shift)). kept is 0 for the part `dropped` / 2^32 of the values and
/// 1 / (1 - dropped / 2^32) for the others; which ones follows from the key and the position, so that the way back
/// finds the same without a stored mask.
typedef struct {
    ptrdiff_t pixels;
    ptrdiff_t channels;
    const float *scale;
    const float *shift;
    float slope;
    uint32_t key;
    uint32_t dropped;
} zdc_activation;

/// Windows of at most 256 pixels, side by side; those at the end may be cut by the edge.
typedef struct {
    ptrdiff_t rows;
    ptrdiff_t columns;
    ptrdiff_t channels;
    ptrdiff_t window_rows;
    ptrdiff_t window_columns;
    ptrdiff_t out_rows;
    ptrdiff_t out_columns;
} zdc_pool;

/// The constants of one step of Adam (Kingma and Ba, arXiv 1412.6980); the corrections are 1 / (1 - beta^step).
typedef struct {
    float rate;
    float beta1;
    float beta2;
    float epsilon;
    float correction1;
    float correction2;
} zdc_adam_step;

/// One instruction set's version of every loop.
typedef struct {
    const char *name;

    void (*multiply)(const zdc_product *);

    /// image -> maps[zdc_tile_maps][tiles][channels]
    void (*tile_maps)(const zdc_tiling *, const float *image, float *maps);
    /// products[map][tiles][kernels of the map * outputs], one map after the other -> the output image
    void (*tile_combine)(
        const zdc_tiling *, const float *products, const float *_Nullable bias, float slope, float *image);

    /// A convolution to one channel: weight[window_rows][window_columns][channels], an output for each place of the window.
    void (*convolve_to_one)(
        const float *image, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels, ptrdiff_t window_rows,
        ptrdiff_t window_columns, const float *weight, float bias, float slope, float *out);

    /// out[i] = exp(min(in[i], limit)) - 1 where in[i] > 0, and 0 elsewhere (also where it is not a number).
    void (*photons)(const float *in, float limit, float *out, ptrdiff_t count);

    void (*outer_product)(const zdc_outer_product *);

    /// The adjoint of tile_maps: adds to the gradient of the image. Every tile row is added once.
    void (*tile_maps_adjoint)(const zdc_tiling *, const float *maps, float *image);
    /// The adjoint of tile_combine without bias and activation: the gradient of the products.
    void (*tile_combine_adjoint)(const zdc_tiling *, const float *image, float *products);

    /// products[pixel][tap][outputs] -> the output image
    void (*window_combine)(
        const zdc_upsampled_window *, const float *products, const float *_Nullable bias, float slope, float *image);
    /// The adjoint of window_combine without bias and activation: the gradient of the products, overwritten.
    void (*window_combine_adjoint)(const zdc_upsampled_window *, const float *image, float *products);

    /// sums[c] += sum of x, squares[c] += sum of x^2, over `pixels` rows of `channels` values.
    void (*channel_sums)(const float *x, ptrdiff_t pixels, ptrdiff_t channels, double *sums, double *squares);
    void (*activation)(const zdc_activation *, const float *x, float *out);
    /// Turns the gradient of the output into that of scale * x + shift, in place, and adds to
    /// sums[c] its sum and to products[c] the sum of its products with x.
    void (*activation_gradient)(
        const zdc_activation *, const float *x, float *gradient, double *sums, double *products);
    /// gradient = scale[c] * (gradient - offset[c] - (x - mean[c]) * factor[c]), in place: the way back through the
    /// statistics of the batch.
    void (*norm_gradient)(
        const float *x, ptrdiff_t pixels, ptrdiff_t channels, const float *scale, const float *offset, const float *mean,
        const float *factor, float *gradient);

    /// The brightest of each window, and which one of the window it is (the first among equals).
    void (*max_pool)(const zdc_pool *, const float *image, float *out, uint8_t *chosen);
    /// The gradient goes to the chosen pixel, 0 to all others.
    void (*max_pool_gradient)(const zdc_pool *, const float *gradient, const uint8_t *chosen, float *image);

    /// Adds addend[count] to out.
    void (*add)(const float *addend, float *out, ptrdiff_t count);
    void (*adam)(
        const zdc_adam_step *, const float *gradient, float *first, float *second, float *values, ptrdiff_t count);

    /// Does 24 * 2 * lanes * `rounds` floating point operations on registers alone: the peak of the core.
    float (*peak)(ptrdiff_t rounds);
    /// Numbers in one vector.
    int lanes;
} zdc_kernels;

/// The instruction sets that were compiled, lowest first: 0 is the architecture's baseline.
int zdc_instruction_set_count(void);
/// The loops of one instruction set, or nothing if this processor lacks it.
const zdc_kernels *_Nullable zdc_instruction_set(int index);

/// Floats that a matrix of depth x columns takes when packed.
size_t zdc_packed_count(size_t depth, size_t columns);
/// matrix[depth][columns] -> panels, the columns filled up with zeros.
void zdc_pack(const float *matrix, ptrdiff_t depth, ptrdiff_t columns, float *panels);
/// The same of the transposed matrix: matrix[columns][depth] -> panels.
void zdc_pack_transposed(const float *matrix, ptrdiff_t depth, ptrdiff_t columns, float *panels);

/// Kernels of one map: phases to the power of the number of axes on which the map is an outer one.
ptrdiff_t zdc_tile_kernels(ptrdiff_t map, ptrdiff_t phases);
/// weight[size][size][channels][outputs] (size 2 for phases 1, 3 for phases 2)
/// -> for each map [channels][kernels of the map * outputs], one map after the other.
void zdc_tile_weights(const float *weight, ptrdiff_t channels, ptrdiff_t outputs, ptrdiff_t phases, float *transformed);

/// The adjoint of zdc_tile_weights: adds the gradients of the nine matrices to the gradient of the weight.
void zdc_tile_weights_adjoint(
    const float *transformed, ptrdiff_t channels, ptrdiff_t outputs, ptrdiff_t phases, float *weight);
/// weight[taps][channels][outputs] -> [taps][outputs][channels], the taps in reverse, which is the window turned by 180
/// degrees: the weight of the way back.
void zdc_turn_weights(const float *weight, ptrdiff_t taps, ptrdiff_t channels, ptrdiff_t outputs, float *turned);

#pragma clang assume_nonnull end
