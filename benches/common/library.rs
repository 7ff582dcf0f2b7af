//! A library of any size that reads like the sample one, the same on every machine.
//!
//! The text walks through the samples character by character: after 教育 comes what comes after 教育 somewhere in them,
//! and after 的 or a comma whatever follows any of these. So common words are as common as in the samples, rare ones as
//! rare, and no two passages are alike, though they share phrases, as reports do. Sentences that name one of 3,300
//! places bring in what the samples lack: words that hardly any passage has.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jianggao::model::{Collection, Snippet, SnippetId};
use jianggao::store::{builtin, collection_file, speech_file};

const SPEECH: &[u8] = include_bytes!("../../examples/annual-meeting-2024.jg");
/// Code, tab, name.
const PLACES: &str = include_str!("../../assets/regions/regions.tsv");

/// How long a passage is on average, in characters.
pub const PASSAGE_CHARS: usize = 300;
/// What one collection holds: the reports of one year that somebody put together.
pub const COLLECTION_SNIPPETS: usize = 250;

const BODIES: [&str; 6] = [
    "教育关工委",
    "师范大学关工委",
    "职业技术学院关工委",
    "实验小学",
    "第一中学",
    "关工委",
];
const BRANDS: [&str; 12] = [
    "银龄",
    "五老",
    "夕阳",
    "春雨",
    "青蓝",
    "红烛",
    "课堂",
    "讲堂",
    "工作室",
    "驿站",
    "护苗",
    "结对",
];

/// Writes passages and reports.
pub struct Author {
    random: Random,
    chars: Vec<char>,
    /// Where the samples go on after two characters, and after one.
    after_two: HashMap<(char, char), Vec<usize>>,
    after_one: HashMap<char, Vec<usize>>,
    places: Vec<Place>,
    /// The most frequent first.
    topics: Vec<String>,
}

struct Place {
    name: &'static str,
    /// The prefecture it lies in.
    region: &'static str,
}

