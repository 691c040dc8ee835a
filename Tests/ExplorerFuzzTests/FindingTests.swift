import Testing
import explorer_fuzz

@Suite("Scripts that once failed")
struct FindingTests {
    @Test(
        "They break nothing any more",
        arguments: [
            // More done than there was to do.
            FuzzScript(FuzzStart(width: 166, height: 50), [.progress(back: 0, done: 4_611_686_018_427_387_903, total: 1)]),
            // A history that was read meanwhile took the number that was typed to another view.
            FuzzScript(FuzzStart(), [.key(.enter, []), .key(.character("7"), []), .opened(variant: 2)]),
            // The cross was left in a view without pictures.
            FuzzScript(FuzzStart(width: 120, height: 40), [.key(.character("i"), []), .key(.character("4"), [])]),
            // The cross of before keeps the keys behind the seed that is typed.
            FuzzScript(
                FuzzStart(width: 99, height: 31, models: 2),
                [.key(.character("i"), []), .key(.character("S"), []), .key(.enter, [])]),
            // An energy whose square is no number was locked to a momentum of nothing.
            FuzzScript(
                FuzzStart(width: 80, height: 24, models: 4),
                [.key(.character("["), []), .key(.enter, []), .paste("1e-320"), .key(.enter, [])]),
            // Undo took the cross away while it was being moved.
            FuzzScript(
                FuzzStart(width: 166, height: 50),
                [
                    .deliver(back: 0, variant: 754313), .key(.character("g"), []), .mouse(.press, button: 1, x: 47, y: 2, []),
                    .key(.character("u"), []),
                ]),
            // A response curve with sums that are no numbers.
            FuzzScript(
                FuzzStart(width: 100, height: 30, models: 3),
                [.key(.character("3"), []), .key(.character("v"), []), .deliver(back: 0, variant: 201773)]),
            FuzzScript(
                FuzzStart(width: 80, height: 24, models: 0),
                [.key(.character("3"), []), .key(.character("v"), []), .deliver(back: 0, variant: 39157)]),
            // Cursors further out than a session could hold.
            FuzzScript(
                FuzzStart(width: 166, height: 50),
                [.key(.character("4"), []), .deliver(back: 0, variant: 141621), .key(.home, [])]),
            FuzzScript(
                FuzzStart(width: 166, height: 50),
                [.key(.character("6"), []), .deliver(back: 0, variant: 810456), .key(.left, [])]),
            // A walk that began at a noise beyond the end of its slider.
            FuzzScript(
                FuzzStart(width: 38, height: 19, models: 3, level: .mono, isUnicode: false),
                [
                    .resize(107, 35), .key(.character("r"), []), .key(.character("S"), []), .key(.right, []),
                    .key(.character("5"), []),
                    .key(.enter, []), .key(.character("2"), []), .key(.character("v"), []),
                ]),
            // Undo left the cross of the one calorimeter on the other's smaller face.
            FuzzScript(
                FuzzStart(width: 80, height: 24, models: 2, level: .palette256, detector: "zp+zn"),
                [
                    .resize(120, 40), .models(isProton: false, count: 1), .deliver(back: 0, variant: 607570),
                    .mouse(.press, button: 1, x: 33, y: 22, []), .key(.character("u"), []),
                ]),
            // A response curve of models that are not there any more.
            FuzzScript(
                FuzzStart(width: 80, height: 24, models: 4, level: .palette256, detector: "zn+zp"),
                [
                    .key(.character("3"), []), .key(.character("v"), []), .deliver(back: 0, variant: 333779),
                    .models(isProton: false, count: 0),
                ]),
            // Redo chose a model for a calorimeter that had none yet, which undo could not take back.
            FuzzScript(
                FuzzStart(width: 100, height: 30, models: 0),
                [.key(.character("D"), []), .models(isProton: false, count: 3), .key(.character("D"), [])]),
        ])
    func scripts(script: FuzzScript) throws { #expect(try script.violation() == nil) }
}
