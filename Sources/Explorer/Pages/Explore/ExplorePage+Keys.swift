import Terminal

extension ExplorePage {
    static let keyTable = KeyTable(
        [
            .rows("parameter"), .ends("first, last parameter"), .panes("picture or histograms"), .steps(.change, "one step"),
            .tens("ten steps", in: .change),
            .binding(
                .change, "Ctrl-← Ctrl-→", ascii: "Ctrl-Left Ctrl-Right", "a tenth of a step",
                [(Key(.left, .control), .step(up: false, .tenth)), (Key(.right, .control), .step(up: true, .tenth))]),
            .enter(.change, "type a value"), .keys(.change, "species", ("p", .presets)),
            .keys(.change, "on-shell lock", ("e", .cycleLock)), .delete("reset the row"),
            .keys(.generate, "next, previous sample", ("g", .newSample), ("G", .previousSample)),
            .keys(.generate, "play, pause samples", (" ", .play)), .keys(.generate, "model", ("m", .nextModel)),
            .keys(.see, "generated, true, difference", ("d", .cyclePicture)),
            .keys(.see, "channels or profiles along x, y, r", ("x", .cyclePanels)),
            .keys(.see, "inspect pixels", ("i", .inspect)),
            .keys(.see, "scale of the focused pane", ("z", .cycleScale)),
            .keys(.see, "shared or own colour scale", ("s", .shareScale)),
            .keys(.see, "channel mask convention", ("o", .cycleMasks)),
        ], walks: true)

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a row, a slider", "choose it, set it"), ("drag a slider", "scrub"), ("wheel over a row", "step it"),
                ("click the picture", "inspect a pixel"), ("click a hint", "the same as its key"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("WS", "Wasserstein-1 distance, photons"),
                ("floor", "WS of truth and an independent repeat of it"),
                ("WS 5.1 / 0.6", "a channel's distance, then its floor"),
                ("\u{2212}pin", "change against the pinned particle"),
                ("peak, div", "mean brightest pixel; diversity, photons"),
                ("profile", "mean photons of a row, a column, a fibre"),
                ("band", "± 1 standard deviation of true responses"),
                ("ch1 to ch4", "quadrants: half of the fibres, alternating"),
                ("ch5", "the other half, on one photomultiplier"),
                ("thesis masks", "which pixels are which channel; o changes"),
                ("n<50", "too few samples for a distance"),
                ("picture", "rows are x, downwards; columns are y"),
                ("\\ /", "around the pixel where the particle lands"),
                ("arrow and cm", "it lands so far beside the face"),
                ("small arrow", "x or y on face: below, above the edges"),
                ("beam", "ZN: outgoing below; ZP: above the first row"),
                HelpNotes.wholePhotons,
                ("lit", "pixels with a photon"),
                ("centre, width", "mean and rms place of the light, pixels"),
                ("!", "value outside the training range"),
                ("seed 42/7", "sample 7 of seed 42"),
                ("true", "parametrised reference Monte Carlo, no GEANT"),
                ("all magnets", "ZN beside ZP; alone behind the dipole only"),
                ("true: FILE", "the responses of the data set (--data)"),
                ("nearest 0.3σ", "truth of the nearest particle, at this distance"),
                ("floor of a file", "one half of its responses against the other"),
            ]),
    ]
}
