import Files
import Foundation

/// Makes a folder and those above it, unless they are there.
func makeFolder(_ path: String) throws(FileError) {
    do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
        throw FileError(path: path, "The folder \(path) cannot be made.")
    }
}
