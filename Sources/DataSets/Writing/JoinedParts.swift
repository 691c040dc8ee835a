package import Calorimeter
package import Files
import Foundation
import Threads

/// The parts of a data set one after the other, as if they were one.
package struct JoinedParts: Sendable {
    /// In the order of the whole.
    package let paths: [String]
    package let total: Int
    package let detector: Detector
    package let type: NumberType

    /// Checks that the files are all parts of the same whole, each once.
    package init(paths: [String]) throws(FileError) {
        var places: [Int: String] = [:]
        var first: (path: String, part: DataSetPart, type: NumberType, detector: Detector)?
        for path in paths {
            let file = try NPZFile(path: path)
            let part = try DataSetPart(of: file)
            let (conditions, responses) = (try file.array(named: "conditions"), try file.array(named: "responses"))
            let rows = part.shard.samples(of: part.total).count
            guard responses.shape.count == 3, conditions.shape == [rows, Parameter.publishedOrder.count],
                responses.shape[0] == rows,
                let detector = Detector.all.first(where: { [$0.rows, $0.columns] == responses.shape.dropFirst() }),
                [.uint16, .float32].contains(responses.header.type), conditions.header.type == .float32,
                !responses.header.isFortranOrder,
                !conditions.header.isFortranOrder
            else {
                throw FileError(
                    path: path,
                    "\(path): has conditions \(conditions.shape) and responses \(responses.shape); expected the \(rows) rows of part "
                        + "\(part.shard.index) of \(part.shard.count).")
            }
            if let first, let (own, other) = part.difference(from: first.part) {
                throw FileError(
                    path: path, "\(path): is of another command: found \(own), expected \(other) as in \(first.path).")
            }
            if let other = places.updateValue(path, forKey: part.shard.index) {
                let files = [path, other].map { URL(filePath: $0).resolvingSymlinksInPath().standardizedFileURL }
                let found =
                    files[0] == files[1]
                    ? "was given twice" : "holds part \(part.shard.index) of \(part.shard.count), as \(other) does"
                throw FileError(path: path, "\(path): \(found); expected each part once.")
            }
            first = first ?? (path, part, responses.header.type, detector)
            guard first?.type == responses.header.type, first?.detector == detector else {
                throw FileError(
                    path: path, "\(path): has responses of another kind than \(first?.path ?? ""); expected the same.")
            }
        }
        guard let first else { throw FileError(path: "", "There are no parts; give the files that --shard wrote.") }
        let missing = (0..<first.part.shard.count).filter { places[$0] == nil }
        guard missing.isEmpty else {
            let shown =
                missing.prefix(10).map(String.init).joined(separator: ", ")
                + (missing.count > 10 ? " and \(missing.count - 10) more" : "")
            throw FileError(
                path: "",
                "Of \(first.part.shard.count) parts \(missing.count == 1 ? "one is" : "\(missing.count) are") missing: \(shown).")
        }
        self.paths = (0..<first.part.shard.count).compactMap { places[$0] }
        (total, type, detector) = (first.part.total, first.type, first.detector)
    }

    /// All rows, to be read from the first to the last, on any number of threads.
    package func source() -> SampleSource {
        let (conditions, responses) = (
            JoinedArray(paths: paths, name: "conditions"), JoinedArray(paths: paths, name: "responses")
        )
        let pixels = detector.pixelCount
        return SampleSource(detector: detector, count: total, firstSample: 0, isWhole: type == .uint16) {
            PartReader(conditions: conditions, responses: responses, pixels: pixels)
        }
    }
}

/// Reads rows of joined parts on one thread, in turn with the others.
private final class PartReader: SampleReader {
    private let conditions: JoinedArray
    private let responses: JoinedArray
    private let pixels: Int

    init(conditions: JoinedArray, responses: JoinedArray, pixels: Int) {
        (self.conditions, self.responses, self.pixels) = (conditions, responses, pixels)
    }

    func conditions(_ rows: Range<Int>) throws(FileError) -> [Float] {
        let width = Parameter.publishedOrder.count
        var numbers = [Float](repeating: 0, count: rows.count * width)
        var span = numbers.mutableSpan
        try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
            try conditions.read(rows.lowerBound * width..<rows.upperBound * width, into: buffer)
        }
        return numbers
    }

    func readPhotons(_ rows: Range<Int>, into photons: UnsafeMutableBufferPointer<Float>) throws(FileError) {
        try responses.read(rows.lowerBound * pixels..<rows.upperBound * pixels, into: photons)
    }
}

/// One array of many files as one, read front to back: a reader of later numbers waits for the others.
private final class JoinedArray: @unchecked Sendable {
    // Everything that changes is touched under the condition's lock alone.
    private let condition = Condition()
    private var position = 0
    private var failure: FileError?
    private var file = 0
    private var array: ArrayReader?
    private let paths: [String]
    private let name: String

    init(paths: [String], name: String) { (self.paths, self.name) = (paths, name) }

    /// Reads numbers; all before them are read by somebody.
    func read(_ range: Range<Int>, into numbers: UnsafeMutableBufferPointer<Float>) throws(FileError) {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        while position < range.lowerBound, failure == nil { condition.wait() }
        if let failure { throw failure }
        do throws(FileError) {
            try fill(numbers)
        } catch {
            failure = error
            throw error
        }
        position = range.upperBound
    }

    private func fill(_ numbers: UnsafeMutableBufferPointer<Float>) throws(FileError) {
        var rest = numbers[...]
        while !rest.isEmpty {
            if (array?.remaining ?? 0) == 0 {
                array = try NPZFile(path: paths[file]).array(named: name)
                file += 1
                continue
            }
            guard let array else { return }
            let count = min(array.remaining, rest.count)
            let numbers = UnsafeMutableBufferPointer(rebasing: rest.prefix(count))
            try array.read(into: numbers)
            if array.header.type == .float32,
                let wrong = numbers.first(where: { !(abs($0) <= Float(Parameter.largestMagnitude)) })
            {
                let path = paths[file - 1]
                throw FileError(
                    path: path,
                    "\(path): the array '\(name)' has the number \(wrong); expected conditions and photons within 1e9.")
            }
            rest = rest.dropFirst(count)
        }
    }
}
