//! Why a file cannot be read.

/// A file that gives no text. Nothing of it was taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("the file is empty")]
    Empty,
    /// The file is of another kind, whatever its name says.
    #[error("the file is {0:?}, not a Word file")]
    OtherKind(FileKind),
    #[error("the file is encrypted")]
    Encrypted,
    /// The package cannot be opened: cut off, or overwritten in part.
    #[error("the package is damaged: {cause}")]
    DamagedPackage { cause: String },
    /// A part of the package that the text needs. `at` is a byte of the part, unpacked.
    #[error("{part} is damaged at byte {at}: {cause}")]
    DamagedPart {
        part: String,
        at: u64,
        cause: String,
    },
    #[error("{part} is missing")]
    MissingPart { part: String },
    #[error("more than {limit} entries")]
    TooManyEntries { limit: usize },
    /// Counted while unpacking: what the file says of its sizes is not believed.
    #[error("{part} is more than {limit} bytes unpacked")]
    PartTooLarge { part: String, limit: u64 },
    #[error("all parts are more than {limit} bytes unpacked")]
    PackageTooLarge { limit: u64 },
    #[error("{part} is nested more than {limit} deep")]
    TooDeep { part: String, limit: usize },
    #[error("a text of more than {limit} bytes")]
    TextTooLarge { limit: usize },
    #[error("more than {limit} paragraphs")]
    TooManyParagraphs { limit: usize },
    /// A document type declaration can make a small file an endless text; Word never writes one.
    #[error("{part} has a document type declaration")]
    Dtd { part: String },
    /// The caller wanted no more.
    #[error("called off")]
    CalledOff,
}

/// What a file is that goes by the name of a Word file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Word 97 to 2003 and WPS: `.doc`, `.wps`.
    OldWord,
    /// Excel, old or new.
    Spreadsheet,
    /// PowerPoint, old or new.
    Presentation,
    OpenDocument,
    /// Another file of the old compound format.
    OtherCompound,
    /// One XML file: Word 2003, or a package written flat.
    WordXml,
    Rtf,
    /// A web page, also as one file with its pictures.
    Html,
    Pdf,
    Picture,
    /// A package of something else.
    OtherZip,
    /// RAR, 7z, gzip.
    OtherArchive,
    Text,
    Unknown,
}
