import ArgumentParser

@main
struct ZDC: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "zdc")
}
