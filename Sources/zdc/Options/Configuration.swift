import ArgumentParser
import Calorimeter
import Canvas
import Files
import Foundation
import Text

/// A user's settings, in the file `config` of the configuration folder: options that count for every command as if they were
/// typed, unless the command line says otherwise. A session, what the explorer kept and what a data set holds override them.
enum Configuration {
    /// A command line with the settings of the file in it.
    struct EffectiveCommand: Equatable, Sendable {
        var arguments: [String]
        /// What the file says of the options of this command, by their keys.
        var taken: [String: String] = [:]
        /// What else it says of them, which does not count because the command line says something.
        var masked: Set<String> = []
        /// The file that was read; nil if there was none.
        var file: String?
    }

    /// The command line of this program; the first use reads the file.
    static let command = Result { () throws(FileError) in
        guard Notes.isConfigured else { return EffectiveCommand(arguments: Notes.arguments) }
        return try applied(to: Notes.arguments, environment: ProcessInfo.processInfo.environment)
    }

    /// The file whose settings this command has; nil if it has none.
    static var usedFile: String? { try? command.get().file }

    /// Whether an option was typed: it has a value, and that is not the file's.
    static func isTyped<Value>(_ option: Value?, _ key: String) -> Bool {
        option != nil && (try? command.get().taken[key]) == nil
    }

    struct Setting: Sendable {
        let key: String
        /// The commands that take it.
        let commands: Set<String>
        /// What a value may be, for messages and for the manual.
        let expected: String
        /// The options that a value stands for; nil if it makes no sense.
        let options: @Sendable (_ value: String) -> [String]?
        /// Options of the command line that it gives way to.
        let givesWayTo: [String]

        init(
            _ key: String, _ commands: Set<String>, _ expected: String, givesWayTo: [String] = [],
            options: @escaping @Sendable (_ value: String) -> [String]?
        ) {
            (self.key, self.commands, self.expected, self.options) = (key, commands, expected, options)
            self.givesWayTo = givesWayTo.isEmpty ? ["--" + key] : givesWayTo
        }

        /// An option of the same name.
        static func option(
            _ key: String, _ commands: Set<String>, _ expected: String, _ isSense: @escaping @Sendable (String) -> Bool
        ) -> Setting {
            Setting(key, commands, expected) { isSense($0) ? ["--" + key, $0] : nil }
        }

        /// Flags for yes and no; an empty one is what happens anyway.
        static func flag(_ key: String, _ commands: Set<String>, yes: String?, no: String?) -> Setting {
            Setting(key, commands, "true or false", givesWayTo: [yes, no].compactMap(\.self)) { value in
                switch value {
                case "true": yes.map { [$0] } ?? []
                case "false": no.map { [$0] } ?? []
                default: nil
                }
            }
        }
    }

    private static let views: Set<String> = ["explore", "render"]
    private static let makers: Set<String> = ["simulate", "generate"]

    static let settings: [Setting] = [
        .option("theme", views, Theme.allCases.map(\.rawValue).joined(separator: ", ")) { Theme(rawValue: $0) != nil },
        .option("color", views, ColorChoice.list) { ColorChoice(rawValue: $0) != nil },
        .option("map", views, ColorMap.allCases.map(\.rawValue).joined(separator: ", ")) { ColorMap(rawValue: $0) != nil },
        .flag("unicode", views, yes: "--unicode", no: "--ascii"),
        .flag("mouse", ["explore"], yes: nil, no: "--no-mouse"),
        .option("max-rate", ["explore"], "1 to 1000000, kB/s") { Int($0).map((1...1_000_000).contains) == true },
        .option("detector", views.union(makers).union(["evaluate", "train", "export"]), Detector.words) {
            Detector(named: $0) != nil
        },
        // A training and an evaluation have seeds that must differ.
        .option("seed", views.union(makers), "a whole number") { UInt64($0) != nil },
        .option("threads", makers.union(["evaluate", "train", "merge"]), "1 to 256") { Int($0).map((1...256).contains) == true },
        Setting("models", [], "a folder, by its whole path or from ~/ on, unless ZDC_MODELS names one") {
            wholePath($0).map { _ in [] }
        },
    ]

    /// What needs no settings: it only prints something.
    private static let tellers: Set<String> = ["--help", "-h", "--help-hidden", "--version"]

    /// The command line with the settings of the user's file in it.
    ///
    /// - Throws: a sentence with the file and the line, if one makes no sense.
    static func applied(to arguments: [String], environment: [String: String]) throws(FileError) -> EffectiveCommand {
        var effective = EffectiveCommand(arguments: arguments)
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let given = arguments[..<end]
        let first = arguments.first ?? ""
        let isScript = ["--generate-completion-script", "--experimental-dump-help", "---completion"].contains {
            first.hasPrefix($0)
        }
        guard !isScript, first != "help", first != "manual", !given.contains(where: tellers.contains),
            let folder = UserFolder.configuration.path(environment: environment)
        else { return effective }
        let path = folder + "/config"
        guard FileManager.default.fileExists(atPath: path) else { return effective }
        let file = try KeyValueFile(path: path)
        effective.file = path

        // Without a command it is the explorer's; a view of `render` is a command of its own.
        let hasCommand = !first.isEmpty && !first.hasPrefix("-")
        let command = hasCommand ? first : "explore"
        // The command `render` alone has no options.
        if command == "render", arguments.count < 2 || arguments[1].hasPrefix("-") { return effective }
        let place = min(!hasCommand ? 0 : command == "render" ? 2 : 1, arguments.count)
        var options: [String] = []
        for entry in file.entries {
            guard let setting = settings.first(where: { $0.key == entry.key }) else {
                throw file.error(
                    line: entry.line,
                    "there is no setting \(quoted(entry.key, limit: 32)); known are \(settings.map(\.key).joined(separator: ", "))"
                )
            }
            guard let words = setting.options(entry.value) else {
                throw file.error(
                    line: entry.line, "\(entry.key) is \(quoted(entry.value, limit: 32)); expected \(setting.expected)")
            }
            // Before any thread runs, and only where the environment says nothing.
            if setting.key == "models", let folder = wholePath(entry.value) { setenv("ZDC_MODELS", folder, 0) }
            let isGiven = given.contains { argument in
                setting.givesWayTo.contains { argument == $0 || argument.hasPrefix($0 + "=") }
            }
            guard setting.commands.contains(command) else { continue }
            if isGiven {
                effective.masked.insert(setting.key)
            } else {
                effective.taken[setting.key] = entry.value
                options += words
            }
        }
        effective.arguments.insert(contentsOf: options, at: place)
        return effective
    }

    /// "~/models" and "/models" are paths from anywhere; nil for others.
    private static func wholePath(_ text: String) -> String? {
        if text.hasPrefix("/") { return text }
        guard text.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] else { return nil }
        return home + text.dropFirst()
    }
}
