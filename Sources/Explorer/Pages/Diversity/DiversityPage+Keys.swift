import Terminal

extension DiversityPage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "↑ ↓  k j", "Up Down  k j", "model; in the walk the noise",
                [
                    (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
                ]),
            KeyTable.binding(
                .move, "← →  h l", "Left Right  h l", "sample; in the walk a tenth of a noise",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(
                .move, "⇧← ⇧→  H L", "Shift-arrows  H L", "ten samples; in the walk one whole noise",
                [(.character("H"), .step(up: false, .ten)), (.character("L"), .step(up: true, .ten))],
                shift: [(.left, .step(up: false, .ten)), (.right, .step(up: true, .ten))]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last model or noise",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(.change, "v", "v", "latent walk: noises by hand, and back", [(.character("v"), .vary)]),
            KeyTable.binding(.change, "Del", "Del", "in the walk: the noise as it was", [(.delete, .resetRow)]),
            KeyTable.binding(.generate, "n", "n", "number of samples", [(.character("n"), .cycleCount)]),
            KeyTable.binding(
                .generate, "g  G", "g  G", "next, previous sample; in the walk its start",
                [
                    (.character("g"), .newSample), (.character("G"), .previousSample),
                ]),
            KeyTable.binding(.generate, "space", "space", "play: samples, or the chosen noise", [(.character(" "), .play)]),
            KeyTable.binding(.generate, "m", "m", "model of the walk", [(.character("m"), .nextModel)]),
            KeyTable.binding(.see, "Enter", "Enter", "the sample at full size, and back", [(.enter, .edit)]),
            KeyTable.binding(.see, "d", "d", "photons, difference to the mean true one", [(.character("d"), .cyclePicture)]),
            KeyTable.binding(.see, "s", "s", "one colour scale, or one for each row", [(.character("s"), .shareScale)]),
            KeyTable.binding(.see, "z", "z", "colour scale ln, sqrt, linear", [(.character("z"), .cycleScale)]),
        ] + KeyTable.particles + KeyTable.shared)

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a sample", "choose it; a second click: full size"), ("click a row's name", "choose the row"),
                ("wheel over a row", "other samples"), ("drag a noise", "scrub"), ("wheel over a noise", "step it"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("σ", "mean over the pixels of their standard deviation"),
                ("ratio", "σ over the true σ: 1 is as diverse as the truth"),
                ("collapsed", "ratio below 0.5: nearly one picture for all noises"),
                ("too uniform", "ratio below 0.8"), ("too diverse", "ratio above 1.25"),
                ("sum 291 ± 44", "photon sum: mean and standard deviation"),
                ("2×2 summed", "pixels added up, so the photons stay"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
