public import Calorimeter
public import Files
import Foundation
import Text
import Threads

extension DataSet {
    /// Reads a data set, in one of the two published layouts.
    ///
    /// One file: an NPZ with `conditions` (N, 9), in the published order, and `responses` (N, rows, columns). Two files with
    /// a comma between them, in any order: one array in each, NPY or the only one or `arr_0` of an NPZ, particles as
    /// (N, 9) or, with a last column of PDG numbers, (N, 10), and responses. A last dimension of 1 behind the columns is allowed.
    /// Fractions of photons are rounded.
    ///
    /// - Parameters:
    ///   - allowsSums: whether channel sums, (N, 5), may stand in place of the pictures.
    ///   - progress: called now and then with the responses so far and the part of the file, 0…1.
    /// - Throws: a sentence if an array is missing or has another shape, or if a number is impossible.
    public init(
        path: String, detector: Detector = .zn, allowsSums: Bool = false,
        progress: (_ responses: Int, _ part: Double?) -> Void = { _, _ in }
    ) throws(FileError) {
        if allowsSums, let file = try ChannelSumFile(path: path, progress: progress) {
            self.init(name: file.name, detector: detector, rows: file.particles, sums: file.sums)
            return
        }
        let source = try Source(path: path, detector: detector)
        try source.checkMemory()
        let rows = try source.arrays.particles()
        let (responses, isRounded) = try source.responses(detector: detector, progress: progress)
        self.init(name: source.name, detector: detector, rows: rows, responses: responses, isRounded: isRounded)
    }
}

extension DataSet {
    /// Photons that a pixel may have: more than a hundred times the brightest one of published data.
    static let mostPhotons: Float = 65535

    /// Bytes of a response beside its photons, where no particle comes twice: 370 while it is read, and what a training or an
    /// evaluation makes of it.
    static let bytesPerResponse = 600

    /// The name that the data set of a path will have.
    public static func name(ofPath path: String) -> String {
        guard let paths = try? DataSetArrays.paths(path) else { return name(ofPaths: [path]) }
        return name(ofPaths: paths)
    }

    static func name(ofPaths paths: [String]) -> String {
        paths.map { displayable($0.split(separator: "/").last.map(String.init) ?? $0, limit: 60) }.joined(separator: ", ")
    }

    /// Files by their whole paths, for another folder: "/data/particles.npz,/data/responses.npz".
    public static func wholePath(_ path: String) -> String {
        func whole(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
        let parts = path.split(separator: ",").map(String.init)
        guard parts.count == 2, !FileManager.default.fileExists(atPath: path) else { return whole(path) }
        return parts.map(whole).joined(separator: ",")
    }

    /// Checks whether a path names a data set of a detector, without reading its numbers.
    ///
    /// - Parameter allowsSums: whether channel sums may stand in place of the pictures.
    /// - Throws: the sentence that reading it would throw, as far as names and shapes go.
    public static func check(path: String, detector: Detector, allowsSums: Bool = false) throws(FileError) {
        if allowsSums, try ChannelSumFile.arrays(path: path) != nil { return }
        _ = try Source(path: path, detector: detector)
    }

    /// The files that a path of a data set names: one or two.
    package static func files(ofPath path: String) -> [String] {
        do throws(FileError) {
            return try DataSetArrays.paths(path)
        } catch {
            return []
        }
    }

    /// The detector to which the shapes of a data set belong; nil if the path names none.
    public static func detector(ofPath path: String) -> Detector? {
        Detector.all.first { (try? Source(path: path, detector: $0)) != nil }
    }
}

/// The two arrays of a data set.
private struct Source {
    let arrays: DataSetArrays
    let name: String
    private let conditionsTitle: String
    private let conditions: ArrayReader
    private let images: ArrayReader
    private let imagesTitle: String

    init(path: String, detector: Detector) throws(FileError) {
        let arrays = try DataSetArrays(path: path)
        self.arrays = arrays
        name = arrays.name
        (conditions, conditionsTitle) = (arrays.conditions, arrays.conditionsTitle)
        (images, imagesTitle) = (arrays.responses, arrays.responsesTitle)
        _ = try ConditionArray.width(conditions, path: conditionsTitle)
        let count = conditions.shape[0]
        let shape = [count, detector.rows, detector.columns]
        guard !arrays.areSums else {
            throw FileError.content(
                imagesTitle,
                "has channel sums of the shape \(images.shape) and no pictures; expected responses of the shape \(shape)")
        }
        guard images.shape == shape || images.shape == shape + [1] else {
            throw FileError.content(
                imagesTitle, "has responses of the shape \(images.shape); expected \(shape), one for each particle")
        }
        guard count > 0, count <= Int(UInt32.max) else {
            throw FileError.content(imagesTitle, "has \(count) responses; expected at least one, and at most \(UInt32.max)")
        }
        guard detector.pixelCount <= SparseResponses.mostPixels else {
            throw FileError.content(
                imagesTitle, "has \(detector.pixelCount) pixels a response; expected at most \(SparseResponses.mostPixels)")
        }
    }

