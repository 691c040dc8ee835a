#if DEBUG || FUZZING
import CTerminal
import Canvas
import Evaluation
@testable import Explorer
import Files
import Foundation
@testable import Terminal
import Text

// Sessions, what is typed, terminal input and terminal names.
extension Parser {
    static func session(_ name: String) throws -> Parser {
        func state(_ keys: String) -> ExplorerState {
            var state = ExplorerState(
                particle: TestParticles.all[0],
                models: [
                    ModelSummary(name: "gan", title: "GAN"),
                    ModelSummary(name: "4", title: ""),
                ],
                size: Size(80, 24), appearance: Appearance(level: .mono, glyphs: .unicode))
            _ = state.start()
            for key in keys.unicodeScalars { _ = state.update(.terminal(.key(Key(.character(key)))), at: .zero) }
            return state
        }
        let seeds = try ["", "2v3v1", "4bb", "5", "6", "kkklllg", "r2vl"].map {
            Array(try state($0).session.text(path: "x").utf8)
        }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            do throws(FileError) {
                let session = try ExplorerSession(Data(file), path: "x")
                guard try ExplorerSession(Data(try session.text(path: "x").utf8), path: "x") == session else {
                    return .wrong("another session after writing and reading")
                }
                var state = state("")
                _ = state.update(.session(session), at: .zero)
                return Scene.drawn(state).canvas.width == 80 ? .answer : .wrong("a screen of another width")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Typed cuts: what is written out is the same condition.
    static func cut(_ name: String) throws -> Parser {
        let seeds = [
            "sum > 100 and (E > 500 GeV or species = n)", "100 < sum and not (lit < 5 or species != gamma)",
            "x >= -1 cm or py = 0.1",
            "not not lit <= 3", "((ch1 > ch2))", "width > 2.5 and centre",
        ].map { Array($0.utf8) }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            do throws(CutError) {
                let cut = try Cut(String(decoding: file, as: UTF8.self))
                var values = ObservableValues()
                for observable in Observable.allCases { values[observable] = Float(observable.index) }
                _ = cut.holds(values, of: TestParticles.all[0], on: .zn)
                return try Cut(cut.description).description == cut.description ? .answer : .wrong("it is written as \(cut)")
            } catch {
                return .refusal(error.description)
            }
        }
    }

    /// Typed ends of an axis.
    static func range(_ name: String) throws -> Parser {
        let seeds = ["0 500", "-1.5:2e3", "1,2", "", "1e-3 0.1", "0 x"].map { Array($0.utf8) }
        return Parser(name: name, kind: .text, seeds: seeds) { file in
            for observable in Observable.allCases {
                do throws(Refusal) {
                    let range = try TypedRange(String(decoding: file, as: UTF8.self), of: observable).range
                    let again = try TypedRange(TypedRange.text(range), of: observable).range
                    guard again == range, range.map({ $0.lowerBound.isFinite && $0.upperBound.isFinite }) ?? true else {
                        return .wrong("\(String(describing: range)) is read as \(String(describing: again))")
                    }
                } catch {
                    return .refusal(error.description)
                }
            }
            return .answer
        }
    }

    /// The input of a terminal, all at once and byte by byte.
    static func input(_ name: String) throws -> Parser {
        let seeds = [
            "q", "é字👩", "\u{1B}[A\u{1B}[1;5C\u{1B}OP\u{1B}[15~\u{1B}[27;5;9~\u{1B}[97;5u",
            "\u{1B}[<0;10;5M\u{1B}[<32;11;5M\u{1B}[<0;11;5m\u{1B}[<64;1;1M",
            "\u{1B}[M !!\u{1B}[M#!!", "\u{1B}[200~pasted text\r\nmore\u{1B}[201~x", "\u{1B}]11;rgb:0/0/0\u{7}\u{1B}P1$r\u{1B}\\y",
            "\u{1B}\u{1B}[B\u{1B}x",
            "\u{1B}[200~open", "\u{1B}[?62;22c\u{1B}[5~\u{1B}[6^\u{1B}[7$\u{1B}[Z",
        ]
        return Parser(name: name, kind: .text, seeds: seeds.map { Array($0.utf8) }) { file in
            let limit = 64
            var (decoder, slow) = (InputDecoder(pasteLimit: limit), InputDecoder(pasteLimit: limit))
            let events = decoder.feed(file) + decoder.expire()
            var others: [TerminalEvent] = []
            for byte in file { others += slow.feed(CollectionOfOne(byte)) }
            others += slow.expire()
            guard events == others else { return .wrong("other events byte by byte") }
            guard decoder.patience == nil else { return .wrong("it still waits after the time limit") }
            for event in events {
                switch event {
                case .paste(let text):
                    if text.utf8.count > 3 * limit
                        || text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
                    {
                        return .wrong("pasted: \(displayable(text))")
                    }
                case .mouse(let mouse) where mouse.x < 0 || mouse.y < 0 || !(0...3).contains(mouse.button):
                    return .wrong("\(mouse)")
                case .resize, .resumed, .terminate: return .wrong("\(event) out of bytes")
                default: break
                }
            }
            return .answer
        }
    }

    /// Terminal names, as in TERM. Compiled descriptions are only read by ncurses, which trusts them.
    static func terminal(_ name: String) throws -> Parser {
        let seeds = ["xterm-256color", "dumb", "linux", "vt100", "screen.xterm", "../x/xterm", "/etc/passwd"]
        return Parser(name: name, kind: .text, seeds: seeds.map { Array($0.utf8) }) { file in
            do throws(TerminalError) {
                let description = try TerminalDescription.read(type: String(decoding: file, as: UTF8.self))
                // The library keeps every description that it reads.
                del_curterm(set_curterm(nil))
                return description.colors >= 0 ? .answer : .wrong("\(description)")
            } catch {
                return .refusal(error.description)
            }
        }
    }
}
#endif
