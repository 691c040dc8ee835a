import Testing

@testable import Training

@Suite struct TheHistoryOfARun {
    private var history: TrainingHistory {
        var history = TrainingHistory(objective: "sdi-gan", name: "mine", command: "zdc train --objective sdi-gan", floor: 0.954)
        var row = TrainingHistory.Row(step: 250, samples: 16000, seconds: 12.3)
        row[.energy] = 5.25
        row.validationWS = 9.5
        history.rows.append(row)
        row = TrainingHistory.Row(step: 500, samples: 32000, seconds: 24.6)
        row[.critic] = 1.5
        row[.diversity] = 0.0125
        row.validationWS = 7.25
        row.empty = 0
        history.rows.append(row)
        return history
    }

    @Test func readsWhatItWrites() throws {
        let read = try #require(TrainingHistory(csv: history.csv))
        #expect(read == history)
        #expect(read.best?.step == 500)
    }

    /// Spreadsheets write a byte order mark, other line ends, and the separator above all.
    @Test(arguments: ["\u{FEFF}", "sep=,\n", "\u{FEFF}sep=,\n", "\n\n", ""], ["\n", "\r\n", "\r"])
    func readsWhatSpreadsheetsWrite(start: String, end: String) throws {
        let read = try #require(TrainingHistory(csv: (start + history.csv).replacing("\n", with: end)))
        #expect(read == history)
    }

    @Test(arguments: [";", "\t"])
    func readsDecimalCommas(separator: String) throws {
        let lines = history.csv.split(separator: "\n").map { line in
            line.hasPrefix("#") ? String(line) : String(line.replacing(",", with: separator).replacing(".", with: ","))
        }
        #expect(try #require(TrainingHistory(csv: lines.joined(separator: "\n") + "\n")) == history)
    }

    /// A file that is being written may end in the middle of a line.
    @Test func leavesOutALineThatIsNotComplete() throws {
        let text = history.csv
        for cut in [1, 5, 20] {
            let read = try #require(TrainingHistory(csv: String(text.dropLast(cut))))
            #expect(read.rows == Array(history.rows.prefix(1)))
        }
    }

    @Test(arguments: ["nan", "inf", "-inf", "1e400"])
    func leavesOutNumbersThatAreNone(word: String) throws {
        let read = try #require(
            TrainingHistory(
                csv:
                    "# floor: \(word)\nstep,samples,seconds,validation_ws\n10,\(word),\(word),\(word)\n\(word),1,1,1\n-1,1,1,1\n1e300,1,1,1\n"
            ))
        #expect(read.floor == nil && read.rows.count == 1)
        #expect(read.rows[0].samples == 0 && read.rows[0].seconds == 0 && read.rows[0].validationWS == nil)
    }

    @Test func makesItsWordsDisplayable() throws {
        let read = try #require(
            TrainingHistory(csv: "# objective: a\u{1B}[2J\n# model: b\u{9B}31m\n# command: c\u{7}\nstep\n1\n"))
        #expect(read.objective == "a?[2J" && read.name == "b?31m" && read.command == "c?")
    }

    @Test func staysWholeWhateverItsWordsHold() throws {
        var odd = history
        (odd.name, odd.command) = ("a\nb", "zdc train --name 'a\nb' --history 'x\n# floor: 7'")
        let read = try #require(TrainingHistory(csv: odd.csv))
        #expect(read.name == "a?b" && read.command == "zdc train --name 'a?b' --history 'x?# floor: 7'")
        #expect(read.rows == history.rows && read.floor == history.floor)
    }

    @Test func knowsColumnsByTheirNames() throws {
        let read = try #require(TrainingHistory(csv: "validation_ws,other,step\n3.5,x,10\nnan,y,20\n4.5,z\n"))
        #expect(read.rows.map(\.step) == [10, 20])
        #expect(read.rows[0].validationWS == 3.5)
        #expect(read.rows[1].validationWS == nil)
        #expect(TrainingHistory(csv: "a,b\n1,2\n") == nil)
        #expect(TrainingHistory(csv: "") == nil)
    }
}
