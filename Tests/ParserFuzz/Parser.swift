#if DEBUG || FUZZING
import Support
import Text

/// A reader of what comes from outside, and what must hold of it whatever it is given.
struct Parser {
    /// What it made of a file.
    enum Outcome: Hashable {
        /// Something that was checked.
        case answer
        /// A sentence for the user.
        case refusal(String)
        /// What should never be, in words.
        case wrong(String)
    }

    let name: String
    let kind: Mutator.Kind
    /// Sound files, small ones.
    let seeds: [[UInt8]]
    /// Damage that bytes alone would hardly do: a well-formed file that says something else.
    var restructured: ((_ file: [UInt8], _ mutator: inout Mutator) -> [UInt8]?)?
    let read: (_ file: [UInt8]) -> Outcome

    /// Characters of the longest sentence that a user still reads.
    private static let longestSentence = 1000

    /// What it makes of a file; a refusal that is no sentence is wrong too.
    func outcome(of file: [UInt8]) -> Outcome {
        let outcome = read(file)
        guard case .refusal(let sentence) = outcome else { return outcome }
        if sentence.isEmpty { return .wrong("it refuses without a word") }
        if let scalar = sentence.unicodeScalars.first(where: { !$0.isDisplayable }) {
            return .wrong("its sentence holds U+\(String(scalar.value, radix: 16)): \(displayable(sentence))")
        }
        if sentence.count > Self.longestSentence {
            return .wrong("its sentence has \(sentence.count) characters: \(sentence.prefix(300))...")
        }
        return outcome
    }

    /// The file of a number, and what was done to a sound one to get it; the same seed and number, the same file.
    func file(seed: UInt64, index: UInt64) -> (sound: [UInt8], mutations: [Mutation]) {
        var mutator = Mutator(kind, seeds: seeds, seed: seed, index: index)
        if let restructured, mutator.number(below: 2) == 0 {
            let sound = mutator.pick(seeds)
            if let file = restructured(sound, &mutator) {
                return (sound, [Mutation("other contents", at: 0, length: sound.count, bytes: file)])
            }
        }
        let (sound, mutations) = mutator.next()
        return (sound, mutations)
    }
}

extension [Mutation] {
    /// All of them, one after the other.
    func applied(to file: [UInt8]) -> [UInt8] { reduce(file) { $1.applied(to: $0) } }
}
#endif
