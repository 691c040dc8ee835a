import Random

/// Damages files as transfers, other programs and attackers do; the same seed and number give the same damage.
public struct Mutator {
    /// The kind of a file decides which damage reaches deep into its reader.
    public enum Kind: Sendable { case text, bytes, archive }

    private let kind: Kind
    private let seeds: [[UInt8]]
    private var random: RandomStream

    /// - Parameter seeds: valid files; splices take pieces of the others.
    public init(_ kind: Kind, seeds: [[UInt8]], seed: UInt64, index: UInt64) {
        (self.kind, self.seeds) = (kind, seeds)
        random = RandomStream(seed: seed, purpose: RandomStream.Purpose(rawValue: 0xF2), index: index)
    }

    /// A valid file and the mutations to apply to it in order. One file in a hundred is left unchanged.
    public mutating func next() -> (file: [UInt8], mutations: [Mutation]) {
        let file = pick(seeds)
        var (current, mutations) = (file, [Mutation]())
        let count = [0, 1, 1, 1, 2, 2, 3, 5][number(below: 100) == 0 ? 0 : 1 + number(below: 7)]
        for _ in 0..<count {
            let mutation = mutation(of: current)
            current = mutation.applied(to: current)
            mutations.append(mutation)
        }
        return (file, mutations)
    }

    /// A random number, for other kinds of damage.
    public mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    public mutating func pick<Element>(_ choices: [Element]) -> Element { choices[number(below: choices.count)] }

    private mutating func mutation(of file: [UInt8]) -> Mutation {
        let place = place(in: file)
        let some = 1 + number(below: number(below: 8) == 0 ? 4096 : 16)
        switch number(below: 16) {
        case 0:
            return Mutation(
                "a flipped bit", at: place, length: 1,
                bytes: place < file.count ? [file[place] ^ 1 << UInt8(number(below: 8))] : [])
        case 1: return Mutation("another byte", at: place, length: 1, bytes: [UInt8(number(below: 256))])
        case 2: return Mutation("\(some) bytes cut out", at: place, length: some)
        case 3: return Mutation("cut off", at: place, length: file.count)
        case 4:
            let end = min(place + some, file.count)
            return Mutation("\(end - place) bytes doubled", at: end, bytes: Array(file[place..<end]))
        case 5:
            let other = pick(seeds)
            let start = number(below: other.count + 1)
            let piece = Array(other[start..<min(start + some, other.count)])
            return Mutation("a piece of another file", at: place, length: number(below: 2) == 0 ? piece.count : 0, bytes: piece)
        case 6:
            let byte = pick([0, 0xFF, 0x20, 0x0A, 0x30, UInt8(number(below: 256))])
            return Mutation(
                "\(some) times \(byte)", at: place, length: number(below: 2) == 0 ? some : 0,
                bytes: Array(repeating: byte, count: some))
        case 7, 8: return boundaryNumber(at: place, in: file)
        case 9, 10: return number(of: file)
        case 11: return Mutation("words that steer", at: place, bytes: Array(pick(Self.steering).utf8))
        case 12: return section(of: file)
        case 13:
            let depth = pick([3, 40, 600, 4000])
            let opening = pick(["[", "{\"a\":", "(", "\"", "\u{1B}[", "{\"settings\":", "-"])
            return Mutation(
                "\(depth) times \(opening.debugDescription)", at: place,
                bytes: Array(String(repeating: opening, count: depth).utf8))
        case 14 where kind == .archive: return directory(of: file)
        default:
            // Two pieces are exchanged.
            let end = min(place + some, file.count)
            let other = self.place(in: file)
            return Mutation("bytes of place \(place) again", at: other, length: end - place, bytes: Array(file[place..<end]))
        }
    }

