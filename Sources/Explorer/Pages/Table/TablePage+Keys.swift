import Terminal

extension TablePage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "↑ ↓  k j", "Up Down  k j", "particle",
                [
                    (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
                ]),
            KeyTable.binding(.move, "PgUp PgDn", "PgUp PgDn", "page", [(.pageUp, .pageUp), (.pageDown, .pageDown)]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last particle",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(.move, "Enter", "Enter", "show the particle in the other views", [(.enter, .edit)]),
            KeyTable.binding(
                .see, "← →  h l", "Left Right  h l", "sort by the column beside",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(.see, "t", "t", "sort by the next column", [(.character("t"), .sort)]),
            KeyTable.binding(.see, "V", "V", "reverse the order", [(.character("V"), .reverse)]),
            KeyTable.binding(.see, "o", "o", "channel mask convention", [(.character("o"), .cycleMasks)]),
            KeyTable.binding(.generate, "m", "m", "model", [(.character("m"), .nextModel)]),
        ] + KeyTable.particles + KeyTable.shared)

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
