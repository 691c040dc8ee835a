import Terminal

extension MetricsPage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "↑ ↓  k j", "Up Down  k j", "row",
                [
                    (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
                ]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last row",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(
                .see, "← →  h l", "Left Right  h l", "sort by the column beside",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(.see, "t", "t", "sort by the next column", [(.character("t"), .sort)]),
            KeyTable.binding(.see, "Enter", "Enter", "all figures of the row", [(.enter, .edit)]),
            KeyTable.binding(.see, "o", "o", "channel mask convention", [(.character("o"), .cycleMasks)]),
            KeyTable.binding(.generate, "g", "g", "again, other particles", [(.character("g"), .newSample)]),
            KeyTable.binding(.generate, "n", "n", "particles, responses, runs", [(.character("n"), .cycleCount)]),
        ] + KeyTable.shared)

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a heading", "sort by it"), ("click a row", "choose it; again: all its figures"),
                ("wheel", "rows"), ("click a hint", "the same as its key"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("mean WS", "Wasserstein-1 distance of channels, photons"),
                ("σ ch", "its spread over the channels: the published ±"),
                ("├─┤", "spread of the mean WS from run to run"),
                ("truth, repeated", "the floor: truth against an independent repeat"),
                ("mean response", "no diversity: each particle's true mean"),
                ("div ratio", "diversity, generated over true"),
                ("peak px", "brightest pixel of mean responses, median error"),
                ("bold", "best of the models"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
