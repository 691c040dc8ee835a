import Calorimeter
import Files
import Threads

/// Makes the samples of a plan on all cores and writes them as one data set.
///
/// The file has `conditions` (N × 9, float32, in the published order) and `responses` (N × rows × columns). It holds
/// the same bytes whatever the number of threads, and memory does not grow with it.
struct DataSetRun {
    var plan: SamplePlan
    var detector: Detector
    /// The type of `responses`.
    var type: NumberType
    var threads: Int
    var output: String

    /// What a piece of work holds before compression, about 1 MiB.
    private static let pieceBytes = 1 << 20

    /// - Parameter makeWorker: called once on each thread; what it returns makes the responses of some samples, row-major.
    func write(makeWorker: @escaping @Sendable () -> (Range<Int>) throws(FileError) -> ArrayChunk) throws {
        Interruption.watch()
        let file = try NPZWriter(path: output)
        var progress = ProgressLine(count: plan.count)
        do {
            try writeConditions(to: file)
            try file.beginArray(named: "responses", NPYHeader(type: type, shape: [plan.count, detector.rows, detector.columns]))
            let pieces = Self.pieces(plan.count, length: Self.pieceBytes / (detector.pixelCount * type.size))
            let work = OrderedWork(count: pieces.count, threads: threads) {
                let worker = makeWorker()
                return { number in Result { () throws(FileError) in try worker(pieces[number]) } }
            }
            defer { work.cancel() }
            for piece in pieces {
                var chunk: Result<ArrayChunk, FileError>?
                while chunk == nil {
                    chunk = work.next(within: ProgressLine.interval)
                    try Interruption.check()
                    progress.update(done: piece.lowerBound)
                }
                if let chunk { try file.append(chunk.get()) }
            }
            try Interruption.check()
            try file.commit()
        } catch {
            progress.clear()
            throw error
        }
        progress.finish(output: output)
    }

    private func writeConditions(to file: NPZWriter) throws {
        let width = Parameter.publishedOrder.count
        try file.beginArray(named: "conditions", NPYHeader(type: .float32, shape: [plan.count, width]))
        for piece in Self.pieces(plan.count, length: Self.pieceBytes / (width * NumberType.float32.size)) {
            var rows: [Float] = []
            rows.reserveCapacity(piece.count * width)
            for (particle, samples) in try plan.runs(piece) {
                let row = particle.conditions.map { Float($0) }
                for _ in samples { rows += row }
            }
            try file.append(ArrayChunk(rows))
            try Interruption.check()
        }
    }

    /// The samples in pieces that do not depend on the number of threads.
    private static func pieces(_ count: Int, length: Int) -> [Range<Int>] {
        let length = max(length, 1)
        return stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
    }
}
