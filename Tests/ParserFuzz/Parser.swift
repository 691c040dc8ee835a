#if DEBUG || FUZZING
import Support
import Text

/// A reader of outside input, with what must hold for any input.
struct Parser {
    /// The outcome for a file.
    enum Outcome: Hashable {
        /// A checked result.
        case answer
        /// A refusal, in a sentence for the user.
        case refusal(String)
        /// A misbehaviour, in words.
        case wrong(String)
    }

    let name: String
    let kind: Mutator.Kind
    /// Small valid files.
    let seeds: [[UInt8]]
    /// A mutation that random bytes would hardly produce: a well-formed file with other contents.
    var restructured: ((_ file: [UInt8], _ mutator: inout Mutator) -> [UInt8]?)?
    let read: (_ file: [UInt8]) -> Outcome

    /// The longest acceptable sentence, in characters.
    private static let longestSentence = 1000

    /// The outcome for a file; a refusal that is not a proper sentence is wrong too.
    func outcome(of file: [UInt8]) -> Outcome {
        let outcome = read(file)
        guard case .refusal(let sentence) = outcome else { return outcome }
        if sentence.isEmpty { return .wrong("it refuses without a sentence") }
        if let scalar = sentence.unicodeScalars.first(where: { !$0.isDisplayable }) {
            return .wrong("its sentence holds U+\(String(scalar.value, radix: 16)): \(displayable(sentence))")
        }
        if sentence.count > Self.longestSentence {
            return .wrong("its sentence has \(sentence.count) characters: \(sentence.prefix(300))...")
        }
        return outcome
    }

    /// The file with this number and its mutations; the same seed and number give the same file.
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
    /// Applies all mutations in order.
    func applied(to file: [UInt8]) -> [UInt8] { reduce(file) { $1.applied(to: $0) } }
}
#endif
