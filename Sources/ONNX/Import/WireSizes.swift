import Foundation

/// Measures how many bytes of a model are structure, before anything is decoded.
///
/// An empty message takes two bytes in a file and some hundred in memory, so a small file of empty messages could fill the
/// memory. The numbers of tensors do not grow, so only the rest is limited. Nothing here trusts a length; nonsense is left
/// for the decoder to refuse.
enum WireSizes {
    /// Bytes outside the numbers of tensors: initializers, and constants as attributes of nodes.
    static func structure(of bytes: Data) -> Int {
        bytes.withUnsafeBytes { bytes in
            bytes.count - numbers(in: bytes, along: [graph, initializer])
                - numbers(in: bytes, along: [graph, node, attribute, tensor])
        }
    }

    /// Field numbers of the messages that lead to a tensor.
    private static let graph = 7, node = 1, initializer = 5, attribute = 5, tensor = 5
    /// The fields of a tensor that hold plain numbers, packed or raw.
    private static let numberFields: Set<Int> = [4, 9, 10]

    private static func numbers(in message: UnsafeRawBufferPointer, along path: ArraySlice<Int>) -> Int {
        var sum = 0
        forEachField(of: message) { field, content in
            if let next = path.first {
                if field == next { sum += numbers(in: content, along: path.dropFirst()) }
            } else if numberFields.contains(field) {
                sum += content.count
            }
        }
        return sum
    }

    /// Calls `body` with every field that has a length, while the message is valid.
    private static func forEachField(of message: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer) -> Void) {
        var place = 0
        func varint() -> UInt64? {
            var (value, shift): (UInt64, UInt64) = (0, 0)
            while place < message.count, shift < 64 {
                let byte = message[place]
                place += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
            return nil
        }
        while place < message.count {
            guard let tag = varint() else { return }
            switch tag & 7 {
            case 0: if varint() == nil { return }
            case 1: place += 8
            case 2:
                guard let length = varint(), length <= UInt64(message.count - place) else { return }
                body(Int(truncatingIfNeeded: tag >> 3), UnsafeRawBufferPointer(rebasing: message[place..<place + Int(length)]))
                place += Int(length)
            case 5: place += 4
            default: return
            }
        }
    }
}
