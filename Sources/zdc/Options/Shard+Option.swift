import DataSets
import Foundation
import Text

extension Shard {
    /// Reads "3/64", or takes "slurm" from the environment of a job array.
    init(option text: String, environment: [String: String] = ProcessInfo.processInfo.environment) throws(UsageError) {
        if text == "slurm" {
            self = try Self.slurm(environment)
            return
        }
        let words = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard words.count == 2, let index = words[0], let count = words[1], let shard = Shard(index: index, count: count) else {
            throw UsageError(
                "--shard is \(quoted(text, limit: 32)); expected i/n, part i of n counted from 0 as in 0/64, or slurm.")
        }
        self = shard
    }

    /// The part of a job in a Slurm array 0-(n−1). Any other array, such as one that does some parts again, does not tell
    /// how many parts there are.
    private static func slurm(_ environment: [String: String]) throws(UsageError) -> Shard {
        func number(_ name: String) throws(UsageError) -> Int {
            guard let number = environment["SLURM_ARRAY_TASK_\(name)"].flatMap({ Int($0) }) else {
                throw UsageError("--shard slurm finds no SLURM_ARRAY_TASK_\(name); expected a job array, or give --shard i/n.")
            }
            return number
        }
        let (id, count, least, most) = (try number("ID"), try number("COUNT"), try number("MIN"), try number("MAX"))
        guard least == 0, most == count - 1, let shard = Shard(index: id, count: count) else {
            throw UsageError(
                "--shard slurm finds \(count) array tasks from \(least) to \(most); expected 0 to n - 1, or give --shard i/n with the n of all parts."
            )
        }
        return shard
    }
}
