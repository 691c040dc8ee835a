import Terminal

extension MetricsPage {
    static let keyTable = KeyTable(
        [
            .rows("row"), .ends("first, last row"), .steps(.see, "sort by the column beside"),
            .keys(.see, "sort by the next column", ("t", .sort)), .enter(.see, "all figures of the row"),
            .keys(.see, "quality against cost, and back", ("v", .vary)),
            .keys(.see, "channel mask convention", ("o", .cycleMasks)),
            .keys(.generate, "again, other particles", ("g", .newSample)),
            .keys(.generate, "particles, responses, runs", ("n", .cycleCount)),
            .keys(.see, "all responses, or those of at least 1 photon", ("e", .cycleLeastPhotons)),
        ])

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
                ("ms", "per response, one core of this machine; floor: ref. MC"),
                ("floor", "truth against an independent repeat of it"),
                ("conditional mean", "no diversity: each particle's true mean"),
                ("from 1 photon", "distances without empty responses"),
                ("div ratio", "diversity, generated over true"),
                ("σ sum", "the same of the photon sum's spread"),
                ("peak px", "brightest pixel of mean responses, median error"),
                ("\u{2212}floor", "mean WS minus the floor"),
                ("no difference", "the 95 % interval of the difference holds 0"),
                ("bold", "best of the models, or no difference to it"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
