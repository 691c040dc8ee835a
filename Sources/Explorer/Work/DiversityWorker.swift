import Calorimeter
import FastSimulation
import ReferenceMC
import Random

/// Makes many responses to one particle, true ones and those of every model.
struct DiversityWorker {
    private let reference: ReferenceMC
    private let models: [Generator]
    private var sessions: [String: Generator.Session] = [:]
    private var last: DiversityRequest?
    private var rows: [SpreadAccumulator] = []
    private var buffer: [Float]

    /// Samples made between two looks at whether they are still wanted.
    private static let step = 8

    init(reference: ReferenceMC, models: [Generator]) {
        self.reference = reference
        self.models = models
        buffer = Array(repeating: 0, count: Self.step * reference.detector.pixelCount)
    }

    mutating func run(_ request: DiversityRequest, _ context: WorkContext) {
        if last?.hasTheSameSamples(as: request) != true {
            rows = Array(repeating: SpreadAccumulator(pixels: reference.detector.pixelCount), count: request.models.count + 1)
        }
        last = request
        var pictures: [[Response]] = []
        for row in rows.indices {
            guard context.isWanted() else { return }
            pictures.append(samples(request.window, row: row, of: request))
        }
        func deliver(_ rows: [SpreadAccumulator]) {
            context.deliver(.diversity(DiversityResult(
                request: request,
                rows: zip(pictures, rows).map { DiversityResult.Row(samples: $0, spread: $1.spread) })))
        }
        deliver(rows)
        let total = request.count * rows.count
        func done() -> Int { rows.reduce(0) { $0 + $1.count } }
        guard done() < total else { return }
        var reporter = ProgressReporter(context, done: done(), total: total)
        // All rows grow together: numbers side by side are worth the same.
        while done() < total {
            for row in rows.indices {
                guard context.isWanted() else { return }
                let first = rows[row].count
                add(first..<min(first + Self.step, request.count), row: row, of: request)
            }
            if reporter.isTimeToDeliver(done: done()) { deliver(rows) }
        }
        guard context.isWanted() else { return }
        deliver(rows)
    }

    private mutating func session(_ row: Int, _ request: DiversityRequest) -> Generator.Session? {
        let name = request.models[row - 1]
        if let session = sessions[name] { return session }
        let session = models.first { $0.name == name }?.makeSession(batch: Self.step)
        sessions[name] = session
        return session
    }

    /// Responses `indices` of one row, at most `step` of them, into the buffer.
    private mutating func fill(_ indices: Range<Int>, row: Int, of request: DiversityRequest) {
        let session = row > 0 ? session(row, request) : nil
        let pixels = reference.detector.pixelCount
        buffer.withUnsafeMutableBufferPointer { buffer in
            if row > 0 {
                session?.generate(
                    request.particle, seed: request.seed, indices: indices,
                    into: UnsafeMutableBufferPointer(rebasing: buffer[..<(indices.count * pixels)]))
                return
            }
            for (place, index) in indices.enumerated() {
                var random = RandomStream(seed: request.seed, purpose: .truth, index: UInt64(index))
                reference.respond(
                    to: request.particle, random: &random,
                    into: UnsafeMutableBufferPointer(rebasing: buffer[(place * pixels)..<((place + 1) * pixels)]))
            }
        }
    }

    private mutating func add(_ indices: Range<Int>, row: Int, of request: DiversityRequest) {
        guard !indices.isEmpty else { return }
        fill(indices, row: row, of: request)
        let pixels = reference.detector.pixelCount
        buffer.withUnsafeBufferPointer { buffer in
            for place in 0..<indices.count {
                rows[row].add(UnsafeBufferPointer(rebasing: buffer[(place * pixels)..<((place + 1) * pixels)]))
            }
        }
    }

    private mutating func samples(_ indices: Range<Int>, row: Int, of request: DiversityRequest) -> [Response] {
        let (detector, pixels) = (reference.detector, reference.detector.pixelCount)
        var responses: [Response] = []
        for first in stride(from: indices.lowerBound, to: indices.upperBound, by: Self.step) {
            let part = first..<min(first + Self.step, indices.upperBound)
            fill(part, row: row, of: request)
            responses += part.indices.map { index in
                let start = (index - part.lowerBound) * pixels
                return Response(
                    rows: detector.rows, columns: detector.columns, photons: Array(buffer[start..<start + pixels]))
            }
        }
        return responses
    }
}
