import Terminal

extension ComparePage {
    static let keyTable = KeyTable(
        [
            .rows("row; in the sweep the parameter"), .steps(.move, "particle; in the sweep the point"), .tens("ten of them"),
            .ends("first, last particle or point"),
            .keys(.change, "add the particle of Explore, drop a column", ("a", .addColumn), ("x", .dropColumn)),
            .keys(.change, "copy the column beside itself", ("=", .copyColumn)),
            .keys(.change, "sweep a parameter, and back", ("v", .vary)),
            .keys(.generate, "number of samples", ("n", .cycleCount)),
            .keys(.generate, "next, previous sample", ("g", .newSample), ("G", .previousSample)),
            .keys(.generate, "play: samples, or the sweep", (" ", .play)), .enter(.see, "the picture at full size, and back"),
            .keys(.see, "photons, difference to the truth", ("d", .cyclePicture)),
            .keys(.see, "colour scale by column, row or for all", ("s", .shareScale)),
            .keys(.see, "colour scale ln, sqrt, linear", ("z", .cycleScale)),
            .keys(.see, "channel mask convention of the scores", ("o", .cycleMasks)),
        ], walks: true)

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
                ("n 3192", "the species and its energy in GeV"),
                ("4×4 summed", "one cell of the picture adds up so many pixels"),
                ("WS 2.1", "Wasserstein-1 distance to the truth: the mean of five"),
                ("", "channels and of all particles, photons, n samples each"),
                ("floor", "the same of the truth and an independent repeat"),
                ("sum -0.8 %", "photon sum of all particles against the truth"),
                ("collapsed", "σ of the sums below a third of the true ones"),
                ("1299 ± 206", "photon sum: mean and standard deviation of n samples"),
                ("≤84", "photons at the upper end of the column's colour scale"),
                ("▒ in the curve", "true photon sum ± standard deviation"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
