/// The folders of a user's own files (XDG Base Directory Specification).
package enum UserFolder {
    case configuration, data, state

    private var names: (variable: String, usual: String) {
        switch self {
        case .configuration: ("XDG_CONFIG_HOME", "/.config")
        case .data: ("XDG_DATA_HOME", "/.local/share")
        case .state: ("XDG_STATE_HOME", "/.local/state")
        }
    }

    /// The program's folder in it; nil where the environment names neither the folder nor a home.
    package func path(environment: [String: String]) -> String? {
        // The specification ignores what is not absolute.
        func folder(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        let (variable, usual) = names
        return (folder(variable) ?? folder("HOME").map { $0 + usual }).map { $0 + "/zdc" }
    }
}
