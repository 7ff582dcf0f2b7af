//! Why there is no Word file.

/// Why there is no Word file. Nothing was written anywhere.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("the package cannot be put together")]
    Package(#[from] zip::result::ZipError),
    #[error("a part of the package cannot be written")]
    Part(#[from] std::io::Error),
    #[error("the package cannot be read back: {0}")]
    Unreadable(String),
    /// What was read back is not what the speech says. Paragraphs are counted from 1 over the whole document.
    #[error("paragraph {paragraph} of the package is {found:?} where the speech has {wanted:?}")]
    Differs {
        paragraph: usize,
        wanted: String,
        found: String,
    },
}
