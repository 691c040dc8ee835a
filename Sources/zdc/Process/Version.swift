/// The version of the program, as `zdc --version` says it and files that it writes hold it.
enum Version {
    static let text = "0.1.0"
}