    /// Throws a sentence if the system does not have the memory for so many responses, even dark ones.
    func checkMemory() throws(FileError) {
        if !Memory.has(images.shape[0] * DataSet.bytesPerResponse) { throw tooMuch() }
    }

    /// All responses in whole photons, and whether the file has fractions of them.
    func responses(detector: Detector, progress: (Int, Double?) -> Void) throws(FileError) -> (SparseResponses, isRounded: Bool) {
        images.header.isFortranOrder
            ? try readPixelByPixel(detector: detector, progress: progress)
            : try readOneByOne(detector: detector, progress: progress)
    }

    /// Responses that are read at a time.
    private static let block = 256

    private func readOneByOne(
        detector: Detector, progress: (Int, Double?) -> Void
    ) throws(FileError) -> (SparseResponses, isRounded: Bool) {
        let (count, pixels) = (images.shape[0], detector.pixelCount)
        var responses = SparseResponses()
        var isRounded = false
        var photons = [Float](repeating: 0, count: min(Self.block, count) * pixels)
        for first in stride(from: 0, to: count, by: Self.block) {
            let rows = first..<min(first + Self.block, count)
            guard responses.makeRoom(for: rows.count * pixels) else { throw tooMuch(response: first) }
            var span = photons.mutableSpan
            try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                let part = UnsafeMutableBufferPointer(rebasing: buffer[..<(rows.count * pixels)])
                try images.read(into: part)
                for row in rows.indices {
                    let start = (row - first) * pixels
                    let response = UnsafeMutableBufferPointer(rebasing: part[start..<start + pixels])
                    if let wrong = Self.round(response, &isRounded) { throw wrongPhotons(wrong, response: row) }
                    responses.append(UnsafeBufferPointer(response))
                }
            }
            progress(rows.upperBound, Double(rows.upperBound) / Double(count))
        }
        return (responses, isRounded)
    }

    /// In Fortran's order the responses run fastest, then the rows of an image, then its columns.
    private func readPixelByPixel(
        detector: Detector, progress: (Int, Double?) -> Void
    ) throws(FileError) -> (SparseResponses, isRounded: Bool) {
        let count = images.shape[0]
        var columns = SparseResponses.Columns()
        var isRounded = false
        var photons = [Float](repeating: 0, count: min(count, 1 << 16))
        for place in 0..<detector.pixelCount {
            columns.begin(pixel: place % detector.rows * detector.columns + place / detector.rows)
            for first in stride(from: 0, to: count, by: photons.count) {
                let rows = first..<min(first + photons.count, count)
                guard columns.makeRoom(for: rows.count) else { throw tooMuch() }
                var span = photons.mutableSpan
                try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                    let part = UnsafeMutableBufferPointer(rebasing: buffer[..<rows.count])
                    try images.read(into: part)
                    if let wrong = Self.round(part, &isRounded) {
                        throw wrongPhotons(wrong, response: first + (part.firstIndex { !Self.isCount($0) } ?? 0))
                    }
                    for row in rows where part[row - first] != 0 {
                        columns.append(response: row, photons: part[row - first])
                    }
                }
            }
            progress(0, Double(place + 1) / Double(detector.pixelCount))
        }
        guard let responses = columns.responses(count: count) else { throw tooMuch() }
        return (responses, isRounded)
    }

    /// - Parameter response: the first that found no room, where they are read one after the other.
    private func tooMuch(response: Int? = nil) -> FileError {
        let place = response.map { "response \($0 + 1) of \(images.shape[0])" } ?? "its \(images.shape[0]) responses"
        return FileError.content(imagesTitle, "there is not enough memory for \(place)")
    }

    private func wrongPhotons(_ n: Float, response: Int) -> FileError {
        FileError.content(
            imagesTitle, "response \(response + 1) has a pixel of \(n) photons; expected 0 to \(Int(DataSet.mostPhotons))")
    }

    private static func isCount(_ n: Float) -> Bool { n >= 0 && n <= DataSet.mostPhotons }

    /// Rounds to whole photons, halves to the even neighbour. Returns the first number that is not a count, from which on nothing
    /// is rounded.
    ///
    /// - Parameter isRounded: becomes true where that changes a number.
    private static func round(_ photons: UnsafeMutableBufferPointer<Float>, _ isRounded: inout Bool) -> Float? {
        let width = SIMD16<Float>.scalarCount
        let whole = photons.count / width * width
        let bytes = UnsafeMutableRawBufferPointer(photons)
        for start in stride(from: 0, to: whole, by: width) {
            let offset = start * MemoryLayout<Float>.size
            let block = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
            if all(block .== 0) { continue }
            guard all((block .>= 0) .& (block .<= DataSet.mostPhotons)) else {
                return photons[start..<start + width].first { !isCount($0) }
            }
            let whole = block.rounded(.toNearestOrEven)
            if any(whole .!= block) { isRounded = true }
            bytes.storeBytes(of: whole, toByteOffset: offset, as: SIMD16<Float>.self)
        }
        for index in whole..<photons.count {
            guard isCount(photons[index]) else { return photons[index] }
            let whole = photons[index].rounded(.toNearestOrEven)
            if whole != photons[index] { isRounded = true }
            photons[index] = whole
        }
        return nil
    }
}
