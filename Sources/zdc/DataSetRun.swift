import Calorimeter
import Files
import Threads

/// Makes a data set on several threads and writes it in one of the forms.
///
/// The file has the same bytes for any number of threads, and memory does not grow with the number of samples.
struct DataSetRun {
    var source: SampleSource
    var form: OutputForm
    var output: String
    var threads: Int
    /// The part of a larger whole that is written; nil if it is the whole.
    var part: DataSetPart?
    /// What identifies the work, so that an interrupted output can be resumed; nil if it cannot.
    var identity: String?
    /// Whether to resume, and to leave what can be resumed.
    var resumes = false

    /// Time between two notes of how far the file is: so long that notes take little of it, however slow the disk.
    private static func noteInterval(after cost: Duration) -> Duration { max(.milliseconds(500), cost * 50) }

    func write() throws {
        Interruption.watch()
        let (file, resumable) = try openOutput()
        let state = resumable?.note ?? []
        var done = Int(clamping: state.first ?? 0)
        let sections = source.sections(form)
        let samples = try SampleFile(
            file, form: form, detector: source.detector, sections: sections.count, state: Array(state.dropFirst()))
        if let size = resumable?.size, form.format == .npz, let end = samples.state.first, end != UInt64(size) {
            throw ResumableFile.misfit(output)
        }
        var nextNote = ContinuousClock.now + Self.noteInterval(after: .zero)
        func note() throws(FileError) {
            let start = ContinuousClock.now
            try resumable?.note([UInt64(done)] + samples.state)
            nextNote = .now + Self.noteInterval(after: .now - start)
        }

        var first = 0
        var progress = ProgressLine(count: source.count)
        do {
            for section in sections {
                let count = (source.count + section.length - 1) / section.length
                let pieces = min(max(done - first, 0), count)..<count
                let begun = min(pieces.lowerBound * section.length, source.count)
                try samples.begin(section, rows: begun, size: resumable.flatMap { $0.size > 0 ? $0.size : nil })
                if pieces.lowerBound > 0, !pieces.isEmpty {
                    progress.tell("Resumes after \(ProgressLine.amount(begun, of: source.count, section.noun)).")
                }
                progress.begin(noun: section.noun, from: begun)
                let total = source.count
                let rows = { @Sendable (piece: Int) in piece * section.length..<min((piece + 1) * section.length, total) }
                let work = OrderedWork(count: pieces.count, threads: threads) {
                    let encode = section.makeEncoder()
                    return { number in Result { () throws(FileError) in try encode(rows(pieces.lowerBound + number)) } }
                }
                defer { work.cancel() }
                for piece in pieces {
                    var encoded: Result<EncodedRows, FileError>?
                    while encoded == nil {
                        try Interruption.check()
                        encoded = work.next(within: ProgressLine.interval)
                        progress.update(done: rows(piece).lowerBound)
                    }
                    if let encoded { try samples.append(encoded.get()) }
                    done = first + piece + 1
                    if resumable != nil, .now >= nextNote { try note() }
                }
                first += count
            }
            try Interruption.check()
            try samples.commit(part: part)
        } catch {
            progress.clear()
            if error is Interruption, resumes {
                try note()
                if resumable != nil { progress.tell("Stopped; the same command resumes from here.") }
            }
            throw error
        }
        progress.finish(output: output == "-" ? nil : output)
        if source.brightest.isBeyondLimit {
            Notes.write(
                "Note: some pixels have more than \(BrightestPixels.limit) photons and are written as \(BrightestPixels.limit).\n"
            )
        }
    }

    /// Opens the output. A pipe waits for its reader, unless a signal ends the wait.
    private func openOutput() throws -> (any OutputFile, ResumableFile?) {
        do {
            return try open()
        } catch {
            try Interruption.check()
            throw error
        }
    }

    private func open() throws(FileError) -> (any OutputFile, ResumableFile?) {
        if output == "-" { return (StandardOutputFile(), nil) }
        guard let identity, try ResumableFile.canResume(output) else {
            guard !resumes else {
                throw FileError(path: output, "\(output) cannot be resumed: nothing can be put beside it; leave --resume out.")
            }
            return (try AtomicFile(path: output), nil)
        }
        let lines = ([identity, form.identity] + (part.map { ["part \($0.shard.index) of \($0.shard.count)"] } ?? [])).joined(
            separator: "\n")
        let file = try ResumableFile(path: output, identity: lines, resumes: resumes)
        return (file, file)
    }
}
