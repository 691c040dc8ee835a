import Calorimeter
import Canvas
import Evaluation
import Terminal

extension ExplorerState {
    mutating func choosePalette(_ selection: Int, _ filter: String, _ key: Key, at now: Duration) -> [ExplorerEffect] {
        let commands = Command.matching(filter, self)
        let last = max(commands.count - 1, 0)
        func moved(to selection: Int) -> Mode { .palette(selection: min(max(selection, 0), last), filter: filter) }
        switch key.code {
        case .escape: mode = resting
        case .enter:
            guard commands.indices.contains(selection) else { return [] }
            mode = resting
            return perform(commands[selection].action, at: now)
        case .up: mode = moved(to: selection - 1)
        case .down: mode = moved(to: selection + 1)
        case .home: mode = moved(to: 0)
        case .end: mode = moved(to: last)
        case .pageUp: mode = moved(to: selection - PaletteView.pageHeight(size))
        case .pageDown: mode = moved(to: selection + PaletteView.pageHeight(size))
        case .backspace:
            mode = filter.isEmpty ? resting : .palette(selection: 0, filter: String(filter.dropLast()))
        case .character("u") where key.modifiers.contains(.control): mode = .palette(selection: 0, filter: "")
        case .tab: return listing(filter)
        case .character(let scalar) where key.modifiers.isEmpty: type(String(scalar), behind: filter)
        default: break
        }
        return []
    }

    /// Adds to what is typed into the list of commands: a setting, or a path of any length.
    mutating func type(_ text: String, behind filter: String) {
        let scalars = text.unicodeScalars.filter(\.isDisplayable)
        let new = filter + String(String.UnicodeScalarView(scalars))
        let limit = OpenOrder(typed: new) == nil ? FieldEditor.limit : SaveDialog.pathLimit
        mode = .palette(selection: 0, filter: new.prefixScalars(max(limit, filter.unicodeScalars.count)))
    }

    mutating func readMessages(_ scroll: Int, _ key: Key) {
        let page = MessageList.pageHeight(size)
        let last = max(0, MessageList.lines(self).count - page)
        func scrolled(_ lines: Int) -> Mode { .messages(scroll: min(max(scroll + lines, 0), last)) }
        switch key.code {
        case .escape, .enter, .character("q"): mode = resting
        case .up, .character("k"): mode = scrolled(-1)
        case .down, .character("j"): mode = scrolled(1)
        case .pageUp: mode = scrolled(-page)
        case .pageDown, .character(" "): mode = scrolled(page)
        case .home: mode = .messages(scroll: 0)
        case .end: mode = scrolled(last)
        default: break
        }
    }
}

extension ExplorerState {
    /// Asks for something in the last row.
    mutating func ask(_ question: Question, _ text: String = "") {
        mode = .ask(question, FieldEditor(text, limit: question.line.limit))
    }

    /// A key while the answer to a question is typed.
    mutating func answer(_ question: Question, _ editor: FieldEditor, _ key: Key, at now: Duration) -> [ExplorerEffect] {
        var editor = editor
        switch key.code {
        case .escape: mode = resting
        case .enter: return take(editor.text, for: question, at: now)
        default:
            editor.apply(key)
            mode = .ask(question, editor)
        }
        return []
    }

    /// Takes an answer over; one that is not understood stays where it was typed, with the reason.
    private mutating func take(_ text: String, for question: Question, at now: Duration) -> [ExplorerEffect] {
        let typing = mode
        mode = resting
        switch question {
        case .seed:
            if let number = SampleNumber(text) {
                show(number, at: now)
                return []
            }
            complain(SampleNumber.expectation(text))
        case .particle:
            guard !text.isEmpty else { return [] }
            if let index = place(of: text) {
                load(index, at: now)
                return []
            }
            let count = walkedParticles.count
            complain("Found no particle \"\(text)\"; expected a number from 1 to \(count), or a species that is among them.")
        case .session:
            guard text.isEmpty else { return [.loadSession(path: text)] }
            complain("Type the path of a session file, or press Esc.")
        case .range(let observable):
            do throws(Refusal) {
                histograms.ranges[observable.index] = try TypedRange(text, of: observable).range
                guard let vertical = histograms.against else { return [] }
                // Frozen counts are of other bins.
                isFrozen = false
                if observable != vertical { askRange(of: vertical) }
                return []
            } catch {
                complain(error.description)
            }
        case .cut:
            do throws(CutError) {
                histograms.cut = text.allSatisfy(\.isWhitespace) ? nil : try Cut(text)
                isFrozen = false
                return []
            } catch {
                complain(error.description)
            }
        }
        mode = typing
        return []
    }