    /// Prefers beginnings and ends, which have more structure than the middle.
    private mutating func place(in file: [UInt8]) -> Int {
        guard !file.isEmpty else { return 0 }
        switch number(below: 4) {
        case 0: return number(below: min(file.count, 192))
        case 1: return file.count - 1 - number(below: min(file.count, 192))
        default: return number(below: file.count)
        }
    }

    /// Overwrites bytes with an integer at the limit of its width.
    private mutating func boundaryNumber(at place: Int, in file: [UInt8]) -> Mutation {
        let size = pick([1, 2, 4, 8])
        let numbers: [UInt64] = [
            0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
            0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max - 1, .max, UInt64(file.count), UInt64(file.count) + 1, 1 << 40,
            1 << 62,
            // Infinity and NaN, single and double.
            0x7F80_0000, 0xFF80_0000, 0x7FC0_0000, 0x7FF0_0000_0000_0000, 0x7FF8_0000_0000_0000, 0x0000_0001, 0x7F7F_FFFF,
        ]
        let value = pick(numbers)
        var bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
        if number(below: 4) == 0 { bytes.reverse() }
        return Mutation("the number \(value) in \(size) bytes", at: place, length: size, bytes: bytes)
    }

    /// Replaces one of the decimal numbers in a text.
    private mutating func number(of file: [UInt8]) -> Mutation {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        var start = place(in: file)
        while start < file.count, !digits.contains(file[start]) { start += 1 }
        var end = start
        while end < file.count, digits.contains(file[end]) { end += 1 }
        let text = pick(Self.numbers)
        return Mutation("the number \(text.prefix(40))", at: start, length: end - start, bytes: Array(text.utf8))
    }

    /// Duplicates or removes a line or a field between commas.
    private mutating func section(of file: [UInt8]) -> Mutation {
        let separator = pick([UInt8(ascii: "\n"), UInt8(ascii: ",")])
        let middle = place(in: file)
        let start = file[..<min(middle, file.count)].lastIndex(of: separator).map { $0 + 1 } ?? 0
        let end = file[min(middle, file.count)...].firstIndex(of: separator).map { $0 + 1 } ?? file.count
        return number(below: 2) == 0
            ? Mutation("a section doubled", at: end, bytes: Array(file[start..<end]))
            : Mutation("a section left out", at: start, length: end - start)
    }

    /// Falsifies a field of one of the records of an archive.
    private mutating func directory(of file: [UInt8]) -> Mutation {
        let records = file.indices.dropLast(3).filter { file[$0] == 0x50 && file[$0 + 1] == 0x4B && file[$0 + 2] < 9 }
        guard let record = records.isEmpty ? nil : pick(records) else { return Mutation("nothing", at: 0) }
        return boundaryNumber(at: record + 4 + number(below: 52), in: file)
    }

    private static let numbers = [
        "0", "-0", "-1", "1", "2", "9", "44", "65535", "65536", "4294967295", "4294967296", "9007199254740993",
        "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e9", "1e10", "1e38", "1e39", "1e308", "1e309",
        "-1e309", "1e-308",
        "1e-400", "0.1e1", "1e", "1e+", ".", ".5", "5.", "-", "+1", "--1", "1_000", "nan", "inf", "-inf", "0x10", "1,5", "٣", "１",
        "1 2", "",
        "2e99999999999999999999", String(repeating: "9", count: 400), "0." + String(repeating: "0", count: 400) + "1",
        "1e-0000000000000000000001",
    ]

    private static let steering = [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}P1$r\u{1B}\\", "\u{9B}31m", "\u{202E}", "\u{FEFF}", "\u{0}", "\r", "\r\n",
        "\n", "\t", "\u{7F}",
        "\u{2028}", "%s%n", "\\u0000", "\\ud800", "\"", "\\", "#", "é", "e\u{301}", "字", "👩‍👩‍👧", "\u{E000}", "../../etc/passwd",
        "\u{1B}[201~", "\u{1B}[<0;9;9M",
        "\u{1B}[200~",
    ]
}
