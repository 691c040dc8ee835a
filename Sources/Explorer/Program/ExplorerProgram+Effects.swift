import Files
import Foundation
import Terminal

extension ExplorerProgram {
    mutating func run(_ effects: [ExplorerEffect]) {
        for effect in effects {
            switch effect {
            case .work(let detector, let work): if let calorimeter = state.calorimeter(detector) { submit(work, to: calorimeter) }
            case .watch(let files):
                let inbox = inbox
                watcher = files.isEmpty ? nil : FileWatcher(files: files) { inbox.put(.filesChanged) }
            case .readData(let path): read(path)
            case .open(let order): open(order)
            case .listPaths(let order): list(order)
            case .copy(let text): copy(text)
            case .save(let order): save(order)
            case .loadSession(let path): load(path)
            case .suspend: screen.suspend()
            case .redraw:
                rate?.forget()
                screen.redrawFromScratch()
            case .setMouse(let isOn): screen.setMouse(isOn)
            case .quit: ending = .quit
            case .die(let signal): ending = .signal(signal)
            }
        }
    }

    /// Copies text to the clipboard; inside tmux through tmux, which forwards OSC 52 only if its settings allow it.
    mutating func copy(_ text: String) {
        switch Clipboard.current {
        case .terminal: screen.copy(base64: Data(text.utf8).base64EncodedString())
        case .screen:
            screen.copy(base64: Data(text.utf8).base64EncodedString())
            update(.failed("GNU screen may keep the copy to itself; outside of it, y and Y reach the clipboard."))
        case .tmux:
            let inbox = inbox
            let problem = Self.start("copy") {
                if let problem = Clipboard.copyThroughTmux(text) { inbox.put(.failed(problem)) }
            }
            if let problem { update(.failed(problem)) }
        }
    }

    /// Writes a file, unless it is one that the program reads, or there is one that nobody said to replace.
    mutating func save(_ order: SaveOrder) {
        let path = Self.expandingHome(order.path)
        if let conflict = options.conflict(
            path, order.kind, histories: state.training.files, opened: [state.dataPath].compactMap(\.self) + state.generatedPaths)
        {
            return update(.failed(conflict))
        }
        // A folder is nothing to replace: writing fails and says so.
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard order.replaces || !isThere || isFolder.boolValue else { return update(.exists(order)) }
        do throws(FileError) {
            let what = try order.kind.write(state, path: path)
            update(.saved("saved \(order.path), \(what)"))
        } catch {
            update(.failed(error.description))
        }
    }

    mutating func load(_ path: String) {
        do throws(FileError) {
            update(.session(try ExplorerSession.read(path: Self.expandingHome(path))))
        } catch {
            update(.noSession(path: path, error.description))
        }
    }

    /// "~/a" as a shell reads it.
    static func expandingHome(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else { return path }
        return home + path.dropFirst()
    }
}
