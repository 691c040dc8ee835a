import Calorimeter
import Evaluation

/// What is kept of the responses of one kind to one particle.
struct SampleSeries {
    private(set) var sums = ChannelSamples()
    /// The first responses, as pictures.
    var gallery: [Response] = []
    /// Nil where no particle is pinned.
    private(set) var shape: ShapeAccumulator?
    /// Nil for the repeat, of which the channels are enough.
    private(set) var profiles: ResponseProfiles?

    /// The channels alone.
    init() {}

    /// All that a request shows.
    init(_ request: SamplingRequest, detector: Detector) {
        if request.pinned != nil { shape = ShapeAccumulator(pixels: detector.pixelCount) }
        let landing = LandingPoint(of: request.particle, on: detector)
        profiles = ResponseProfiles(bins: ProfileBins(detector: detector, around: (landing.x, landing.y)))
    }

    var count: Int { sums.count }

    /// Adds responses of which the channel sums are all that is known.
    mutating func add(_ channels: some Sequence<ChannelSums>) {
        for channels in channels { sums.append(channels) }
    }

    /// Adds one response: photons, row-major, and their channel sums.
    mutating func add(_ photons: UnsafeBufferPointer<Float>, sums channels: ChannelSums) {
        sums.append(channels)
        shape?.add(photons)
        profiles?.add(photons)
    }
}

/// What the channels do not tell of many responses to one particle.
struct ShapeMeans: Equatable, Sendable {
    /// The mean of the photons in the brightest pixel.
    var peak: Double
    /// The mean over the pixels of their standard deviation, photons.
    var diversity: Double
}

/// Adds responses up to `ShapeMeans`.
struct ShapeAccumulator {
    private var spread: SpreadAccumulator
    private var peaks = 0.0

    init(pixels: Int) { spread = SpreadAccumulator(pixels: pixels) }

    mutating func add(_ photons: UnsafeBufferPointer<Float>) {
        peaks += Double(photons.max() ?? 0)
        spread.add(photons)
    }

    var means: ShapeMeans { ShapeMeans(peak: peaks / Double(max(spread.count, 1)), diversity: spread.meanSigma) }
}
