import Foundation

/// Finds keys that an object of a JSON text has twice, of which a decoder would take either one in silence.
///
/// The text is known to be valid JSON; whatever else it is, the search ends.
enum DuplicateKey {
    /// The first key that is twice in the same object, at any depth; nil if there is none.
    static func first(in json: Data) -> String? {
        var objects: [Set<String>] = []
        // For each open bracket, whether it is an object's.
        var isObject: [Bool] = []
        var expectsKey = false
        let bytes = [UInt8](json)
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "{"):
                objects.append([])
                isObject.append(true)
                expectsKey = true
            case UInt8(ascii: "["):
                isObject.append(false)
                expectsKey = false
            case UInt8(ascii: "}"):
                _ = objects.popLast()
                _ = isObject.popLast()
                expectsKey = false
            case UInt8(ascii: "]"): _ = isObject.popLast()
            case UInt8(ascii: ","): expectsKey = isObject.last ?? false
            case UInt8(ascii: "\""):
                let end = self.end(ofStringAt: place, bytes)
                if expectsKey, let key = text(bytes[place..<end]), let last = objects.indices.last {
                    guard objects[last].insert(key).inserted else { return key }
                }
                expectsKey = false
                place = end
                continue
            default: break
            }
            place += 1
        }
        return nil
    }

    /// Behind the closing quote.
    private static func end(ofStringAt start: Int, _ bytes: [UInt8]) -> Int {
        var place = start + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(place + 1, bytes.count)
    }

    /// A string with its quotes; two ways to write a character are the same key.
    private static func text(_ literal: ArraySlice<UInt8>) -> String? {
        guard literal.contains(UInt8(ascii: "\\")) else { return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self) }
        let list = Data([UInt8(ascii: "[")] + literal + [UInt8(ascii: "]")])
        return (try? JSONDecoder().decode([String].self, from: list))?.first
    }
}
