/// One array of a file, read front to back.
///
///     let responses = try NPZFile(path: "out.npz").array(named: "responses")
///     responses.shape                        // [1000, 44, 44]
///     let photons = try responses.values()   // row-major
///
/// The header is checked against the size of the file before any number is read, so an array never takes more memory than the
/// file can fill.
public final class ArrayReader {
    public let header: NPYHeader
    /// Numbers that have not been read yet.
    public private(set) var remaining: Int

    private let stream: ByteStream
    private static let bufferSize = 1 << 16

    /// The lengths of the dimensions.
    public var shape: [Int] { header.shape }

    /// Opens an NPY file.
    public convenience init(path: String) throws(FileError) {
        let file = try InputFile(path: path)
        try self.init(
            ByteStream(file: file, title: path, range: 0..<file.size, size: file.size, coding: .stored, checksum: nil))
    }

    init(_ stream: ByteStream) throws(FileError) {
        self.stream = stream
        let prefix = NPYHeader.magic.count + 2
        let start = try stream.read(count: min(prefix, stream.size))
        guard start.starts(with: NPYHeader.magic) else {
            let rest = try stream.read(count: min(FileKind.startSize, stream.size) - start.count)
            let kind = FileKind.name(ofStart: start + rest).map { "is \($0)" }
            throw FileError.content(
                stream.title, "\(kind ?? "does not begin as an array in NPY format does"); expected an array in NPY format")
        }
        guard stream.size >= prefix + 2 else {
            throw FileError.content(stream.title, "has \(stream.size) bytes; expected an array in NPY format")
        }
        let version = start[NPYHeader.magic.count]
        guard (1...3).contains(version) else {
            throw FileError.content(stream.title, "has version \(version) of the NPY format; expected 1, 2 or 3")
        }
        let length = try stream.read(count: version == 1 ? 2 : 4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= stream.size - stream.position, length <= Self.bufferSize else {
            throw FileError.content(stream.title, "has an array header of \(length) bytes; expected at most \(Self.bufferSize)")
        }
        let dictionary = try stream.read(count: length)
        do throws(NPYHeader.Refusal) {
            header = try NPYHeader(dictionary: dictionary)
        } catch {
            throw FileError.content(stream.title, error.reason)
        }
        // As NumPy does, what follows the numbers is left alone.
        guard header.byteCount <= stream.size - stream.position else {
            throw FileError.content(
                stream.title,
                "has \(stream.size - stream.position) bytes of numbers; expected \(header.byteCount) for the shape \(header.shape)"
            )
        }
        remaining = header.count
    }

    /// Fills `values` with the next numbers, in the order of the file.
    ///
    /// - Precondition: at least `values.count` numbers remain.
    public func read(into values: UnsafeMutableBufferPointer<Float>) throws(FileError) { try fill(values) }

    /// The same in double precision.
    public func read(into values: UnsafeMutableBufferPointer<Double>) throws(FileError) { try fill(values) }

    /// All numbers, the last index running fastest whatever the order in the file.
    ///
    /// - Precondition: nothing has been read yet.
    public func values() throws(FileError) -> [Float] { try all(as: Float.self) }

    /// The same in double precision.
    public func doubles() throws(FileError) -> [Double] { try all(as: Double.self) }

    private func fill<Value: BinaryFloatingPoint>(_ values: UnsafeMutableBufferPointer<Value>) throws(FileError) {
        precondition(values.count <= remaining, "\(values.count) numbers asked for, \(remaining) left")
        let size = header.type.size
        var bytes = [UInt8](repeating: 0, count: min(values.count * size, Self.bufferSize))
        var rest = values[...]
        while !rest.isEmpty {
            let part = UnsafeMutableBufferPointer(rebasing: rest.prefix(Self.bufferSize / size))
            var span = bytes.mutableSpan
            try span.withUnsafeMutableBytes { (buffer) throws(FileError) in
                let block = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(part.count * size))
                try stream.read(into: block)
                header.type.convert(UnsafeRawBufferPointer(block), isBigEndian: header.isBigEndian, into: part)
            }
            rest = rest.dropFirst(part.count)
        }
        remaining -= values.count
    }

    private func all<Value: BinaryFloatingPoint>(as type: Value.Type) throws(FileError) -> [Value] {
        precondition(remaining == header.count, "an array is read from its beginning")
        var values = [Value](repeating: 0, count: header.count)
        var span = values.mutableSpan
        try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in try fill(buffer) }
        return header.isFortranOrder ? Self.rowMajor(values, shape: header.shape) : values
    }

    /// Reorders an array whose first index runs fastest.
    private static func rowMajor<Value>(_ values: [Value], shape: [Int]) -> [Value] {
        guard shape.count > 1, !values.isEmpty else { return values }
        let strides = shape.indices.map { shape[..<$0].reduce(1, *) }
        var index = Array(repeating: 0, count: shape.count)
        var position = 0
        return (0..<values.count).map { _ in
            let value = values[position]
            for axis in shape.indices.reversed() {
                index[axis] += 1
                position += strides[axis]
                if index[axis] < shape[axis] { break }
                position -= strides[axis] * shape[axis]
                index[axis] = 0
            }
            return value
        }
    }
}
