/// Mean and standard deviation of a collection of numbers, in their unit.
public struct Moments: Hashable, Sendable {
    public let count: Int
    /// NaN if there are no numbers.
    public let mean: Double
    /// The sum of the squared deviations from the mean.
    public let squares: Double

    @inlinable public init(_ values: some Collection<Double>) {
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        count = values.count
    }

    @inlinable public init(_ values: some Collection<Float>) { self.init(values.lazy.map(Double.init)) }

    /// The standard deviation of a population (÷ n); NaN if there are no numbers.
    public var sigma: Double { (squares / Double(count)).squareRoot() }

    /// The standard deviation of a sample (÷ (n − 1)); nil for fewer than two numbers.
    public var sampleSigma: Double? { count > 1 ? (squares / Double(count - 1)).squareRoot() : nil }
}
