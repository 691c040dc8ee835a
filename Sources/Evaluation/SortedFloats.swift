/// Sorts samples, many times a second while histograms fill up.
enum SortedFloats {
    /// Below this many values a radix sort costs more than it saves.
    private static let radixThreshold = 128

    /// The values in ascending order. NaN with its sign bit clear sorts last, with it set first.
    static func sorted(_ values: [Float]) -> [Float] {
        // The library would write the count into the empty array, which all threads share.
        guard !values.isEmpty else { return [] }
        return Array(unsafeUninitializedCapacity: values.count) { buffer, count in
            _ = buffer.initialize(from: values)
            count = values.count
            sort(buffer)
        }
    }

    /// Sorts in place.
    static func sort(_ values: UnsafeMutableBufferPointer<Float>) {
        values.withMemoryRebound(to: UInt32.self) { keys in
            for index in 0..<keys.count { keys[index] = ascendingKey(keys[index]) }
            if keys.count < radixThreshold {
                var few = keys
                few.sort()
            } else {
                radixSort(keys)
            }
            for index in 0..<keys.count { keys[index] = bits(ofKey: keys[index]) }
        }
    }

    /// An integer with the same order as the number: negative numbers reversed and below the others.
    static func ascendingKey(_ bits: UInt32) -> UInt32 {
        bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
    }

    static func bits(ofKey key: UInt32) -> UInt32 {
        key ^ (UInt32(bitPattern: Int32(bitPattern: ~key) >> 31) | 0x8000_0000)
    }

    /// Least significant byte first; a byte that is the same in all values needs no pass.
    ///
    /// The scratch buffer is on the heap: for a closure over a temporary allocation that ends in a copy, Swift 6.3.1 emits a tail
    /// call of memmove without restoring the error register, and the caller traps.
    private static func radixSort(_ keys: UnsafeMutableBufferPointer<UInt32>) {
        let count = keys.count
        let scratch = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count)
        let starts = UnsafeMutableBufferPointer<Int>.allocate(capacity: 4 * 256)
        defer {
            scratch.deallocate()
            starts.deallocate()
        }
        starts.initialize(repeating: 0)
        for key in keys {
            starts[Int(key & 0xFF)] += 1
            starts[256 + Int(key >> 8 & 0xFF)] += 1
            starts[512 + Int(key >> 16 & 0xFF)] += 1
            starts[768 + Int(key >> 24)] += 1
        }
        var source = keys
        var target = scratch
        for pass in 0..<4 {
            let shift = UInt32(8 * pass)
            let first = 256 * pass
            if starts[first + Int(keys[0] >> shift & 0xFF)] == count { continue }
            var start = 0
            for digit in first..<first + 256 {
                let entries = starts[digit]
                starts[digit] = start
                start += entries
            }
            for key in source {
                let digit = first + Int(key >> shift & 0xFF)
                target[starts[digit]] = key
                starts[digit] += 1
            }
            swap(&source, &target)
        }
        if source.baseAddress != keys.baseAddress { _ = keys.update(fromContentsOf: source) }
    }
}
