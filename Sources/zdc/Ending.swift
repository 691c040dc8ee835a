import ArgumentParser
import Foundation
import Terminal

/// How the program ends: 0 done, 1 failed, 2 needs a terminal, 64 wrong use, by the signal that stopped it.
extension ZDC {
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as UsageError {
            endAsMisused(error.description)
        } catch let interruption as Interruption {
            die(by: interruption.signal)
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let message = message(for: error)
            endAsMisused(message.hasSuffix(".") ? message : "\(message); see --help.")
        }
    }

    /// Says what was wrong in one line, without the usage: the sentence already tells what was expected.
    private static func endAsMisused(_ sentence: String) -> Never {
        FileHandle.standardError.write(Data("Error: \(sentence)\n".utf8))
        exit(withError: ExitCode.validationFailure)
    }
}
