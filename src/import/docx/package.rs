//! The package of a Word file: its parts by name and by relation, unpacked within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::error::ImportError;

use super::disguise;
use super::xml::{Node, Xml};

/// Far more than Word writes: a document with a thousand pictures has about as many entries.
const MOST_ENTRIES: usize = 4096;

/// Unpacked bytes of one part; ten million characters of text with their marks stay below.
const LARGEST_PART: u64 = 64 << 20;

/// Unpacked bytes of all parts that are read.
const LARGEST_PACKAGE: u64 = 192 << 20;

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By the names that relations use: without a slash in front, in lower case.
    entries: BTreeMap<String, usize>,
    n_bytes_left: u64,
    is_called_off: &'a dyn Fn() -> bool,
}

/// A relation of a part to another.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type: `styles`, `footnotes`.
    pub kind: String,
    /// The name of the part that it leads to.
    pub target: String,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8], is_called_off: &'a dyn Fn() -> bool) -> Result<Self, ImportError> {
        if !bytes.starts_with(b"PK") {
            return Err(disguise::unmask(bytes));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if archive.len() > MOST_ENTRIES {
            let limit = MOST_ENTRIES;
            return Err(ImportError::TooManyEntries { limit });
        }
        let entries = (0..archive.len())
            .filter_map(|idx| {
                let name = archive.name_for_index(idx)?.ok()?;
                Some((canonical(&name), idx))
            })
            .collect();
        Ok(Self {
            archive,
            entries,
            n_bytes_left: LARGEST_PACKAGE,
            is_called_off,
        })
    }

    /// The name of the part that holds the text.
    pub fn main_part(&mut self) -> Result<String, ImportError> {
        let related = self
            .relations("")?
            .into_values()
            .find(|relation| relation.kind == "officeDocument")
            .map(|relation| relation.target);
        let usual = "word/document.xml".to_owned();
        let main = related
            .filter(|name| self.entries.contains_key(name))
            .or_else(|| self.entries.contains_key(&usual).then_some(usual));
        match main {
            Some(name) if !name.starts_with("xl/") && !name.starts_with("ppt/") => Ok(name),
            _ if self.entries.keys().any(|name| name.starts_with("word/")) => {
                let part = "word/document.xml".to_owned();
                Err(ImportError::MissingPart { part })
            }
            _ => Err(ImportError::OtherKind(disguise::package_kind(
                self.entries.keys().map(String::as_str),
            ))),
        }
    }

    /// The relations of a part, by their ids; those of the package itself for an empty name.
    pub fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, ImportError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = canonical(&format!("{folder}/_rels/{file}.rels"));
        let mut relations = BTreeMap::new();
        let Some(text) = self.part(&name)? else {
            return Ok(relations);
        };
        let mut xml = Xml::new(&text, &name, self.is_called_off);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.local() != "Relationship"
                || element.attribute("TargetMode").as_deref() == Some("External")
            {
                continue;
            }
            let (Some(id), Some(kind), Some(target)) = (
                element.attribute("Id"),
                element.attribute("Type"),
                element.attribute("Target"),
            ) else {
                continue;
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = if target.starts_with(['/', '\\']) {
                canonical(&target)
            } else {
                canonical(&format!("{folder}/{target}"))
            };
            relations.insert(id, Relation { kind, target });
        }
        Ok(relations)
    }

    /// The text of a part; `None` when there is none of that name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(&idx) = self.entries.get(name) else {
            return Ok(None);
        };
        let unreadable = |cause: String| ImportError::DamagedPart {
            part: name.to_owned(),
            at: 0,
            cause,
        };
        let file = self.archive.by_index(idx).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)
            | ZipError::InvalidPassword => ImportError::Encrypted,
            error => unreadable(error.to_string()),
        })?;
        let limit = LARGEST_PART.min(self.n_bytes_left);
        let mut bytes = Vec::new();
        // What the entry says of its size is not believed: it may claim a terabyte, or a byte.
        let mut unpacked = Unpacked {
            file: file.take(limit + 1),
            is_called_off: self.is_called_off,
        };
        unpacked.read_to_end(&mut bytes).map_err(|error| {
            if (self.is_called_off)() {
                ImportError::CalledOff
            } else {
                unreadable(error.to_string())
            }
        })?;
        let n_bytes = bytes.len() as u64;
        if n_bytes > LARGEST_PART {
            let part = name.to_owned();
            let limit = LARGEST_PART;
            return Err(ImportError::PartTooLarge { part, limit });
        }
        if n_bytes > self.n_bytes_left {
            let limit = LARGEST_PACKAGE;
            return Err(ImportError::PackageTooLarge { limit });
        }
        self.n_bytes_left -= n_bytes;
        Ok(Some(decode(bytes)))
    }

    pub fn is_called_off(&self) -> &'a dyn Fn() -> bool {
        self.is_called_off
    }
}

/// An entry that stops giving bytes when the caller wants no more.
struct Unpacked<'a, R> {
    file: R,
    is_called_off: &'a dyn Fn() -> bool,
}

impl<R: std::io::Read> std::io::Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if (self.is_called_off)() {
            return Err(std::io::Error::other("called off"));
        }
        self.file.read(buffer)
    }
}

fn damaged(error: &ZipError) -> ImportError {
    ImportError::DamagedPackage {
        cause: error.to_string(),
    }
}

/// A part's name without what writers differ in: backslashes, a slash in front, `..`, case.
fn canonical(name: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/").to_lowercase()
}

/// XML is UTF-8 or, with a byte order mark, UTF-16; a declaration may name another encoding.
fn decode(bytes: Vec<u8>) -> String {
    let encoding = encoding_rs::Encoding::for_bom(&bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| declared(&bytes))
        .unwrap_or(encoding_rs::UTF_8);
    if encoding == encoding_rs::UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
    }
    encoding.decode(&bytes).0.into_owned()
}

fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = bytes.get(..bytes.len().min(120))?;
    let declaration = start.strip_prefix(b"<?xml")?;
    let text = String::from_utf8_lossy(declaration);
    let (_, behind) = text.split_once("encoding=")?;
    let label = behind
        .trim_start_matches(['"', '\''])
        .split(['"', '\''])
        .next()?;
    // A declaration that can be read byte by byte is no UTF-16, whatever it says.
    encoding_rs::Encoding::for_label(label.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible())
}
