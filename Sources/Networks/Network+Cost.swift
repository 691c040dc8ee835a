extension Network {
    /// Multiplications per sample as the kernels do them, up to borders: an upsampled 3 × 3 convolution costs 9 per pixel
    /// of the image before it, where the direct form costs 36 (the four outputs of a pixel share their sums).
    public var reducedMultiplications: Int {
        multiplications { size, input, outputs in size == 3 ? 9 * input.rows * input.columns * input.channels * outputs : nil }
    }

    /// Multiplications per sample in the direct form.
    public var directMultiplications: Int { multiplications { _, _, _ in nil } }

    /// Adds up the layers; `afterUpsampling` gives the cost of a convolution of a window `size` on an upsampled `input`,
    /// nil where it is the direct one.
    private func multiplications(afterUpsampling: (_ size: Int, _ input: Shape, _ outputs: Int) -> Int?) -> Int {
        var total = 0
        for (index, layer) in layers.enumerated() {
            let (input, output) = (shapes[index], shapes[index + 1])
            switch layer {
            case .dense(let outputs): total += input.count * outputs
            case .convolution(let size, let outputs, _):
                let direct = output.rows * output.columns * size * size * input.channels * outputs
                let isUpsampled = index > 0 && layers[index - 1] == .upsample
                total += (isUpsampled ? afterUpsampling(size, shapes[index - 1], outputs) : nil) ?? direct
            default: break
            }
        }
        return total
    }
}
