import Testing

@testable import Terminal

@Suite struct AwaitedAnswers {
    private let start = ContinuousClock.now
    private func told(_ text: String) -> TerminalAnswers {
        var answers = TerminalAnswers()
        answers.take(operatingSystemCommand: Array(text.utf8))
        return answers
    }

    @Test func theFirstFrameWaitsForATime() {
        var answer = AwaitedAnswer()
        #expect(!answer.isAwaited && answer.end == nil)
        answer.ask(at: start)
        answer.expire(at: start + AwaitedAnswer.patience - .milliseconds(1))
        #expect(answer.isAwaited && answer.end == start + AwaitedAnswer.patience)
        answer.expire(at: start + AwaitedAnswer.patience)
        #expect(!answer.isAwaited)
    }

    @Test func whatComesLateCountsOnce() {
        var answer = AwaitedAnswer()
        let light = told("11;rgb:ffff/ffff/ffff")
        #expect(answer.take(light) == nil, "nobody has asked")
        answer.ask(at: start)
        answer.expire(at: start + .seconds(60))
        #expect(answer.take(TerminalAnswers()) == nil)
        #expect(answer.take(light) == .light)
        #expect(answer.take(light) == nil)
    }

    @Test func aTerminalThatKnowsTheOtherQuestionOnlyIsNotWaitedFor() {
        var answer = AwaitedAnswer()
        answer.ask(at: start)
        var answers = TerminalAnswers()
        answers.hasDeviceAttributes = true
        #expect(answer.take(answers) == nil && !answer.isAwaited)
    }
}
