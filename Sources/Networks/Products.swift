import Kernels

extension InstructionSet {
    /// out[rows][columns] = activation(left[rows][spans × depth] · weights + bias), see `zdc_product`.
    func multiply(
        _ left: UnsafePointer<Float>, pitch: Int, spans: Int = 1, spanPitch: Int = 0, depth: Int,
        weights: UnsafePointer<Float>, bias: UnsafePointer<Float>? = nil, slope: Float = 1,
        into out: UnsafeMutablePointer<Float>, pitch outPitch: Int, rows: Int, columns: Int
    ) {
        var product = zdc_product(
            left: left, left_pitch: pitch, spans: spans, span_pitch: spanPitch, depth: depth, panels: weights,
            bias: bias,
            slope: slope, out: out, out_pitch: outPitch, rows: rows, columns: columns, count: 1, left_step: 0,
            panels_step: 0, out_step: 0)
        kernels.pointee.multiply(&product)
    }

    /// out[depth][columns] += leftᵀ · right, summed over the rows, see `zdc_outer_product`.
    func addOuterProducts(
        _ left: UnsafePointer<Float>, pitch: Int, _ right: UnsafePointer<Float>, pitch rightPitch: Int, rows: Int,
        depth: Int, columns: Int, to out: UnsafeMutablePointer<Float>, pitch outPitch: Int
    ) {
        var product = zdc_outer_product(
            left: left, left_pitch: pitch, right: right, right_pitch: rightPitch, rows: rows, depth: depth,
            columns: columns,
            out: out, out_pitch: outPitch)
        kernels.pointee.outer_product(&product)
    }
}
