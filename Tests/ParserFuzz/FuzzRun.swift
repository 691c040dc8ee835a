#if DEBUG || FUZZING
import Foundation
import Support

/// Runs the files of a parser in this process until one misbehaves.
struct FuzzRun {
    let parser: Parser
    let seed: UInt64

    /// The most processor time for one file, seconds; a parser that takes longer hangs and is ended by SIGVTALRM.
    static let patience = 20
    /// The most wall time for a thousand files, seconds; then SIGALRM ends the process.
    static let longestWait: UInt32 = 3600
    /// The most resident memory, KiB.
    private static let mostMemory = 500 << 10

    enum Ending {
        /// The numbers of files read and refused.
        case nothingFound(summary: String)
        case found(index: UInt64, what: String)
    }

    /// - Parameter tell: called with the number of a file before every thousandth, or before every file.
    func search(_ indices: Range<UInt64>, tellsEach: Bool, tell: (UInt64) -> Void) -> Ending {
        var (answers, refusals, sentences) = (0, 0, Set<String>())
        for index in indices {
            if tellsEach || index % 1000 == 0 {
                tell(index)
                alarm(Self.longestWait)
            }
            let (sound, mutations) = parser.file(seed: seed, index: index)
            switch outcome(of: mutations.applied(to: sound)) {
            case .answer: answers += 1
            case .refusal(let sentence):
                refusals += 1
                if sentences.count < 100_000 { sentences.insert(Self.kind(of: sentence)) }
            case .wrong(let what): return .found(index: index, what: what)
            }
        }
        alarm(0)
        return .nothingFound(
            summary:
                "\(answers) read, \(refusals) refused in \(sentences.count) kinds of sentences, peak \(Self.peakMemory >> 10) MiB"
        )
    }

    /// How a sentence begins, without the name of the file that many begin with, and without numbers.
    private static func kind(of sentence: String) -> String {
        let words = sentence.split(separator: " ").filter { !$0.contains(ScratchFile.prefix) }
        return String(words.joined(separator: " ").filter { !$0.isNumber }.prefix(48))
    }

    func outcome(of file: [UInt8]) -> Parser.Outcome {
        ProcessorAlarm.set(seconds: Self.patience)
        let outcome = parser.outcome(of: file)
        ProcessorAlarm.set(seconds: 0)
        let memory = Self.peakMemory
        return memory > Self.mostMemory ? .wrong("it took \(memory >> 10) MiB of memory") : outcome
    }

    /// KiB.
    private static var peakMemory: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_maxrss
    }
}
#endif
