import Terminal

extension TrainingPage {
    static let keyTable = KeyTable(
        [
            .steps(.move, "one validation"), .tens("ten validations"), .ends("first, last validation"),
            .keys(.generate, "run in front", ("m", .nextModel)),
            .keys(.generate, "add, drop a run", ("a", .addModel), ("x", .dropModel)),
            .enter(.generate, "samples of this run's model"), .keys(.see, "smooth curves", ("f", .smooth)),
            .keys(.see, "values: by rule, log, linear", ("z", .cycleScale)),
            .keys(.see, "zoom in at the cursor, out", ("+", .zoomIn), ("-", .zoomOut)),
        ])

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
