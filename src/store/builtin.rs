//! What comes with the program: templates, the tour, the sample library.

use crate::model::Speech;

use super::speech_file;

/// A speech to start from.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// As the command line names it.
    pub name: &'static str,
    /// As the screen names it.
    pub title: &'static str,
    text: &'static str,
}

pub const TEMPLATES: [Template; 1] = [Template {
    name: "blank",
    title: "空白讲话稿",
    text: include_str!("../../assets/templates/blank.jg"),
}];

/// File names and contents of the sample collections.
pub const LIBRARY: [(&str, &str); 0] = [];

pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

/// The short speech that teaches the desk by being edited.
pub fn tour() -> Speech {
    speech_file::parse(include_bytes!("../../assets/tour.jg"))
        .expect("a test reads every built-in file")
}

impl Template {
    pub fn speech(&self) -> Speech {
        speech_file::parse(self.text.as_bytes()).expect("a test reads every built-in file")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_read() {
        for template in TEMPLATES {
            assert!(!template.speech().sections.is_empty(), "{}", template.name);
        }
        assert!(!tour().sections.is_empty());
    }
}
