import Foundation

/// A value of a JSON text, found by its path: `tree["models.0.ws.mean"]`.
public struct JSONTree {
    public let value: Any?

    public init(_ text: String) throws { value = try JSONSerialization.jsonObject(with: Data(text.utf8)) }

    public subscript(path: String) -> Any? {
        path.split(separator: ".").reduce(value) { value, key in
            if let list = value as? [Any] { return Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil } }
            return (value as? [String: Any])?[String(key)]
        }
    }

    public func number(_ path: String) -> Double? { self[path] as? Double }
    public func count(_ path: String) -> Int? { (self[path] as? [Any])?.count }
}
