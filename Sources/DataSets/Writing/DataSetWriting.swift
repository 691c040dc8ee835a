import Calorimeter
import Files
import Threads

/// Follows the writing of a data set, and may end it.
package protocol WritingWatch: AnyObject {
    /// Time at most between two calls of `check`.
    var patience: Duration { get }
    /// Called often; what it throws ends the writing, which can be resumed then if that was asked for.
    func check() throws
    /// Rows of a section are written from now on, of which an earlier program has done some.
    func begin(noun: String, from: Int)
    /// So many rows of the section are done.
    func update(done: Int)
    /// `check` has ended the writing; what is there was noted, if it can be resumed.
    func stopped(canResume: Bool)
}

/// Makes a data set on several threads and writes it in one of the forms.
///
/// The file has the same bytes for any number of threads, and memory does not grow with the number of samples.
package struct DataSetWriting {
    package var source: SampleSource
    package var form: OutputForm
    package var output: String
    package var threads: Int
    /// The part of a larger whole that is written; nil if it is the whole.
    package var part: DataSetPart?
    /// What identifies the work, so that an interrupted output can be resumed; nil if it cannot.
    package var identity: String?
    /// Whether to resume, and to leave what can be resumed.
    package var resumes: Bool

    package init(
        source: SampleSource, form: OutputForm, output: String, threads: Int, part: DataSetPart? = nil,
        identity: String? = nil, resumes: Bool = false
    ) {
        (self.source, self.form, self.output, self.threads) = (source, form, output, threads)
        (self.part, self.identity, self.resumes) = (part, identity, resumes)
    }

    /// Time between two notes of how far the file is: so long that notes take little of it, however slow the disk.
    private static func noteInterval(after cost: Duration) -> Duration { max(.milliseconds(500), cost * 50) }

    /// Writes the file.
    ///
    /// - Throws: a `FileError`, or what the watch throws.
    package func write(_ watch: some WritingWatch) throws {
        let (file, resumable) = try openOutput(watch)
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
        /// Asks the watch, and notes how far the file is if it is to end.
        func check() throws {
            do {
                try watch.check()
            } catch {
                if resumes { try note() }
                watch.stopped(canResume: resumes && resumable != nil)
                throw error
            }
        }

        var first = 0
        for section in sections {
            let count = (source.count + section.length - 1) / section.length
            let pieces = min(max(done - first, 0), count)..<count
            let begun = min(pieces.lowerBound * section.length, source.count)
            try samples.begin(section, rows: begun, size: resumable.flatMap { $0.size > 0 ? $0.size : nil })
            watch.begin(noun: section.noun, from: begun)
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
                    try check()
                    encoded = work.next(within: watch.patience)
                    watch.update(done: rows(piece).lowerBound)
                }
                if let encoded { try samples.append(encoded.get()) }
                done = first + piece + 1
                if resumable != nil, .now >= nextNote { try note() }
            }
            first += count
        }
        try check()
        try samples.commit(part: part)
    }

    /// Opens the output. A pipe waits for its reader, unless a signal ends the wait.
    private func openOutput(_ watch: some WritingWatch) throws -> (any OutputFile, ResumableFile?) {
        do {
            return try open()
        } catch {
            try watch.check()
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
