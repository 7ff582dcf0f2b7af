//! RON files of ours: a format number first, unknown fields refused by name, and the place of every fault.

use serde::{Serialize, de::DeserializeOwned};

/// Why a file cannot be understood. It was left alone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("byte {at} is not UTF-8")]
    NotText { at: usize },
    /// A later program wrote it.
    #[error("format {found} is newer than {known}, the newest this program knows")]
    NewerFormat { found: u32, known: u32 },
    /// Lines and columns are counted from 1, columns in characters.
    #[error("line {line}, column {column}: {cause}")]
    Damaged {
        line: usize,
        column: usize,
        cause: Fault,
    },
}

/// What is wrong at a place of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("unknown field {0}")]
    UnknownField(String),
    #[error("no field {0}")]
    MissingField(String),
    #[error("field {0} twice")]
    DuplicateField(String),
    #[error("unknown value {0}")]
    UnknownValue(String),
    #[error("the file ends here")]
    Unfinished,
    #[error("brackets within brackets, too deep")]
    TooDeep,
    /// A number that no program ever wrote.
    #[error("there is no format {0}")]
    NoSuchFormat(u32),
    /// Well written, but not a page.
    #[error("{0}")]
    NoSuchPage(PageFault),
    /// In the words of the reader.
    #[error("{0}")]
    Syntax(String),
}

/// Numbers of a layout that no word processor can set a page by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageFault {
    #[error("name has at most 100 characters, all of which can be seen")]
    Name,
    #[error("paper_width_mm and paper_height_mm lie between 50 and 550")]
    PaperSize,
    #[error("a margin, and footer_distance_mm, lies between 0 and 550")]
    Margin,
    #[error("line_pitch_pt and title_pitch_pt lie between 1 and 200")]
    LinePitch,
    #[error("a size_pt lies between 1 and 200")]
    TextSize,
    #[error("a font has 1 to 31 characters, no quotes, brackets, commas or semicolons among them")]
    Font,
    #[error("levels has at most 9 elements")]
    Levels,
    #[error("the margins leave no room for text")]
    NoRoom,
    #[error("char_spacing_pt lets characters overlap, or is above 200")]
    CharSpacing,
    #[error("title_chars_a_line lies between 1 and 200")]
    Title,
}

impl From<ron::Error> for Fault {
    fn from(error: ron::Error) -> Self {
        match error {
            ron::Error::NoSuchStructField { found, .. } => Self::UnknownField(found),
            ron::Error::MissingStructField { field, .. } => Self::MissingField(field.to_owned()),
            ron::Error::DuplicateStructField { field, .. } => {
                Self::DuplicateField(field.to_owned())
            }
            ron::Error::NoSuchEnumVariant { found, .. } => Self::UnknownValue(found),
            ron::Error::Eof => Self::Unfinished,
            ron::Error::ExceededRecursionLimit => Self::TooDeep,
            other => Self::Syntax(other.to_string()),
        }
    }
}

/// Levels of brackets that are read. A section takes four of them, so that sections may stand 90 deep; without
/// a limit a damaged file could use up the stack.
const DEEPEST: usize = 384;

/// Reads the number behind `format:`, which stands before any text; it decides which schema reads the rest.
pub(super) fn format_of(bytes: &[u8]) -> Option<u32> {
    let head = bytes.split(|byte| *byte == b'"').next()?;
    let (_, rest) = std::str::from_utf8(head).ok()?.split_once("format:")?;
    let digits: String = rest
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// # Errors
///
/// With the place and the cause, or `NewerFormat` when a later program wrote it.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8], known: u32) -> Result<T, ParseError> {
    let text = std::str::from_utf8(bytes).map_err(|error| ParseError::NotText {
        at: error.valid_up_to(),
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if let Some(found) = format_of(bytes).filter(|found| *found > known) {
        return Err(ParseError::NewerFormat { found, known });
    }
    options()
        .with_recursion_limit(DEEPEST)
        .from_str(text)
        .map_err(|error| ParseError::Damaged {
            line: error.span.start.line,
            column: error.span.start.col,
            cause: error.code.into(),
        })
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// The value on one line.
///
/// # Errors
///
/// When a value has no RON form, which no schema here has.
pub(super) fn one_line<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    let config = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .compact_structs(true)
        .compact_arrays(true);
    options().to_string_pretty(value, config)
}

/// Four spaces a level, one field or element a line, line feeds on every system: files that compare well.
///
/// # Errors
///
/// When a value has no RON form, which no schema here has.
pub(super) fn write<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    let config = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .struct_names(true);
    // What is in memory is written, however deep.
    let mut text = options()
        .without_recursion_limit()
        .to_string_pretty(value, config)?;
    text.push('\n');
    Ok(text)
}