impl Author {
    pub fn new(seed: u64) -> Self {
        let mut chars: Vec<char> = Vec::new();
        let mut topics: BTreeMap<String, usize> = BTreeMap::new();
        for (_, text) in builtin::LIBRARY {
            let collection =
                collection_file::parse(text.as_bytes()).expect("a test reads every sample");
            for snippet in &collection.snippets {
                chars.extend(snippet.text.chars().filter(|c| *c != '\n'));
                for topic in &snippet.topics {
                    *topics.entry(topic.clone()).or_default() += 1;
                }
            }
        }
        let speech = speech_file::parse(SPEECH).expect("a test reads every sample");
        let sections = speech.walk();
        for paragraph in sections.flat_map(|(_, section)| &section.paragraphs) {
            chars.extend(paragraph.text.chars());
        }
        let (mut after_two, mut after_one) =
            (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (at, pair) in chars.windows(2).enumerate() {
            after_one.entry(pair[0]).or_default().push(at + 1);
            if at + 2 < chars.len() {
                after_two
                    .entry((pair[0], pair[1]))
                    .or_default()
                    .push(at + 2);
            }
        }
        let mut topics: Vec<(String, usize)> = topics.into_iter().collect();
        topics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self {
            random: Random(seed),
            chars,
            after_two,
            after_one,
            places: places(),
            topics: topics.into_iter().map(|(topic, _)| topic).collect(),
        }
    }

    /// A collection of the reports of one year.
    pub fn collection(&mut self, n_snippets: usize) -> Collection {
        let year = 2014 + u16::try_from(self.random.low(11)).unwrap_or(0);
        let home = self.random.below(self.places.len());
        let name = format!("{}{year}年交流材料", self.places[home].name);
        let snippets = (0..n_snippets)
            .map(|_| {
                let text = self.passage(PASSAGE_CHARS);
                Arc::new(self.snippet(&name, year, text))
            })
            .collect();
        Collection { name, snippets }
    }

    fn snippet(&mut self, collection: &str, year: u16, text: String) -> Snippet {
        let place = &self.places[self.random.below(self.places.len())];
        let body = BODIES[self.random.low(BODIES.len())];
        let mut topics: Vec<String> = Vec::new();
        for _ in 0..self.random.below(4) {
            let topic = &self.topics[self.random.low(self.topics.len())];
            if !topics.contains(topic) {
                topics.push(topic.clone());
            }
        }
        Snippet {
            id: SnippetId::from(format!("{collection}-{:08x}", self.random.next() >> 32).as_str()),
            unit: format!("{}{body}", place.name),
            region: place.region.to_owned(),
            year: Some(year),
            topics,
            text,
            source: format!("{collection}.docx"),
            ..Snippet::default()
        }
    }

    /// Whole sentences of about so many characters: between two thirds and four thirds of it.
    pub fn passage(&mut self, n_chars: usize) -> String {
        let n_chars = n_chars * 2 / 3 + self.random.below(n_chars * 2 / 3);
        let mut text: Vec<char> = self.opening().collect();
        // The end of the last sentence is some characters on.
        while text.len() + 50 < n_chars || text.last() != Some(&'。') {
            let next = self.next_char(&text);
            text.push(next);
            if next == '。' && self.random.below(4) == 0 {
                text.extend(self.opening());
            }
        }
        text.into_iter().collect()
    }

    /// The beginning of a sentence about some place.
    fn opening(&mut self) -> impl Iterator<Item = char> + use<> {
        let place = self.places[self.random.below(self.places.len())].name;
        let body = BODIES[self.random.low(BODIES.len())];
        let [first, second] = [(); 2].map(|()| BRANDS[self.random.below(BRANDS.len())]);
        let text = match self.random.below(3) {
            0 => format!("{place}{body}打造“{first}{second}”品牌，"),
            _ => format!("{place}{body}坚持"),
        };
        text.chars().collect::<Vec<_>>().into_iter()
    }

    fn next_char(&mut self, text: &[char]) -> char {
        let last = text.last().copied().unwrap_or('。');
        let turns = "的，、。；了和在“".contains(last);
        let last_two = text.len().checked_sub(2).map(|at| (text[at], last));
        let after_two = last_two
            .filter(|_| !turns)
            .and_then(|pair| self.after_two.get(&pair));
        match after_two.or_else(|| self.after_one.get(&last)) {
            Some(places) => self.chars[places[self.random.below(places.len())]],
            None => '。',
        }
    }

    /// A report of one place with a title, a date, headings and paragraphs, of about so many characters.
    pub fn report(&mut self, n_chars: usize) -> String {
        let place = self.places[self.random.below(self.places.len())].name;
        let mut text = format!("{place}教育关工委2023年工作总结\n（2023年12月8日）\n");
        let mut n_left = n_chars;
        for number in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
            .iter()
            .cycle()
        {
            let heading = &self.topics[self.random.below(self.topics.len())];
            text.push_str(&format!("{number}、{heading}\n"));
            for _ in 0..2 {
                let passage = self.passage(PASSAGE_CHARS);
                n_left = n_left.saturating_sub(passage.chars().count());
                text.push_str(&passage);
                text.push('\n');
                if n_left == 0 {
                    return text;
                }
            }
        }
        text
    }
}

/// Writes a library folder of so many snippets, if it is not there.
pub fn write_folder(folder: &Path, n_snippets: usize) {
    if folder.exists() {
        return;
    }
    // What was broken off must not look like a folder that is there.
    let unfinished = folder.with_extension("unfinished");
    fs::create_dir_all(&unfinished).expect("the folder can be made");
    let mut author = Author::new(1);
    for (number, n_left) in (0..n_snippets)
        .step_by(COLLECTION_SNIPPETS)
        .map(|at| n_snippets - at)
        .enumerate()
    {
        let collection = author.collection(n_left.min(COLLECTION_SNIPPETS));
        let bytes = collection_file::to_bytes(&collection);
        fs::write(unfinished.join(format!("{number:04}.ron")), bytes)
            .expect("the folder takes files");
    }
    fs::rename(unfinished, folder).expect("the folder can be renamed");
}

fn places() -> Vec<Place> {
    let rows: BTreeMap<u32, &str> = PLACES
        .lines()
        .filter_map(|line| {
            let (code, name) = line.split_once('\t')?;
            Some((code.parse().ok()?, name))
        })
        .collect();
    let region = |code: u32| {
        rows.get(&(code / 100 * 100))
            .or_else(|| rows.get(&(code / 10_000 * 10_000)))
    };
    let place = |(code, name): (&u32, &&'static str)| Place {
        name,
        region: region(*code).unwrap_or(name),
    };
    rows.iter().map(place).collect()
}

/// SplitMix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n.max(1)).unwrap_or(1);
        usize::try_from(self.next() % n).unwrap_or(0)
    }

    /// Below `n`, and rather low than high: of two the smaller.
    fn low(&mut self, n: usize) -> usize {
        self.below(n).min(self.below(n))
    }
}
