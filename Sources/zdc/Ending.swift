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
            fail(error, status: 64)
        } catch let interruption as Interruption {
            die(by: interruption.signal)
        } catch {
            exit(withError: error)
        }
    }

    /// Says what was wrong in one line, without the usage: the sentence already tells what was expected.
    private static func fail(_ error: some Error, status: Int32) -> Never {
        FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
        Foundation.exit(status)
    }
}
