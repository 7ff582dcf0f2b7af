//! Fonts of the machine, for characters that the bundled fonts lack.
//!
//! Nothing is looked for until such a character appears; then a thread looks for it, and the text is
//! drawn again. Until then it shows as a box. The bundled fonts are always asked first.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use egui::{
    Context, FallbackRequest, FontData, FontFamily, FontInsert, FontPriority, FontProvider,
    InsertFontFamily,
};
use fontique::{
    Collection, CollectionOptions, FamilyId, GenericFamily, QueryFamily, QueryFont, QueryStatus,
    SourceCache, SourceCacheOptions,
};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// Families for Chinese characters, simplified forms first, then those with the rarest characters.
/// Without this order the system often answers with a Japanese font, whose forms differ.
const CHINESE: [&str; 20] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimSun",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "Noto Serif CJK SC",
    "Plangothic P1",
    "Plangothic P2",
    "BabelStone Han",
    "HanaMinA",
    "HanaMinB",
    "PMingLiU-ExtB",
    "Droid Sans Fallback",
];

/// What to ask after the Chinese families, before everything else in alphabetical order.
const GENERIC: [GenericFamily; 5] = [
    GenericFamily::SansSerif,
    GenericFamily::SystemUi,
    GenericFamily::Emoji,
    GenericFamily::Math,
    GenericFamily::Serif,
];

/// Fonts that draw the same box for every character.
const EMPTY: [&str; 3] = ["LastResort", ".LastResort", "Adobe Blank"];

/// Finds one font for each character that some font has.
type LookUp = dyn Fn(&BTreeSet<char>) -> Vec<FontInsert> + Send + Sync;

/// Lets the window fall back to the fonts of the machine.
///
/// The window keeps the provider and the provider the window, so neither is freed before the
/// program ends.
pub fn install(ctx: &Context) {
    install_with(ctx, Arc::new(look_up));
}

fn install_with(ctx: &Context, look_up: Arc<LookUp>) {
    let shared = Arc::new(Shared {
        ctx: ctx.clone(),
        look_up,
        state: Mutex::default(),
    });
    ctx.set_font_providers(vec![Arc::new(SystemFonts(shared))]);
}

struct SystemFonts(Arc<Shared>);

struct Shared {
    ctx: Context,
    look_up: Arc<LookUp>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Characters that were looked for or will be: each is looked for once.
    asked: BTreeSet<char>,
    /// Those the thread has yet to look for.
    waiting: BTreeSet<char>,
    found: Vec<FontInsert>,
    is_searching: bool,
}

impl FontProvider for SystemFonts {
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        let mut fonts = self.0.state().found.clone();
        for font in &mut fonts {
            font.families = vec![InsertFontFamily {
                family: family.clone(),
                priority: FontPriority::Lowest,
            }];
        }
        fonts
    }

    /// Answers `None` at once: egui waits here with the whole window.
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let wanted = request.cluster.chars().next()?;
        let mut state = self.0.state();
        if state.asked.insert(wanted) {
            state.waiting.insert(wanted);
            if !state.is_searching {
                let shared = Arc::clone(&self.0);
                let thread = thread::Builder::new().name("system-fonts".to_owned());
                state.is_searching = thread.spawn(move || shared.search()).is_ok();
            }
        }
        None
    }
}

impl Shared {
    /// A panic elsewhere leaves the lists as they were, which is as good as before.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks for what waits until nothing does, then lets egui draw with what was found.
    fn search(self: &Arc<Self>) {
        let mut has_news = false;
        loop {
            let wanted = {
                let mut state = self.state();
                state.is_searching = !state.waiting.is_empty();
                std::mem::take(&mut state.waiting)
            };
            if wanted.is_empty() {
                break;
            }
            for font in (self.look_up)(&wanted) {
                let mut state = self.state();
                if state.found.iter().all(|known| known.name != font.name) {
                    state.found.push(font);
                    has_news = true;
                }
            }
        }
        if has_news {
            // New providers make egui forget which characters it could not draw.
            let provider = SystemFonts(Arc::clone(self));
            self.ctx.set_font_providers(vec![Arc::new(provider)]);
        }
    }
}

/// One font for each character that some font of the machine has.
fn look_up(wanted: &BTreeSet<char>) -> Vec<FontInsert> {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: true,
    });
    let families = families_in_order(&mut collection);
    let mut sources = SourceCache::new(SourceCacheOptions::default());
    let mut found: Vec<QueryFont> = Vec::new();
    let mut query = collection.query(&mut sources);
    query.set_families(families);
    for &c in wanted {
        if found.iter().any(|font| has_character(font, c)) {
            continue;
        }
        query.matches_with(|font| {
            if has_character(font, c) {
                found.push(font.clone());
                return QueryStatus::Stop;
            }
            QueryStatus::Continue
        });
    }
    drop(query);
    let inserts = found.into_iter().map(|font| {
        let name = collection.family_name(font.family.0).unwrap_or_default();
        FontInsert {
            name: format!("system:{name}:{}", font.family.1),
            data: FontData::from_blob(font.blob.into_raw_parts().0, font.index),
            families: Vec::new(),
        }
    });
    inserts.collect()
}