    /// "17" is the seventeenth particle, "n" the next neutron after the one that is shown.
    private func place(of text: String) -> Int? {
        let particles = walkedParticles
        if let number = Int(text) { return particles.indices.contains(number - 1) ? number - 1 : nil }
        guard let species = Species.named(text) else { return nil }
        let first = neighbour(of: page.walkedParticle(self), steps: 1)
        return (particles.indices.map { (first + $0) % particles.count }).first { particles[$0].species == species }
    }
}

extension ExplorerState {
    /// Asks what to save, and under which name.
    mutating func beginSaving(_ kind: SaveKind? = nil) {
        let offered = SaveKind.offered(self)
        mode = .save(SaveDialog(kind ?? offered.first ?? .screenPicture, self))
    }

    mutating func chooseSaving(_ dialog: SaveDialog, _ key: Key) -> [ExplorerEffect] {
        var dialog = dialog
        let offered = SaveKind.offered(self)
        let place = offered.firstIndex(of: dialog.kind) ?? 0
        switch key.code {
        case .escape:
            guard dialog.isTaken else {
                mode = resting
                return []
            }
            dialog.isTaken = false
        case .up: dialog.choose(offered[max(place - 1, 0)], self)
        case .down: dialog.choose(offered[min(place + 1, offered.count - 1)], self)
        case .enter:
            guard !dialog.path.text.isEmpty else {
                complain("The file needs a name.")
                return []
            }
            mode = resting
            let path = dialog.path.text
            // A typed suffix says more than the line that happens to be chosen.
            let named = path.hasSuffix("." + dialog.kind.suffix) ? nil : offered.first { path.hasSuffix("." + $0.suffix) }
            return [.save(SaveOrder(kind: named ?? dialog.kind, path: path, replaces: dialog.isTaken))]
        default: dialog.edit { $0.apply(key) }
        }
        mode = .save(dialog)
        return []
    }

    /// Hands the numbers of the view to the clipboard.
    mutating func copyNumbers(at now: Duration) -> [ExplorerEffect] {
        guard let numbers = ShownNumbers(self) else {
            say("there are no numbers to copy yet", at: now)
            return []
        }
        let csv = numbers.document.csv
        let names = SaveKind.names(numbers.detectors.map(\.name), self)
        say("copied the numbers\(names), \(csv.split(separator: "\n").count) lines of CSV", at: now)
        return [.copy(csv)]
    }
}

extension ExplorerState {
    /// The particles that one walks through: those of the data set, or published ones.
    var walkedParticles: [Particle] { truth.dataSet?.particles ?? TestParticles.all }

    /// The particle `steps` further among them, round and round.
    func neighbour(of particle: Particle, steps: Int) -> Int {
        truth.dataSet?.neighbour(of: particle, steps: steps) ?? TestParticles.neighbour(of: particle, steps: steps).index
    }

    /// "particle 3 of 1805 of set.npz, 64 responses", "published particle 3 of 16".
    func walkedText(_ index: Int) -> String {
        guard let dataSet = truth.dataSet else { return "published particle \(index + 1) of \(TestParticles.all.count)" }
        let (number, count) = (NumberText.grouped(index + 1), NumberText.grouped(dataSet.particles.count))
        return "particle \(number) of \(count) of \(dataSet.name), \(TruthText.responses(dataSet.rows(ofParticle: index).count))"
    }

    /// Takes the next or the previous one of the particles that one walks through.
    mutating func load(steps: Int, at now: Duration) {
        load(neighbour(of: page.walkedParticle(self), steps: steps), at: now)
    }

    /// Takes one of the particles that one walks through.
    mutating func load(_ index: Int, at now: Duration) {
        if page.walk(to: walkedParticles[index], &self) { say(walkedText(index), at: now) }
    }
}
