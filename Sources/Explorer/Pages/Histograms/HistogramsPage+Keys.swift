import Terminal

extension HistogramsPage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "Tab  ⇧Tab", "Tab  Shift-Tab", "next, previous histogram", [(.tab, .nextPane)],
                shift: [(.tab, .previousPane)]),
            KeyTable.binding(
                .move, "↑ ↓  k j", "Up Down  k j", "histogram above, below",
                [
                    (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
                ]),
            KeyTable.binding(
                .move, "← →  h l", "Left Right  h l", "one bin",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(
                .move, "⇧← ⇧→  H L", "Shift-arrows  H L", "ten bins",
                [(.character("H"), .step(up: false, .ten)), (.character("L"), .step(up: true, .ten))],
                shift: [(.left, .step(up: false, .ten)), (.right, .step(up: true, .ten))]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last bin",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(.generate, "m", "m", "model in front", [(.character("m"), .nextModel)]),
            KeyTable.binding(
                .generate, "a  x", "a  x", "add, drop a model",
                [
                    (.character("a"), .addModel), (.character("x"), .dropModel),
                ]),
            KeyTable.binding(.generate, "T", "T", "test set or this particle", [(.character("T"), .cycleScope)]),
            KeyTable.binding(.generate, "space", "space", "freeze, go on", [(.character(" "), .play)]),
            KeyTable.binding(.see, "z", "z", "counts: by rule, log, linear", [(.character("z"), .cycleScale)]),
            KeyTable.binding(
                .see, "O", "O", "channels, light, shape of responses", [(.character("O"), .cycleObservables)]),
            KeyTable.binding(.see, "R", "R", "below: ratio, pull, nothing", [(.character("R"), .cycleBelow)]),
            KeyTable.binding(.see, "b", "b", "width of the bins", [(.character("b"), .cycleBins)]),
            KeyTable.binding(
                .see, "+  -", "+  -", "zoom in at the cursor, out",
                [
                    (.character("+"), .zoomIn), (.character("-"), .zoomOut),
                ]),
            KeyTable.binding(.see, "Enter", "Enter", "one histogram, all of them", [(.enter, .edit)]),
            KeyTable.binding(.see, "o", "o", "channel mask convention", [(.character("o"), .cycleMasks)]),
        ] + KeyTable.shared)

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
                ("log y by rule", "largest bin over 100 × the smallest filled"),
                ("generated/true", "per bin, errors of Poisson counts"),
                ("(gen. - true)/σ", "pull: σ of the difference of Poisson counts"),
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