fn families_in_order(collection: &mut Collection) -> Vec<QueryFamily<'static>> {
    let mut ids: Vec<FamilyId> = Vec::new();
    ids.extend(CHINESE.iter().filter_map(|name| collection.family_id(name)));
    for generic in GENERIC {
        ids.extend(collection.generic_families(generic));
    }
    let mut names: Vec<String> = collection.family_names().map(str::to_owned).collect();
    names.retain(|name| !EMPTY.contains(&name.as_str()));
    names.sort_unstable();
    for name in names {
        ids.extend(collection.family_id(&name));
    }
    ids.into_iter().map(QueryFamily::Id).collect()
}

/// Whether the font draws the character with an outline. Fonts of coloured pictures have none,
/// and would leave a hole where a box says that something is missing.
fn has_character(font: &QueryFont, c: char) -> bool {
    let Some(glyph) = font.charmap().and_then(|charmap| charmap.map(c)) else {
        return false;
    };
    let glyph = GlyphId::new(glyph);
    let face = FontRef::from_index(font.blob.as_ref(), font.index);
    glyph != GlyphId::NOTDEF && face.is_ok_and(|face| face.outline_glyphs().get(glyph).is_some())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use egui::{FontId, RawInput};

    use super::*;
    use crate::ui::{fonts, icons};

    /// A window with the Chinese fonts only, and a machine that has the icon font.
    fn window(searches: &Arc<Mutex<Vec<String>>>) -> Context {
        let ctx = Context::default();
        let mut definitions = fonts::definitions();
        let icon_font = definitions.font_data.remove("icons").unwrap();
        for chain in definitions.families.values_mut() {
            chain.retain(|name| name != "icons");
        }
        ctx.set_fonts(definitions);
        let searches = Arc::clone(searches);
        install_with(
            &ctx,
            Arc::new(move |wanted| {
                searches.lock().unwrap().push(wanted.iter().collect());
                let has_it = |c: &char| ('\u{e000}'..'\u{e100}').contains(c);
                let found = wanted.iter().any(has_it).then(|| FontInsert {
                    name: "found".to_owned(),
                    data: (*icon_font).clone(),
                    families: Vec::new(),
                });
                found.into_iter().collect()
            }),
        );
        ctx
    }

    fn draws(ctx: &Context, family: &FontFamily, text: &str) -> bool {
        let font = FontId::new(14.0, family.clone());
        let mut has_all = false;
        ctx.run_ui(RawInput::default(), |ui| {
            has_all = ui.fonts_mut(|fonts| fonts.has_glyphs(&font, text));
        })
        .drop_without_applying_deltas();
        has_all
    }

    fn draws_soon(ctx: &Context, family: &FontFamily, text: &str) -> bool {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if draws(ctx, family, text) {
                return true;
            }
            thread::sleep(Duration::from_millis(2));
        }
        false
    }

    #[test]
    fn a_missing_character_is_drawn_as_soon_as_a_font_is_found() {
        let searches = Arc::default();
        let ctx = window(&searches);
        assert!(!draws(&ctx, &FontFamily::Proportional, icons::UNDO));
        assert!(draws_soon(&ctx, &FontFamily::Proportional, icons::UNDO));
        assert!(draws(&ctx, &fonts::bold_family(), icons::UNDO));
        assert_eq!(*searches.lock().unwrap(), [icons::UNDO]);
    }

    #[test]
    fn a_found_font_serves_its_other_characters_without_a_search() {
        let searches = Arc::default();
        let ctx = window(&searches);
        assert!(draws_soon(&ctx, &FontFamily::Proportional, icons::UNDO));
        assert!(draws(&ctx, &FontFamily::Proportional, icons::REDO));
        assert_eq!(searches.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_character_no_font_has_is_looked_for_once() {
        let searches = Arc::default();
        let ctx = window(&searches);
        assert!(!draws(&ctx, &FontFamily::Proportional, "\u{f0000}"));
        assert!(draws_soon(&ctx, &FontFamily::Proportional, icons::UNDO));
        assert!(!draws(&ctx, &FontFamily::Proportional, "\u{f0000}"));
        let all = searches.lock().unwrap().concat();
        assert_eq!(all.matches('\u{f0000}').count(), 1);
    }

    #[test]
    fn standard_characters_start_no_search() {
        let searches = Arc::default();
        let ctx = window(&searches);
        assert!(draws(&ctx, &FontFamily::Proportional, "讲稿，“一、”"));
        assert!(searches.lock().unwrap().is_empty());
    }
}
