import Calorimeter
import Canvas
import FastSimulation
import ReferenceMC
import Terminal
import Scoring
import Testing
@testable import DataSets
@testable import Explorer

@Suite struct TableViews {
    /// A file with a few responses to each of some particles.
    static let dataSet: DataSet = {
        var (rows, responses) = ([Particle](), SparseResponses())
        for (place, particle) in TestParticles.all.prefix(6).enumerated() {
            let stored = Particle(conditions: particle.conditions.map { Double(Float($0)) })
            for index in 0...place {
                rows.append(stored)
                let response = ReferenceMC().response(to: particle, seed: 3, index: UInt64(index))
                response.photons.withUnsafeBufferPointer { responses.append($0) }
            }
        }
        return DataSet(name: "set.npz", detector: .zn, rows: rows, responses: responses)
    }()

    private func table(_ width: Int = 80, _ height: Int = 24, models: [Generator] = [], dataSet: DataSet? = nil) -> ExplorerState
    {
        var state = explorer(width, height, models: 0)
        if let dataSet { _ = state.update(.dataSet(dataSet), at: .zero) }
        state.front.models = models.map { ModelSummary(Model($0)) }
        state.type("7")
        return filled(state, models: models, dataSet: dataSet)
    }

    /// With the work done that the view wants.
    private func filled(_ before: ExplorerState, models: [Generator] = [], dataSet: DataSet? = nil) -> ExplorerState {
        var state = before
        var workers = BackgroundWorkers(
            truth: Truth(reference: ReferenceMC(), dataSet: dataSet), models: models.map { Model($0) })
        var news: [WorkNews] = []
        withoutActuallyEscaping({ (item: WorkNews) in news.append(item) }) { report in
            workers.run(Work(state.tableRequest), measuresTime: false, isWanted: { true }, report: report)
        }
        for item in news { state.hear(item) }
        return state
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)]) func pictures(width: Int, height: Int) throws {
        var state = table(width, height)
        state.press(key(.down))
        try StoredPicture(name: "table-\(width)x\(height)").expect(Scene.drawn(state).canvas)
    }

    @Test func asciiKeepsTheNumbers() throws {
        var state = table()
        state.appearance.glyphs = .ascii
        try StoredPicture(name: "table-ascii").expect(Scene.drawn(state).canvas)
        #expect(state.screenText.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test func rowsOfAFileHaveItsNumbers() throws {
        let state = table(120, 40, dataSet: Self.dataSet)
        let result = try #require(state.tableResult)
        #expect(result.rows.repeats == [1, 2, 3, 4, 5, 6])
        for place in 0..<6 {
            var sum = 0.0
            for row in Self.dataSet.rows(ofParticle: place) {
                Self.dataSet.responses.forEachLitPixel(of: row) { sum += Double($1) }
            }
            #expect(abs(Double(result.rows.trueSums[place]) - sum / Double(place + 1)) < 1e-3 * max(sum, 1))
        }
        #expect(state.screenText.contains("set.npz: 6 particles, 21 responses"))
        #expect(state.screenText.contains("1 / 6"))
    }

    @Test(arguments: TableSettings.Column.allCases) func everyColumnSortsBothWays(column: TableSettings.Column) throws {
        var state = table(dataSet: Self.dataSet)
        for isDescending in [false, true] {
            (state.table.sortedBy, state.table.isDescending) = (column, isDescending)
            state = filled(state, dataSet: Self.dataSet)
            let result = try #require(state.tableResult)
            #expect(result.order.sorted() == Array(0..<6))
            let values = result.order.map { result.rows.value(column, of: Int($0), on: .zn) }
            let known = values.prefix { !$0.isNaN }
            #expect(values.dropFirst(known.count).allSatisfy { $0.isNaN }, "what is unknown comes last")
            let isSorted = zip(known, known.dropFirst()).allSatisfy { isDescending ? $0 >= $1 : $0 <= $1 }
            #expect(isSorted, "\(values)")
        }
    }

    @Test func keysMoveSortFindAndShow() throws {
        var state = table(dataSet: Self.dataSet)
        state.press(key(.down), key(.down), key(.up))
        #expect(state.table.row == 1)
        state.press(key(.end))
        #expect(state.table.row == 5)
        state.press(key(.pageUp), key(.home))
        #expect(state.table.row == 0)
        let effects = state.type("t")
        #expect(state.table.sortedBy == .species && effects == [.work(.zn, Work(state.tableRequest))])
        state.type("V")
        #expect(state.table.isDescending)
        state = filled(state, dataSet: Self.dataSet)
        state.type("/3")
        state.press(key(.enter))
        let result = try #require(state.tableResult)
        #expect(result.order[state.table.row] == 2)
        #expect(RepeatCommand.text(state).contains("zdc render table") && RepeatCommand.text(state).contains("--sort species"))
        state.press(key(.enter))
        #expect(state.view == .explore && state.particle == Self.dataSet.particles[2])
        state.type("7")
        #expect(state.view == .table && result.order[state.table.row] == 2)
    }

    @Test func theMouseSortsAndChooses() throws {
        var state = table(dataSet: Self.dataSet)
        _ = state.click(.row(3))
        #expect(state.table.row == 3)
        let headings = try #require(Scene.drawn(state).area(of: .headings))
        _ = state.click(headings.x + 18, headings.y)
        #expect(state.table.sortedBy == .energy && state.table.isDescending)
        _ = state.click(headings.x + 18, headings.y)
        #expect(!state.table.isDescending)
    }

    @Test func modelsAreComparedWhereThereAreEnoughResponses() throws {
        let model = try Generator.untrained(width: 0.125, detector: .zn)
        let state = table(120, 40, models: [model])
        let result = try #require(state.tableResult)
        #expect(result.isComplete && result.request.model == model.name)
        #expect(result.rows.distances.allSatisfy { $0 >= 0 })
        #expect(result.rows.floors.allSatisfy { $0 >= 0 })
        let few = table(120, 40, models: [model], dataSet: Self.dataSet)
        let rows = try #require(few.tableResult).rows
        #expect(rows.distances.allSatisfy { $0.isNaN })
        #expect(rows.generatedSums.allSatisfy { !$0.isNaN })
        #expect(few.screenText.contains("n<50"))
    }

    @Test func aMillionRowsSortWithinASecond() {
        let particle = TestParticles.all[0]
        var rows = TableRows(Array(repeating: particle, count: 1_000_000))
        for place in 0..<rows.particles.count { rows.trueSums[place] = Float((place &* 7919) % 1_000_003) }
        let clock = ContinuousClock()
        var order: [Int32] = []
        let time = clock.measure { order = rows.order(by: .trueSum, descending: true, on: .zn) }
        #expect(order.count == 1_000_000 && rows.trueSums[Int(order[0])] >= rows.trueSums[Int(order[1])])
        // Without optimisation it takes some times as long.
        #expect(time < .seconds(20))
    }
}
