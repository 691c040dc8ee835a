import Calorimeter
import Files

/// An output file in the making: its sections one after the other, each made in pieces on several threads.
struct SampleSection: Sendable {
    /// What is counted while it is written.
    let noun: String
    /// Rows of a piece, which depend on nothing but the form.
    let length: Int
    /// What begins it.
    let array: (name: String, header: NPYHeader)?
    /// Called once on each thread; what it returns makes the bytes of some rows there.
    let makeEncoder: @Sendable () -> (Range<Int>) throws(FileError) -> EncodedRows
}

/// Some rows as they are in a file.
enum EncodedRows: Sendable {
    case chunk(ArrayChunk)
    case bytes([UInt8])
}

extension SampleSource {
    /// What a piece holds before it is compressed or turned into text, about 1 MiB of single precision.
    private static let pieceBytes = 1 << 20

    /// The sections of an output.
    func sections(_ form: OutputForm) -> [SampleSection] {
        let (rows, pixels, width) = (count, detector.pixelCount, Parameter.publishedOrder.count)
        let responsesHeader = NPYHeader(type: type, shape: [rows, detector.rows, detector.columns])
        let length = Self.pieceBytes / (pixels * type.size)
        switch form.format {
        case .npz:
            let conditions = SampleSection(
                noun: "particles", length: Self.pieceBytes / (width * NumberType.float32.size),
                array: ("conditions", NPYHeader(type: .float32, shape: [rows, width]))
            ) {
                let reader = makeReader()
                return { (rows) throws(FileError) in .chunk(ArrayChunk(try reader.conditions(rows))) }
            }
            return [conditions, responses(length: length, header: responsesHeader) { .chunk(ArrayChunk(bytes: $0)) }]
        case .npy:
            return [responses(length: length, header: responsesHeader) { .bytes(Array($0)) }]
        case .csv, .jsonl, .o2:
            return [
                SampleSection(noun: "responses", length: length, array: nil) {
                    let reader = makeReader()
                    let text = SampleText(form: form, detector: detector)
                    var photons = [Float](repeating: 0, count: length * pixels)
                    return { (rows) throws(FileError) in
                        let conditions =
                            form.format == .o2 ? [Float](repeating: 0, count: rows.count * width) : try reader.conditions(rows)
                        var span = photons.mutableSpan
                        return try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                            let own = UnsafeMutableBufferPointer(rebasing: buffer[..<(rows.count * pixels)])
                            try reader.readPhotons(rows, into: own)
                            if isWhole { brightest.limit(own) }
                            return .bytes(
                                text.text(
                                    firstSample: firstSample + rows.lowerBound, conditions: conditions,
                                    photons: UnsafeBufferPointer(own)))
                        }
                    }
                }
            ]
        }
    }

    /// The array of responses, little-endian as on every machine that this runs on.
    private func responses(
        length: Int, header: NPYHeader, encode: @escaping @Sendable (UnsafeRawBufferPointer) -> EncodedRows
    ) -> SampleSection {
        let (pixels, isWhole, brightest) = (detector.pixelCount, isWhole, brightest)
        return SampleSection(noun: "responses", length: length, array: ("responses", header)) {
            let reader = makeReader()
            var photons = [Float](repeating: 0, count: length * pixels)
            var counts = [UInt16](repeating: 0, count: isWhole ? length * pixels : 0)
            return { (rows) throws(FileError) in
                let count = rows.count * pixels
                var span = photons.mutableSpan
                return try span.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                    let own = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
                    try reader.readPhotons(rows, into: own)
                    guard isWhole else { return encode(UnsafeRawBufferPointer(own)) }
                    brightest.limit(own)
                    return counts.withUnsafeMutableBufferPointer { counts in
                        // The sum with 2²³ has a whole number below 2¹⁶ in its last bits: a conversion without a check, which the
                        // compiler can vectorise.
                        for pixel in 0..<count {
                            counts[pixel] = UInt16(truncatingIfNeeded: (own[pixel] + 0x1p23).bitPattern)
                        }
                        return encode(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: counts[..<count])))
                    }
                }
            }
        }
    }
}
