import Calorimeter
import Evaluation
import FastSimulation
import Random

/// Makes responses from the truth and from models by name, with one session each; all of whole photons.
struct ResponseMaker {
    let truth: Truth
    private let models: [Generator]
    private var sessions: [String: Generator.Session] = [:]
    private var buffer: [Float]

    /// Samples made at a time: few, so that nothing newer waits long.
    static let step = 8

    init(truth: Truth, models: [Generator]) {
        self.truth = truth
        self.models = models
        buffer = Array(repeating: 0, count: Self.step * truth.detector.pixelCount)
    }

    /// Who makes a response.
    enum Source {
        case truth
        /// Truth with streams of its own.
        case repeatedTruth
        case model(String)

        /// The truth first, then the models.
        static func row(_ row: Int, of models: [String]) -> Source { row == 0 ? .truth : .model(models[row - 1]) }
    }

    /// Calls `body` with the photons of samples `indices`, one after the other. No model of that name, or no
    /// truth: none.
    mutating func make(
        _ source: Source, of particle: Particle, seed: UInt64, indices: Range<Int>,
        _ body: (UnsafeBufferPointer<Float>) -> Void
    ) {
        for first in stride(from: indices.lowerBound, to: indices.upperBound, by: Self.step) {
            let part = first..<min(first + Self.step, indices.upperBound)
            let pixels = truth.detector.pixelCount
            let session: Generator.Session?
            if case .model(let name) = source {
                session = self.session(name)
                if session == nil { return }
            } else {
                session = nil
            }
            let truth = truth
            buffer.withUnsafeMutableBufferPointer { buffer in
                func image(_ place: Int) -> UnsafeMutableBufferPointer<Float> {
                    UnsafeMutableBufferPointer(rebasing: buffer[(place * pixels)..<((place + 1) * pixels)])
                }
                switch source {
                case .model:
                    let images = UnsafeMutableBufferPointer(rebasing: buffer[..<(part.count * pixels)])
                    session?.generate(particle, seed: seed, indices: part, into: images)
                case .truth, .repeatedTruth:
                    var purpose = RandomStream.Purpose.truth
                    if case .repeatedTruth = source { purpose = .truthRepeat }
                    for (place, index) in part.enumerated()
                    where !truth.write(purpose, to: particle, seed: seed, index: index, into: image(place)) { return }
                }
                for place in 0..<part.count { body(UnsafeBufferPointer(image(place))) }
            }
        }
    }

    /// Samples `indices` as pictures.
    mutating func responses(_ source: Source, to particle: Particle, seed: UInt64, indices: Range<Int>) -> [Response] {
        var responses: [Response] = []
        let detector = truth.detector
        make(source, of: particle, seed: seed, indices: indices) { photons in
            responses.append(Response(rows: detector.rows, columns: detector.columns, photons: Array(photons)))
        }
        return responses
    }

    private mutating func session(_ name: String) -> Generator.Session? {
        if let session = sessions[name] { return session }
        let session = models.first { $0.name == name }?.makeSession(batch: Self.step)
        sessions[name] = session
        return session
    }
}
