import Calorimeter
import Files
import Foundation
import Testing
@testable import Explorer

@Suite struct SavingBothCalorimeters {
    private func both(_ keys: String) throws -> ExplorerState {
        var state = explorer(120, 40, models: 2)
        _ = state.update(.models(.zp, LoadedModels(models: state.models, preferred: "gan")), at: .zero)
        state.type("B" + keys)
        try state.fill()
        return state
    }

    @Test(arguments: ["1", "1x", "2", "3"])
    func tablesHaveAColumnForTheCalorimeter(keys: String) throws {
        let state = try both(keys)
        let text = try #require(ShownNumbers(state)).document.csv
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows[0].first == "detector" && Set(rows.dropFirst().map(\.[0])) == ["ZN", "ZP"])
        for detector in state.shownDetectors {
            let numbers = state.page.numbers(state.facing(detector))
            let own = try #require(numbers).csv
            let ownRows = own.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
            #expect(
                rows.filter { $0[0] == detector.name }.map { $0.dropFirst().joined(separator: ",") } == ownRows.map(String.init))
        }
        #expect(!text.contains("# detector:") && text.contains("# seed: 42"))
    }

    @Test(arguments: ["1", "2", "3"])
    func arraysAreNamedAfterTheCalorimeterAndTheParticlesAreThereOnce(keys: String) throws {
        let state = try both(keys)
        let arrays = state.shownArrays
        let shapes = Dictionary(uniqueKeysWithValues: arrays.map { ($0.name, $0.shape) })
        #expect(arrays.filter { $0.name.hasSuffix("conditions") }.map(\.name) == ["conditions"])
        #expect(shapes["ZN.true"]?.suffix(2) == [44, 44] && shapes["ZP.true"]?.suffix(2) == [56, 30])
        #expect(arrays.count == 2 * state.page.arrays(state).count - 1)
    }

    @Test func whatDiffersIsNamedAfterTheCalorimeter() {
        var (zn, zp) = (NumberTable(["a", "b"]), NumberTable(["a", "c"]))
        (zn.about, zp.about) = (
            [("seed", 1), ("detector", "ZN"), ("model", "x")], [("seed", 1), ("detector", "ZP"), ("model", "y")]
        )
        (zn.rows, zp.rows) = ([[1, 2]], [[3, 4]])
        #expect(
            NumberTable.joined([("ZN", zn), ("ZP", zp)]).csv
                == "# seed: 1\n# ZN.model: x\n# ZP.model: y\ndetector,a,b,c\nZN,1,2,\nZP,3,,4\n")
    }

    @Test func theListSaysWhoseNumbersTheyAre() throws {
        var state = try both("1")
        state.type("w")
        #expect(state.screenText.contains("CSV: the numbers of ZN and ZP"))
        #expect(state.screenText.contains("NPZ: pictures and samples of ZN and ZP"))
        #expect(state.screenText.contains("PNG: the picture alone, ZN"))
        state.press(key(.escape))
        state.type("y")
        #expect(state.message?.text.contains("copied the numbers of ZN and ZP,") == true)
    }
}
