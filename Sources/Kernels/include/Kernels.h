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
    /// The most maps that a form of the tile transform has.
    zdc_most_maps = 16,
    /// The most taps of a window on an upsampled image.
    zdc_most_taps = 64,
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
    /// Such products, their parts so many floats apart.
    ptrdiff_t count;
    ptrdiff_t left_step;
    ptrdiff_t panels_step;
    ptrdiff_t out_step;
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

/// The convolutions that fit the tile transform.
typedef enum {
    /// Nearest x2 upsampling followed by a window of 3 x 3: tiles of 3 x 3 pixels, two apart, 9 maps.
    zdc_form_doubled,
    /// A window of 2 x 2: tiles of 4 x 4 pixels, three apart, 16 maps.
    zdc_form_plain,
    /// Nearest upsampling along columns followed by a window of 2 rows: tiles of 4 x 1 pixels, three apart along rows,
    /// 4 maps, and in each a product with every tap along columns.
    zdc_form_rows,
} zdc_form;

/// An image cut into overlapping tiles, whose pixels x0 x1 ... along one axis are combined before they are multiplied with
/// combinations of the weights a b (c), so that fewer products are left. Along one axis:
///   doubled, with t0 = x0 - x1, t1 = x1, t2 = x2 - x1:
///     y0 = t0 (a + b) + t1 (a + b + c)   y2 = t1 (a + b + c) + t2 c         (even outputs)
///     y1 = t0 a + t1 (a + b + c)         y3 = t1 (a + b + c) + t2 (b + c)   (odd outputs)
///   two taps, with t0 = x0 - x2, t1 = x1 + x2, t2 = x2 - x1, t3 = x3 - x1 and q0 = t0 a, q1 = t1 (a + b) / 2,
///   q2 = t2 (a - b) / 2, q3 = t3 b:
///     y0 = q0 + q1 + q2   y1 = q1 - q2   y2 = q1 + q2 + q3
///   any taps on an upsampled axis: each pixel with each tap; all copies of a pixel share these products.
/// Products per tile against those of the convolution as it stands: doubled 25 for 144, plain 16 for 36, rows 4 for 6 times
/// the upsampling factor. The idea is Winograd's minimal filtering (Arithmetic Complexity of Computations, 1980): two taps
/// are his F(3, 2) at the points 0, 1, -1; the doubled axis shares the product at the point 1 between its phases.
typedef struct {
    zdc_form form;
    ptrdiff_t rows;
    ptrdiff_t columns;
    ptrdiff_t channels;
    ptrdiff_t outputs;
    /// Of zdc_form_rows: the upsampling, and the taps, along columns.
    ptrdiff_t up_columns;
    ptrdiff_t window_columns;
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
    /// Whether scale and shift are the same for every batch, so that a gradient goes back through the scale alone.
    _Bool is_constant;
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

    /// image -> maps[map][tiles][channels], each map zdc_map_stride behind the one before it.
    void (*tile_maps)(const zdc_tiling *, const float *image, float *maps);
    /// The convolution of some rows of tiles: the image's maps, as above; their products with the packed weights (one map's
    /// behind the other), which are products[map][tiles][kernels of the map * outputs], in the same way; and from these the
    /// output image.
    void (*tile_convolve)(
        const zdc_tiling *, const float *image, const float *weights, const float *_Nullable bias, float slope,
        float *maps, float *products, float *out);

    /// A convolution to one channel: weight[window_rows][window_columns][channels], an output for each place of the window.
    void (*convolve_to_one)(
        const float *image, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels, ptrdiff_t window_rows,
        ptrdiff_t window_columns, const float *weight, float bias, float slope, float *out);

    /// out[i] = exp(min(in[i], limit)) - 1 where in[i] > 0, and 0 elsewhere (also where it is not a number).
    void (*photons)(const float *in, float limit, float *out, ptrdiff_t count);

    /// out[i] = ln(1 + exp(in[i])); `out` may be `in`.
    void (*softplus)(const float *in, float *out, ptrdiff_t count);
    /// Multiplies the gradient by the slope of softplus at x, 1 / (1 + exp(-x)).
    void (*softplus_gradient)(const float *x, float *gradient, ptrdiff_t count);

    void (*outer_product)(const zdc_outer_product *);

    /// The adjoint of tile_maps: adds to the gradient of the image. Every tile row is added once.
    void (*tile_maps_adjoint)(const zdc_tiling *, const float *maps, float *image);
    /// The gradient of the output image of tile_convolve, without bias and activation -> that of the products.
    void (*tile_combine_adjoint)(const zdc_tiling *, const float *image, float *products);

    /// products[pixel][tap][outputs] -> the output image
    void (*window_combine)(
        const zdc_upsampled_window *, const float *products, const float *_Nullable bias, float slope, float *image);
    /// The adjoint of window_combine without bias and activation: the gradient of the products, overwritten.
    void (*window_combine_adjoint)(const zdc_upsampled_window *, const float *image, float *products);

    /// sums[c] += sum of x, squares[c] += sum of x^2, over `pixels` rows of `channels` values.
    void (*channel_sums)(const float *x, ptrdiff_t pixels, ptrdiff_t channels, double *sums, double *squares);
    void (*activation)(const zdc_activation *, const float *x, float *out);
    /// Turns the gradient of the output into that of scale * x + shift, in place, or of x if the scale is constant. Where they
    /// are wanted, adds to sums[c] the sum of the gradient of scale * x + shift and to products[c] the sum of its products with x.
    void (*activation_gradient)(
        const zdc_activation *, const float *x, float *gradient, double *_Nullable sums, double *_Nullable products);
    /// gradient = scale[c] * (gradient - offset[c] - (x - mean[c]) * factor[c]), in place: the way back through the
    /// statistics of the batch.
    void (*norm_gradient)(
        const float *x, ptrdiff_t pixels, ptrdiff_t channels, const float *scale, const float *offset, const float *mean,
        const float *factor, float *gradient);

    /// The brightest of each window, and which one of the window it is (the first among equals).
    void (*max_pool)(const zdc_pool *, const float *image, float *out, uint8_t *chosen);
    /// The gradient goes to the chosen pixel, 0 to all others.
    void (*max_pool_gradient)(const zdc_pool *, const float *gradient, const uint8_t *chosen, float *image);

    /// Adds the sum over all rows of values[rows][columns] to out[columns].
    void (*add_rows)(const float *values, ptrdiff_t rows, ptrdiff_t columns, float *out);
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

/// Maps of a form.
ptrdiff_t zdc_tile_maps(const zdc_tiling *);
/// Kernels of one map: matrices that it is multiplied with, side by side.
ptrdiff_t zdc_tile_kernels(const zdc_tiling *, ptrdiff_t map);
/// Rows of tiles of the whole image, those cut by its edge too.
ptrdiff_t zdc_tile_rows(const zdc_tiling *);
/// Tiles in a row of them.
ptrdiff_t zdc_tiles_across(const zdc_tiling *);
/// Floats from one map of some tiles to the next, with so many values for each tile: an odd number of lines of the cache, or maps
/// of the same place would meet in the same lines.
ptrdiff_t zdc_map_stride(ptrdiff_t tiles, ptrdiff_t values);
/// weight[window rows][window columns][channels][outputs]
/// -> for each map [channels][kernels of the map * outputs], one map after the other.
void zdc_tile_weights(const zdc_tiling *, const float *weight, float *transformed);
/// The adjoint of zdc_tile_weights: adds the gradients of the matrices to the gradient of the weight.
void zdc_tile_weights_adjoint(const zdc_tiling *, const float *transformed, float *weight);
/// weight[taps][channels][outputs] -> [taps][outputs][channels], the taps in reverse, which is the window turned by 180
/// degrees: the weight of the way back.
void zdc_turn_weights(const float *weight, ptrdiff_t taps, ptrdiff_t channels, ptrdiff_t outputs, float *turned);

#pragma clang assume_nonnull end
