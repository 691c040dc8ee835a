import Terminal

extension TrainingPage {
    static let keyTable = KeyTable(
        [
            KeyTable.binding(
                .move, "← →  h l", "Left Right  h l", "one validation",
                [
                    (.left, .step(up: false, .one)), (.character("h"), .step(up: false, .one)),
                    (.right, .step(up: true, .one)), (.character("l"), .step(up: true, .one)),
                ]),
            KeyTable.binding(
                .move, "⇧← ⇧→  H L", "Shift-arrows  H L", "ten validations",
                [(.character("H"), .step(up: false, .ten)), (.character("L"), .step(up: true, .ten))],
                shift: [(.left, .step(up: false, .ten)), (.right, .step(up: true, .ten))]),
            KeyTable.binding(
                .move, "Home End  < >", "Home End  < >", "first, last validation",
                [
                    (.home, .rowFirst), (.character("<"), .rowFirst), (.end, .rowLast), (.character(">"), .rowLast),
                ]),
            KeyTable.binding(.generate, "m", "m", "run in front", [(.character("m"), .nextModel)]),
            KeyTable.binding(
                .generate, "a  x", "a  x", "add, drop a run",
                [
                    (.character("a"), .addModel), (.character("x"), .dropModel),
                ]),
            KeyTable.binding(.generate, "Enter", "Enter", "samples of this run's model", [(.enter, .edit)]),
            KeyTable.binding(.see, "f", "f", "smooth curves", [(.character("f"), .smooth)]),
            KeyTable.binding(.see, "z", "z", "values: by rule, log, linear", [(.character("z"), .cycleScale)]),
            KeyTable.binding(
                .see, "+  -", "+  -", "zoom in at the cursor, out",
                [
                    (.character("+"), .zoomIn), (.character("-"), .zoomOut),
                ]),
        ] + KeyTable.shared)

    static let notes = [
        HelpNotes(
            heading: "mouse",
            lines: [
                ("click a plot", "read a step"), ("drag", "move over steps"), ("wheel over a plot", "zoom there"),
                ("click a hint", "the same as its key"),
            ]),
        HelpNotes(
            heading: "marks",
            lines: [
                ("mean WS", "distance on validation particles, photons"),
                ("floor", "truth against an independent repeat"),
                ("best", "the step with the smallest mean WS"),
                ("div. ratio", "diversity, generated over true; 1 is right"),
                ("empty", "generated responses without a photon"),
                ("smoothed", "means over five neighbours"),
                ("log y by rule", "all positive, largest over 10 × smallest"),
            ]),
    ]
}
