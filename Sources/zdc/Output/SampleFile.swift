import Calorimeter
import Files

/// Puts sections of a data set into a file.
struct SampleFile {
    private let file: any OutputFile
    private let archive: NPZWriter?
    private let header: String

    /// - Parameter state: that of the program before, if its work is gone on with.
    init(_ file: any OutputFile, form: OutputForm, detector: Detector, state: [UInt64]) throws(FileError) {
        self.file = file
        header = SampleText.header(of: form, detector: detector)
        archive = form.format == .npz ? NPZWriter(file: file, state: state) : nil
        guard form.format != .npz || archive != nil else {
            throw FileError(path: "", "The state of the interrupted output is damaged; remove it or leave --resume out.")
        }
    }

    /// Where it stands, for a program that goes on.
    var state: [UInt64] { archive?.state ?? [] }

    /// - Parameter isNew: whether no earlier program has begun it.
    func begin(_ section: SampleSection, isNew: Bool) throws(FileError) {
        if let archive, let (name, header) = section.array {
            try archive.beginArray(named: name, header)
        } else if isNew {
            try file.write(section.array?.header.encoded ?? Array(header.utf8))
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
