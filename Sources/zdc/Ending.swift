import ArgumentParser
import Foundation
import Terminal

/// How the program ends: 0 done, 1 failed, 2 needs a terminal, 64 wrong use, by the signal that stopped it.
extension ZDC {
    static func main() {
        do {
            var command = try parseAsRoot(Configuration.command.get().arguments)
            try command.run()
        } catch let error as UsageError {
            endAsMisused(error.description)
        } catch let interruption as Interruption {
            die(by: interruption.signal)
        } catch {
            let code = exitCode(for: error)
            let message = message(for: error)
            // Help is no failure, and a bare exit code has been explained already.
            guard !code.isSuccess, !message.isEmpty else { exit(withError: error) }
            if code == .validationFailure { endAsMisused(ParserMessage.sentence(message)) }
            end(message, code)
        }
    }

    /// Says what was wrong in one line, without the usage: the sentence already tells what was expected.
    private static func endAsMisused(_ sentence: String) -> Never { end(sentence, .validationFailure) }

    private static func end(_ sentence: String, _ code: ExitCode) -> Never {
        Notes.fail(sentence, status: code.rawValue)
        exit(withError: code)
    }
}
