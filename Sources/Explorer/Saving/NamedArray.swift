import Calorimeter
import Files

/// Numbers with a name and a shape, row-major: one array of an NPZ file.
struct NamedArray: Equatable {
    var name: String
    var shape: [Int]
    var values: [Float]

    init(_ name: String, shape: [Int], _ values: [Float]) {
        precondition(values.count == shape.reduce(1, *), "an array has as many numbers as its shape says")
        (self.name, self.shape, self.values) = (name, shape, values)
    }

    /// Pictures of one size: (pictures, rows, columns) photons.
    init(_ name: String, _ responses: [Response], _ detector: Detector) {
        self.init(name, shape: [responses.count, detector.rows, detector.columns], responses.flatMap(\.photons))
    }

    /// The particles in the published order: (particles, 9).
    static func conditions(_ particles: [Particle]) -> NamedArray {
        NamedArray(
            "conditions", shape: [particles.count, Parameter.publishedOrder.count],
            particles.flatMap { $0.conditions.map { Float($0) } })
    }

    /// Writes arrays as one file.
    static func write(_ arrays: [NamedArray], path: String) throws(FileError) {
        let file = try NPZWriter(path: path)
        for array in arrays {
            try file.beginArray(named: array.name, NPYHeader(type: .float32, shape: array.shape))
            try file.append(ArrayChunk(array.values))
        }
        try file.commit()
    }
}
