import Networks

/// The exponential moving average of a generator's numbers over the steps: steadier than any one step.
///
/// The first steps weigh less, so that the random start is soon forgotten: after n steps the decay is at most
/// (1 + n)/(10 + n).
struct WeightAverage {
    let decay: Double
    var steps = 0
    var parameters: Parameters

    mutating func add(_ current: TrainableNetwork) {
        steps += 1
        let kept = Float(min(decay, Double(1 + steps) / Double(10 + steps)))
        current.withParameters { values, statistics in
            func mix(_ mean: inout [Float], _ new: UnsafeBufferPointer<Float>) {
                mean.withUnsafeMutableBufferPointer { mean in
                    for index in 0..<mean.count { mean[index] = kept * mean[index] + (1 - kept) * new[index] }
                }
            }
            mix(&parameters.values, values)
            mix(&parameters.statistics, statistics)
        }
    }
}
