import Terminal

extension HistogramsPage {
    static let keyTable = KeyTable(
        [
            .panes("next, previous histogram or picture"), .rows("histogram above, below; one bin up, down"),
            .steps(.move, "one bin"), .tens("ten bins"),
            .ends("first, last bin"), .keys(.generate, "model in front", ("m", .nextModel)),
            .keys(.generate, "add, drop a model", ("a", .addModel), ("x", .dropModel)),
            .keys(.generate, "test set or this particle", ("T", .cycleScope)), .keys(.generate, "freeze, go on", (" ", .play)),
            .keys(.see, "counts: by rule, log, linear", ("z", .cycleScale)),
            .keys(.see, "channels, light, shape of responses", ("O", .cycleObservables)),
            .keys(.see, "one observable against another, or alone", ("v", .toggleAgainst)),
            .keys(.see, "next one on the vertical axis (O: horizontal)", ("V", .cycleAgainst)),
            .keys(.see, "below: ratio, pull, nothing", ("R", .cycleBelow)),
            .keys(.see, "width of the bins", ("b", .cycleBins)),
            .keys(.see, "cut: type which responses count", ("C", .typeCut)),
            .keys(.see, "range of the axis: type it", ("A", .typeRange)),
            .keys(.see, "zoom in at the cursor, out", ("+", .zoomIn), ("-", .zoomOut)),
            .enter(.see, "one histogram or picture, all of them"),
            .keys(.see, "channel mask convention", ("o", .cycleMasks)),
        ])

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a bin", "read it"), ("drag", "move over bins"), ("wheel over a histogram", "zoom there"),
                ("click a hint", "the same as its key"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("WS 5.1 ± 0.2 / 0.6", "distance from the truth, its error, its floor"),
                ("WS", "Wasserstein-1 distance, in the unit of the axis"),
                ("±", "standard error over the particles"),
                ("floor", "WS of truth and an independent repeat of it"),
                ("σ ch", "spread of the distances over the channels"),
                ("under/over", "entries beyond the axis"),
                ("photon sum 0:500", "range that was typed or zoomed to, in whole bins"),
                ("cut", "sum > 100 and (E > 500 GeV or species = n)"),
                ("in a cut", "observables, nine numbers, x and y of landing"),
                ("log y by rule", "largest bin over 100 × the smallest filled"),
                ("generated/true", "per bin, errors of Poisson counts"),
                ("(gen. - true)/σ", "pull: σ of the difference of Poisson counts"),
                ("correlation", "Pearson's, of all entries, beyond the axes too"),
                ("inside, empty", "entries within both axes; responses without light"),
                ("lit pixels", "at least half a photon"),
                ("peak to landing", "brightest pixel to where the particle lands"),
                ("width", "root mean square from the centre of light"),
                ("true", "parametrised reference Monte Carlo, no GEANT"),
                ("true: FILE", "the responses of the data set (--data)"),
                ("nearest 0.3σ", "truth of the nearest particle, at this distance"),
                ("floor of a file", "one half of its responses against the other"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
