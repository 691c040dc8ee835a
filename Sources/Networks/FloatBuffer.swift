/// A fixed piece of memory for floats, zero at first, aligned to cache lines.
///
/// Its owner decides who writes: packed weights are written once, before anybody else sees them; the buffers of a
/// session belong to one thread.
public final class FloatBuffer: @unchecked Sendable {
    public let pointer: UnsafeMutablePointer<Float>
    public let count: Int

    public init(count: Int) {
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        pointer = raw.bindMemory(to: Float.self, capacity: max(count, 1))
        pointer.initialize(repeating: 0, count: max(count, 1))
    }

    public convenience init(_ values: some Collection<Float>) {
        self.init(count: values.count)
        for (index, value) in values.enumerated() { pointer[index] = value }
    }

    /// A copy of the numbers.
    public var values: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

    /// All numbers to zero.
    public func clear() { pointer.update(repeating: 0, count: count) }

    deinit { pointer.deallocate() }
}
