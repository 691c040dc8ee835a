import Calorimeter
import Files

/// Puts sections of a data set into a file.
struct SampleFile {
    private let file: any OutputFile
    private let archive: NPZWriter?
    private let header: String

    /// - Parameters:
    ///   - sections: how many there are.
    ///   - state: that of an earlier program, if its work is resumed.
    init(_ file: any OutputFile, form: OutputForm, detector: Detector, sections: Int, state: [UInt64]) throws(FileError) {
        self.file = file
        header = SampleText.header(of: form, detector: detector)
        archive = form.format == .npz ? NPZWriter(file: file, state: state) : nil
        let isSense = form.format == .npz ? archive != nil && state.count <= 1 + 4 * sections : state.isEmpty
        guard isSense else { throw ResumableFile.misfit(file.path) }
    }

    /// How far it is, for a program that resumes.
    var state: [UInt64] { archive?.state ?? [] }

    /// - Parameters:
    ///   - rows: how many of its rows an earlier program has written, which has begun it then.
    ///   - size: bytes of the file so far, if there was one.
    func begin(_ section: SampleSection, rows: Int, size: Int?) throws(FileError) {
        let rowBytes = section.array.map { $0.header.byteCount / max($0.header.shape[0], 1) } ?? 0
        if let archive, let (name, header) = section.array {
            try archive.beginArray(named: name, header)
            guard archive.numberBytes == rows * rowBytes else { throw ResumableFile.misfit(file.path) }
            return
        }
        let start = section.array?.header.encoded ?? Array(header.utf8)
        guard let size else {
            guard rows == 0 else { throw ResumableFile.misfit(file.path) }
            return try file.write(start)
        }
        // Rows of text are of any length.
        guard section.array == nil ? size >= start.count : size == start.count + rows * rowBytes else {
            throw ResumableFile.misfit(file.path)
        }
    }

    func append(_ rows: EncodedRows) throws(FileError) {
        switch rows {
        case .chunk(let chunk): try archive?.append(chunk)
        case .bytes(let bytes): try file.write(bytes)
        }
    }

    /// Ends the file; an archive may have the record of a part at its end.
    func commit(part: DataSetPart?) throws(FileError) {
        guard let archive else { return try file.commit() }
        if let part {
            let bytes = Array(part.text.utf8)
            try archive.beginArray(named: DataSetPart.arrayName, NPYHeader(type: .uint8, shape: [bytes.count]))
            try archive.append(ArrayChunk(bytes))
        }
        try archive.commit()
    }
}
