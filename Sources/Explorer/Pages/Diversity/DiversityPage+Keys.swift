import Terminal

extension DiversityPage {
    static let keyTable = KeyTable(
        [
            .rows("model; in the walk the noise"), .steps(.move, "sample; in the walk a tenth of a noise"),
            .tens("ten samples; in the walk one whole noise"), .ends("first, last model or noise"),
            .keys(.change, "latent walk: noises by hand, and back", ("v", .vary)), .delete("in the walk: the noise as it was"),
            .keys(.generate, "number of samples", ("n", .cycleCount)),
            .keys(.generate, "next, previous sample; in the walk its start", ("g", .newSample), ("G", .previousSample)),
            .keys(.generate, "play: samples, or the chosen noise", (" ", .play)),
            .keys(.generate, "model of the walk", ("m", .nextModel)), .enter(.see, "the sample at full size, and back"),
            .keys(.see, "photons, difference to the mean true one", ("d", .cyclePicture)),
            .keys(.see, "one colour scale, or one for each row", ("s", .shareScale)),
            .keys(.see, "colour scale ln, sqrt, linear", ("z", .cycleScale)),
        ], walks: true)

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
                ("collapsed", "σ of the sum below a third of the true one"),
                ("too uniform", "ratio, or that of σ of the sum, below 0.8"),
                ("too diverse", "one of them above 1.25"),
                ("sum 291 ± 44", "photon sum: mean and standard deviation"),
                ("2×2 summed", "pixels added up, so the photons stay"),
                HelpNotes.wholePhotons,
            ]),
    ]
}
