//! Reads XML element by element: by namespace, never by prefix, within a depth, without document types.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::import::error::ImportError;

/// How deep elements may stand in one another. A table in a table takes four.
const DEEPEST: usize = 512;

/// Namespaces in force at once; Word declares about 40. Each element looks through them.
const MOST_NAMESPACES: usize = 512;

/// Elements after which the caller is asked whether it wants more.
const N_UNASKED: usize = 4096;

/// The namespaces that the reader knows, transitional (ECMA-376 part 4) and strict (part 1) as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Word,
    /// `mc:AlternateContent`
    Compatibility,
    Math,
    /// Text of drawings.
    Drawing,
    Vml,
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(name) = resolved else {
            return Self::Other;
        };
        match name.as_ref() {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            _ => Self::Other,
        }
    }
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    pub space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    pub fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute by its local name; what is written wrong is as if it were not there.
    pub fn attribute(&self, name: &str) -> Option<String> {
        // Without checks: comparing each name with all before it takes for ever where there are a million.
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .map(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned)
            })
    }

    /// `w:val`
    pub fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// True if a switch is on: it is when it is there, unless it says otherwise.
    pub fn is_on(&self) -> bool {
        !self
            .val()
            .is_some_and(|val| matches!(val.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// What comes next; an element without content opens and closes.
pub(super) enum Node<'a> {
    Open(Element<'a>),
    Close,
    Text(Cow<'a, str>),
}

/// One part, read once from start to end.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    n_read: usize,
    is_called_off: &'a dyn Fn() -> bool,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str, part: &'a str, is_called_off: &'a dyn Fn() -> bool) -> Self {
        let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        reader
            .resolver_mut()
            .set_max_namespace_bindings(MOST_NAMESPACES);
        Self {
            reader,
            part,
            depth: 0,
            n_read: 0,
            is_called_off,
        }
    }

    /// `None` at the end.
    ///
    /// # Errors
    ///
    /// When the part is not well-formed, ends inside an element, is nested too deep or has a document type.
    pub fn next(&mut self) -> Result<Option<Node<'a>>, ImportError> {
        loop {
            self.n_read += 1;
            if self.n_read.is_multiple_of(N_UNASKED) && (self.is_called_off)() {
                return Err(ImportError::CalledOff);
            }
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.damaged(self.reader.error_position(), &error)),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(ImportError::TooDeep {
                            part: self.part.to_owned(),
                            limit: DEEPEST,
                        });
                    }
                    let space = Space::of(&self.reader.resolver().resolve_element(start.name()).0);
                    return Ok(Some(Node::Open(Element { space, start })));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::GeneralRef(name) => {
                    let text = format!("&{};", name.into_inner());
                    // A name that nothing defines stays as it is written.
                    let text = quick_xml::escape::unescape(&text)
                        .map_or_else(|_| text.clone(), Cow::into_owned);
                    return Ok(Some(Node::Text(Cow::Owned(text))));
                }
                Event::DocType(_) => {
                    return Err(ImportError::Dtd {
                        part: self.part.to_owned(),
                    });
                }
                Event::Eof if self.depth > 0 => {
                    let at = self.reader.buffer_position();
                    return Err(self.damaged(at, &"it ends inside an element"));
                }
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Goes on behind the end of the element that was opened last.
    pub fn skip(&mut self) -> Result<(), ImportError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn damaged(&self, at: u64, cause: &dyn std::fmt::Display) -> ImportError {
        ImportError::DamagedPart {
            part: self.part.to_owned(),
            at,
            cause: cause.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements of Word's space, and the error if there is one.
    fn read(text: &str) -> (Vec<String>, Option<ImportError>) {
        let mut xml = Xml::new(text, "part", &|| false);
        let mut seen = Vec::new();
        loop {
            match xml.next() {
                Ok(Some(Node::Open(element))) if element.space == Space::Word => {
                    seen.push(element.local().to_owned());
                }
                Ok(Some(Node::Text(text))) => seen.push(text.into_owned()),
                Ok(Some(_)) => {}
                Ok(None) => return (seen, None),
                Err(error) => return (seen, Some(error)),
            }
        }
    }

    #[test]
    fn elements_are_known_by_their_namespace() {
        let transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        for space in [transitional, strict] {
            let text = format!(r#"<x:a xmlns:x="{space}" xmlns:w="urn:else"><w:b/><x:c/></x:a>"#);
            assert_eq!(read(&text), (vec!["a".to_owned(), "c".to_owned()], None));
            let text = format!(r#"<a xmlns="{space}">1&amp;2&#x8BB2;&nbsp;</a>"#);
            let seen = ["a", "1", "&", "2", "讲", "&nbsp;"].map(str::to_owned);
            assert_eq!(read(&text), (seen.to_vec(), None));
        }
    }

    #[test]
    fn what_is_cut_off_nested_or_declared_is_an_error() {
        let cut = read("<a><b>").1;
        assert!(
            matches!(cut, Some(ImportError::DamagedPart { at: 6, .. })),
            "{cut:?}"
        );
        assert!(matches!(
            read("<a></b>").1,
            Some(ImportError::DamagedPart { .. })
        ));
        assert!(read(&("<a>".repeat(512) + &"</a>".repeat(512))).1.is_none());
        let deep = read(&"<a>".repeat(513)).1;
        assert!(matches!(
            deep,
            Some(ImportError::TooDeep { limit: 512, .. })
        ));
        let dtd = read("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").1;
        assert!(matches!(dtd, Some(ImportError::Dtd { .. })));
    }

    #[test]
    fn the_caller_can_call_it_off() {
        let text = "<a/>".repeat(N_UNASKED);
        let mut xml = Xml::new(&text, "part", &|| true);
        let end = loop {
            match xml.next() {
                Ok(Some(_)) => {}
                end => break end.err(),
            }
        };
        assert_eq!(end, Some(ImportError::CalledOff));
    }
}
