import ArgumentParser
import Explorer

struct RenderTableCommand: ViewCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Print the table of all particles of a data set, or of the published ones.",
        discussion: """
              zdc render table
              zdc render table --data set.npz --sort true --descending --output table.csv
            """)

    @OptionGroup var options: RenderOptions
    @Option(
        help: ArgumentHelp(
            "What particles are sorted by: \(TableSettings.Column.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "column"))
    var sort = TableSettings.Column.number
    @Flag(help: "The largest first.")
    var descending = false
    @Option(help: ArgumentHelp("The row with the cursor, from 0.", valueName: "row"))
    var row = 0

    func validate() throws {
        guard (0...1_000_000_000).contains(row) else { throw ValidationError("--row is \(row); expected 0 to 1000000000.") }
    }

    func run() throws {
        try options.refuseParticle("The table is of all particles; leave the particle out.")
        var settings = TableSettings()
        (settings.sortedBy, settings.isDescending, settings.row) = (sort, descending, row)
        try options.render(.table(settings))
    }
}

extension TableSettings.Column: ExpressibleByArgument {}
