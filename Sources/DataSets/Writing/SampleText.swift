import Calorimeter
import Files

/// Writes rows of a data set as text.
final class SampleText {
    private let form: OutputForm
    private let detector: Detector
    private let map: ChannelMap
    private var bytes: [UInt8] = []
    private var lastSize = 0

    init(form: OutputForm, detector: Detector) {
        (self.form, self.detector) = (form, detector)
        map = ChannelMap(detector: detector, convention: form.masks)
    }

    private static let names = Parameter.publishedOrder.map(\.publishedName)

    /// The line above all rows; empty where the form has none.
    static func header(of form: OutputForm, detector: Detector) -> String {
        guard form.format == .csv else { return "" }
        let values =
            switch form.content {
            case .sums: MaskConvention.channelNames
            case .pixels: (0..<detector.pixelCount).map { "pixel_\($0 / detector.columns)_\($0 % detector.columns)" }
            }
        return (["sample"] + names + values).joined(separator: ",") + "\n"
    }

    /// One line for each row. `conditions` and `photons` are those of all rows.
    func text(firstSample: Int, conditions: [Float], photons: UnsafeBufferPointer<Float>) -> [UInt8] {
        bytes.reserveCapacity(lastSize)
        let (pixels, width) = (detector.pixelCount, Self.names.count)
        for row in 0..<photons.count / pixels {
            let response = UnsafeBufferPointer(rebasing: photons[row * pixels..<(row + 1) * pixels])
            let particle = conditions[row * width..<(row + 1) * width]
            switch form.format {
            case .o2: appendDebugLine(response)
            case .jsonl: appendObject(firstSample + row, particle, response)
            case .csv, .npz, .npy: appendRow(firstSample + row, particle, response)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        // Another thread reads them while this one makes the next.
        defer { bytes = [] }
        lastSize = bytes.count
        return bytes
    }

    /// Rounded half away from zero and separated as in `Detector::FinishPrimary` of AliceO2.
    private func appendDebugLine(_ response: UnsafeBufferPointer<Float>) {
        let sums = map.sums(response)
        for channel in 0..<ChannelSums.count {
            if channel > 0 { append(", ") }
            append(Int(sums[channel].rounded(.toNearestOrAwayFromZero)))
        }
    }

    private func appendRow(_ sample: Int, _ particle: ArraySlice<Float>, _ response: UnsafeBufferPointer<Float>) {
        append(sample)
        for number in particle {
            append(",")
            append(number)
        }
        forEachValue(of: response) { _, value in
            append(",")
            append(value)
        }
    }

    private func appendObject(_ sample: Int, _ particle: ArraySlice<Float>, _ response: UnsafeBufferPointer<Float>) {
        append("{\"sample\":")
        append(sample)
        for (name, number) in zip(Self.names, particle) {
            append(",\"")
            append(name)
            append("\":")
            append(number)
        }
        let hasPixels = form.content == .pixels
        append(hasPixels ? ",\"response\":[" : ",\"channels\":[")
        forEachValue(of: response) { place, value in
            if hasPixels, place % detector.columns == 0 { append(place == 0 ? "[" : "],[") } else if place > 0 { append(",") }
            append(value)
        }
        append(hasPixels ? "]]}" : "]}")
    }

    private func forEachValue(of response: UnsafeBufferPointer<Float>, _ body: (Int, Float) -> Void) {
        switch form.content {
        case .pixels: for pixel in 0..<response.count { body(pixel, response[pixel]) }
        case .sums:
            let sums = map.sums(response)
            for channel in 0..<ChannelSums.count { body(channel, sums[channel]) }
        }
    }

    private func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// The shortest decimal number that is read as the same one.
    private func append(_ number: Float) {
        if number >= 0, number < 0x1p24, let whole = Int(exactly: number) { return append(whole) }
        bytes.append(contentsOf: number.description.utf8)
    }

    private func append(_ number: Int) {
        if (0..<10).contains(number) { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        bytes.append(contentsOf: String(number).utf8)
    }
}
