import Terminal

extension ExplorePage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "↑ ↓  k j", "Up Down  k j", "parameter",
                [
                    (.up, .rowUp), (.character("k"), .rowUp), (.down, .rowDown), (.character("j"), .rowDown),
                ]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last parameter",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(
                .move, "Tab  ⇧Tab", "Tab  Shift-Tab", "picture or histograms", [(.tab, .nextPane)], shift: [(.tab, .previousPane)]
            ),
            KeyTable.binding(
                .change, "← →  h l", "Left Right  h l", "one step",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(
                .change, "⇧← ⇧→  H L", "Shift-arrows  H L", "ten steps",
                [(.character("H"), .step(up: false, .ten)), (.character("L"), .step(up: true, .ten))],
                shift: [(.left, .step(up: false, .ten)), (.right, .step(up: true, .ten))]),
            KeyTable.binding(
                .change, "Ctrl-← Ctrl-→", "Ctrl-Left Ctrl-Right", "a tenth of a step", [],
                control: [(.left, .step(up: false, .tenth)), (.right, .step(up: true, .tenth))]),
            KeyTable.binding(.change, "Enter", "Enter", "type a value", [(.enter, .edit)]),
            KeyTable.binding(.change, "p", "p", "species", [(.character("p"), .presets)]),
            KeyTable.binding(.change, "e", "e", "on-shell lock", [(.character("e"), .cycleLock)]),
            KeyTable.binding(.change, "Del", "Del", "reset the row", [(.delete, .resetRow)]),
            KeyTable.binding(
                .generate, "g  G", "g  G", "next, previous sample",
                [
                    (.character("g"), .newSample), (.character("G"), .previousSample),
                ]),
            KeyTable.binding(.generate, "space", "space", "play, pause samples", [(.character(" "), .play)]),
            KeyTable.binding(.generate, "m", "m", "model", [(.character("m"), .nextModel)]),
            KeyTable.binding(.see, "d", "d", "generated, true, difference", [(.character("d"), .cyclePicture)]),
            KeyTable.binding(.see, "i", "i", "inspect pixels", [(.character("i"), .inspect)]),
            KeyTable.binding(.see, "z", "z", "scale of the focused pane", [(.character("z"), .cycleScale)]),
            KeyTable.binding(.see, "s", "s", "shared or own colour scale", [(.character("s"), .shareScale)]),
            KeyTable.binding(.see, "o", "o", "channel mask convention", [(.character("o"), .cycleMasks)]),
        ] + KeyTable.particles + KeyTable.shared)

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
                ("floor, flr", "WS of truth and an independent repeat of it"),
                ("WS 5.1 / 0.6", "a channel's distance, then its floor"),
                ("n<50", "too few samples for a distance"),
                ("picture", "rows are x, downwards; columns are y"),
                ("\\ /", "around the pixel where the particle lands"),
                ("arrow and cm", "it lands so far beside the face"),
                ("beam", "ZN: outgoing below; ZP: above the first row"),
                HelpNotes.wholePhotons,
                ("lit", "pixels with a photon"),
                ("centre, width", "mean and rms place of the light, pixels"),
                ("!", "value outside the training range"),
                ("true", "parametrised reference Monte Carlo, no GEANT"),
                ("true: FILE", "the responses of the data set (--data)"),
                ("nearest 0.3σ", "truth of the nearest particle, at this distance"),
                ("floor of a file", "one half of its responses against the other"),
            ]),
    ]
}
