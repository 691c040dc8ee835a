import ArgumentParser
import Files
import Foundation
import Terminal

/// How the program ends: 0 done, 1 failed, 2 needs a terminal, 64 wrong use, by the signal that stopped it.
extension ZDC {
    static func main() {
        do {
            try Surroundings.prepare()
            try ArgumentBytes.check()
            try CommandNames.check(Notes.arguments)
            var command = try parseAsRoot(Configuration.command.get().arguments)
            try CommandFiles.check(command)
            try command.run()
        } catch let error as UsageError {
            endAsMisused(error.description)
        } catch let conflict as FilePlan.Conflict {
            endAsMisused(conflict.description)
        } catch let interruption as Interruption {
            die(by: interruption.signal)
        } catch {
            let code = exitCode(for: error)
            let message = message(for: error)
            // A bare exit code has been explained already.
            guard !message.isEmpty else { exit(withError: error) }
            if code.isSuccess { tell(error) }
            if code == .validationFailure { endAsMisused(ParserMessage.sentence(message)) }
            end(message, code)
        }
    }

    /// Help, a version or a script: what was asked for, unless it cannot be written.
    private static func tell(_ answer: any Error) -> Never {
        do throws(FileError) {
            try StandardOutput.write(fullMessage(for: answer) + "\n")
        } catch {
            end(error.description, .failure)
        }
        exit(withError: ExitCode.success)
    }

    /// Says what was wrong in one line, without the usage: the sentence already tells what was expected.
    private static func endAsMisused(_ sentence: String) -> Never { end(sentence, .validationFailure) }

    private static func end(_ sentence: String, _ code: ExitCode) -> Never {
        Notes.fail(sentence, status: code.rawValue)
        exit(withError: code)
    }
}
