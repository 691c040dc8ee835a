import Terminal

extension TablePage {
    static let keyTable = KeyTable(
        [
            .rows("particle"), .binding(.move, "PgUp PgDn", "page", [(Key(.pageUp), .pageUp), (Key(.pageDown), .pageDown)]),
            .ends("first, last particle"), .enter(.move, "show the particle in the other views"),
            .steps(.see, "sort by the column beside"), .keys(.see, "sort by the next column", ("t", .sort)),
            .keys(.see, "reverse the order", ("V", .reverse)), .keys(.see, "channel mask convention", ("o", .cycleMasks)),
            .keys(.generate, "model", ("m", .nextModel)),
        ], walks: true)

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a heading", "sort by it; again: reverse"), ("click a row", "choose it; again: show it"),
                ("wheel", "rows"), ("click a hint", "the same as its key"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("x, y", "where the particle meets the plane of the face"),
                ("true sum, gen sum", "mean photons of a response"),
                ("WS", "Wasserstein-1 distance, mean over channels, photons"),
                ("floor", "WS of truth and an independent repeat of it"),
                ("n<50", "too few responses for a distance"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
