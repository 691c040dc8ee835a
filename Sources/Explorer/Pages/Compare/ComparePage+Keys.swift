import Terminal

extension ComparePage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "↑ ↓  k j", "Up Down  k j", "row; in the sweep the parameter",
                [
                    (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
                ]),
            KeyTable.binding(
                .move, "← →  h l", "Left Right  h l", "particle; in the sweep the point",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(
                .move, "⇧← ⇧→  H L", "Shift-arrows  H L", "ten of them",
                [(.character("H"), .step(up: false, .ten)), (.character("L"), .step(up: true, .ten))],
                shift: [(.left, .step(up: false, .ten)), (.right, .step(up: true, .ten))]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last particle or point",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(
                .change, "a  x", "a  x", "add the particle of Explore, drop a column",
                [
                    (.character("a"), .addColumn), (.character("x"), .dropColumn),
                ]),
            KeyTable.binding(.change, "=", "=", "copy the column beside itself", [(.character("="), .copyColumn)]),
            KeyTable.binding(.change, "v", "v", "sweep a parameter, and back", [(.character("v"), .vary)]),
            KeyTable.binding(.generate, "n", "n", "number of samples", [(.character("n"), .cycleCount)]),
            KeyTable.binding(
                .generate, "g  G", "g  G", "next, previous sample",
                [
                    (.character("g"), .newSample), (.character("G"), .previousSample),
                ]),
            KeyTable.binding(.generate, "space", "space", "play: samples, or the sweep", [(.character(" "), .play)]),
            KeyTable.binding(.see, "Enter", "Enter", "the picture at full size, and back", [(.enter, .edit)]),
            KeyTable.binding(.see, "d", "d", "photons, difference to the truth", [(.character("d"), .cyclePicture)]),
            KeyTable.binding(.see, "s", "s", "colour scale by column, row or for all", [(.character("s"), .shareScale)]),
            KeyTable.binding(.see, "z", "z", "colour scale ln, sqrt, linear", [(.character("z"), .cycleScale)]),
            KeyTable.binding(.see, "o", "o", "channel mask convention of the scores", [(.character("o"), .cycleMasks)]),
        ] + KeyTable.particles + KeyTable.shared)

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a picture", "choose it; a second click: full size"), ("click a heading", "choose the particle"),
                ("wheel", "other particles; in the sweep other points"), ("click, drag the curve", "go to that point"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("WS 2.1", "Wasserstein-1 distance to the truth: the mean of five"),
                ("", "channels and of all particles, photons, n samples each"),
                ("floor", "the same of the truth and an independent repeat"),
                ("sum -0.8 %", "photon sum of all particles against the truth"),
                ("1299 ± 206", "photon sum: mean and standard deviation of n samples"),
                ("≤84", "photons at the upper end of the column's colour scale"),
                ("▒ in the curve", "true photon sum ± standard deviation"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
