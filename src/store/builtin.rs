//! What comes with the program: templates, the tour, the sample library.

use crate::model::{IdSource, Speech};

use super::speech_file;

/// A speech to start from.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// As the command line names it.
    pub name: &'static str,
    /// As the screen names it.
    pub title: &'static str,
    /// What it is for, in a line.
    pub purpose: &'static str,
    text: &'static str,
}

/// In the order in which they are offered.
pub const TEMPLATES: [Template; 4] = [
    Template {
        name: "annual-meeting",
        title: "年度工作会议讲话",
        purpose: "回顾成绩，交流各地经验，部署来年任务",
        text: include_str!("../../assets/templates/annual-meeting.jg"),
    },
    Template {
        name: "work-deployment",
        title: "动员部署会讲话",
        purpose: "讲清为什么做，做什么，怎么做",
        text: include_str!("../../assets/templates/work-deployment.jg"),
    },
    Template {
        name: "summing-up",
        title: "总结表彰会讲话",
        purpose: "回顾成效，学习先进，提出希望",
        text: include_str!("../../assets/templates/summing-up.jg"),
    },
    Template {
        name: "blank",
        title: "空白讲话稿",
        purpose: "只有标题，提纲自己搭",
        text: include_str!("../../assets/templates/blank.jg"),
    },
];

/// File names and contents of the sample collections.
pub const LIBRARY: [(&str, &str); 5] = [
    (
        "cities-2022.ron",
        include_str!("../../examples/library/cities-2022.ron"),
    ),
    (
        "cities-2023.ron",
        include_str!("../../examples/library/cities-2023.ron"),
    ),
    (
        "contact-points-2023.ron",
        include_str!("../../examples/library/contact-points-2023.ron"),
    ),
    (
        "universities-2022.ron",
        include_str!("../../examples/library/universities-2022.ron"),
    ),
    (
        "universities-2023.ron",
        include_str!("../../examples/library/universities-2023.ron"),
    ),
];

const TOUR: &str = include_str!("../../assets/tour.jg");

/// The speech of the first start, which teaches the desk by being edited, with ids of its own.
pub fn tour(ids: &mut IdSource) -> Speech {
    built_in(TOUR, ids)
}

fn built_in(text: &str, ids: &mut IdSource) -> Speech {
    let mut speech = speech_file::parse(text.as_bytes()).expect("a test reads every built-in file");
    ids.renew(&mut speech);
    speech
}

pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

impl Template {
    /// A speech that is begun from the template, with ids of its own.
    pub fn speech(&self, ids: &mut IdSource) -> Speech {
        built_in(self.text, ids)
    }
}

#[cfg(test)]
mod tests {
    use super::super::collection_file;
    use super::*;

    #[test]
    fn every_template_can_be_read() {
        for template in TEMPLATES {
            let speech = template.speech(&mut IdSource::default());
            assert!(!speech.sections.is_empty(), "{}", template.name);
        }
    }

    #[test]
    fn the_tour_and_the_sample_library_can_be_read() {
        assert!(!tour(&mut IdSource::default()).sections.is_empty());
        for (name, text) in LIBRARY {
            let collection = collection_file::parse(text.as_bytes()).expect(name);
            assert!(!collection.snippets.is_empty(), "{name}");
        }
    }
}
