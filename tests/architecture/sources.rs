//! The sources as syntax trees: which paths each module names, and which string literals it has.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, Meta, Token, UseTree};

/// Names from the root of the crate down: `["cli", "files"]`; empty for the root itself.
type ModulePath = Vec<String>;

/// Longest chain of imports that lead to each other.
const LONGEST_CHAIN: usize = 8;

/// The sources of a crate, without what only its tests see.
pub struct Sources {
    modules: BTreeMap<ModulePath, Module>,
    /// Names of the crates that it depends on, as its code writes them.
    crates: Vec<String>,
}

#[derive(Default)]
struct Module {
    /// Below `src/`.
    file: String,
    /// Names that stand for other paths here.
    imports: BTreeMap<String, Vec<Vec<String>>>,
    /// Modules of which every name is imported.
    globs: Vec<Vec<String>>,
    /// Names of what is declared here.
    items: BTreeSet<String>,
    /// Paths as they are written.
    paths: Vec<Vec<String>>,
    literals: Vec<String>,
    has_mutable_static: bool,
}

/// Something that a file names.
#[derive(Debug, PartialEq, Eq, Hash, Clone, PartialOrd, Ord)]
pub struct Mention {
    /// Below `src/`.
    pub file: String,
    /// From `crate` or the name of another crate on.
    pub path: Vec<String>,
}

impl Sources {
    /// Reads files, named by their paths below `src/`.
    ///
    /// # Errors
    ///
    /// When a file is no Rust.
    pub fn parse(files: &[(String, String)], crates: Vec<String>) -> Result<Self, String> {
        let mut trees = BTreeMap::new();
        for (file, text) in files {
            let tree = syn::parse_file(text).map_err(|error| format!("{file}: {error}"))?;
            trees.insert(module_path(file), (file, tree));
        }
        let is_test: Vec<ModulePath> = trees
            .iter()
            .flat_map(|(path, (_, tree))| test_modules(path, &tree.items))
            .collect();
        let mut sources = Self {
            modules: BTreeMap::new(),
            crates,
        };
        for (path, (file, tree)) in &trees {
            if !is_test.iter().any(|test| path.starts_with(test)) {
                let mut reader = Reader {
                    file,
                    path: path.clone(),
                    modules: &mut sources.modules,
                };
                reader.read(&tree.items);
            }
        }
        Ok(sources)
    }

    /// Everything outside a module's own names that the sources mention.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut found = BTreeSet::new();
        for (at, module) in &self.modules {
            for path in &module.paths {
                for path in self.resolve(at, path, LONGEST_CHAIN) {
                    let file = module.file.clone();
                    found.insert(Mention { file, path });
                }
            }
        }
        found.into_iter().collect()
    }

    /// String literals, each with its file.
    pub fn literals(&self) -> impl Iterator<Item = (&str, &str)> {
        self.modules.values().flat_map(|module| {
            let literals = module.literals.iter();
            literals.map(|literal| (module.file.as_str(), literal.as_str()))
        })
    }

    /// Files with a `static mut`.
    pub fn mutable_statics(&self) -> impl Iterator<Item = &str> {
        let modules = self.modules.values();
        modules
            .filter(|module| module.has_mutable_static)
            .map(|module| module.file.as_str())
    }

    /// What a path that is written in a module leads to: none for a name of the prelude or of a local variable, several
    /// where functions of the module import different things by one name.
    fn resolve(&self, at: &[String], path: &[String], n_left: usize) -> Vec<Vec<String>> {
        let (Some(first), Some(n_left)) = (path.first(), n_left.checked_sub(1)) else {
            return Vec::new();
        };
        let rest = path.get(1..).unwrap_or_default();
        let below = |module: &[String]| [&["crate".to_owned()], module, rest].concat();
        match first.as_str() {
            "crate" => self.through_root(rest, path, n_left),
            "self" => self.resolve(&[], &below(at), n_left),
            "super" => {
                let parent = at.get(..at.len().saturating_sub(1)).unwrap_or_default();
                match rest.first().map(String::as_str) {
                    Some("super") => self.resolve(parent, rest, n_left),
                    _ => self.resolve(&[], &below(parent), n_left),
                }
            }
            _ => self.named(at, first, rest, n_left),
        }
    }

    /// A path from the root, followed through what the root itself imports.
    fn through_root(&self, rest: &[String], whole: &[String], n_left: usize) -> Vec<Vec<String>> {
        let root = self.modules.get(&ModulePath::new());
        let imported = root.zip(rest.first()).and_then(|(root, name)| {
            let targets = root.imports.get(name)?;
            Some((targets, rest.get(1..).unwrap_or_default()))
        });
        let Some((targets, rest)) = imported else {
            return vec![whole.to_vec()];
        };
        let targets = targets.iter().map(|target| [target, rest].concat());
        targets
            .flat_map(|target| self.resolve(&[], &target, n_left))
            .collect()
    }

    fn named(
        &self,
        at: &[String],
        first: &str,
        rest: &[String],
        n_left: usize,
    ) -> Vec<Vec<String>> {
        let Some(module) = self.modules.get(at) else {
            return Vec::new();
        };
        if let Some(targets) = module.imports.get(first) {
            let whole = targets.iter().map(|target| [target, rest].concat());
            // `use egui;` names itself.
            let leads_on = |whole: &Vec<String>| whole.first().is_none_or(|name| name != first);
            return whole
                .flat_map(|whole| {
                    if leads_on(&whole) {
                        self.resolve(at, &whole, n_left)
                    } else {
                        self.outside(&whole)
                    }
                })
                .collect();
        }
        let own = [first.to_owned()];
        if module.items.contains(first) {
            return vec![[&["crate".to_owned()], at, &own, rest].concat()];
        }
        let globs = module.globs.iter().flat_map(|glob| {
            let modules = self.resolve(at, glob, n_left);
            let inside = modules.into_iter().filter_map(|target| {
                let inside = target.split_first()?.1;
                Some(self.named(inside, first, rest, n_left))
            });
            inside.flatten().collect::<Vec<_>>()
        });
        let found: Vec<_> = globs.collect();
        if found.is_empty() {
            self.outside(&[&own, rest].concat())
        } else {
            found
        }
    }

    /// A path into another crate.
    fn outside(&self, path: &[String]) -> Vec<Vec<String>> {
        let is_crate = |name: &String| {
            ["std", "core", "alloc"].contains(&name.as_str()) || self.crates.contains(name)
        };
        let is_macro = |name: &String| name.ends_with('!');
        let leads_out = path
            .first()
            .is_some_and(|name| is_crate(name) || is_macro(name));
        leads_out.then(|| path.to_vec()).into_iter().collect()
    }
}

/// `["cli", "files"]` for `cli/files.rs`; none for `lib.rs` and `main.rs`.
fn module_path(file: &str) -> ModulePath {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if path == "lib" || path == "main" {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

/// Paths of the modules that are declared for tests only.
fn test_modules(at: &[String], items: &[Item]) -> Vec<ModulePath> {
    let modules = items.iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module),
        _ => None,
    });
    modules
        .flat_map(|module| {
            let path = [at, &[module.ident.to_string()]].concat();
            match &module.content {
                _ if is_for_tests(&module.attrs) => vec![path],
                Some((_, items)) => test_modules(&path, items),
                None => Vec::new(),
            }
        })
        .collect()
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let conditions = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .filter_map(|attribute| attribute.parse_args::<Meta>().ok());
    conditions
        .into_iter()
        .any(|condition| needs_test(&condition))
}

/// True if a condition holds in tests only: `test`, or `all` of it and others.
fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => {
            let parts = Punctuated::<Meta, Token![,]>::parse_terminated;
            let parts = list.parse_args_with(parts).unwrap_or_default();
            parts.iter().any(needs_test)
        }
        Meta::List(_) | Meta::NameValue(_) => false,
    }
}

/// Takes down what a module names.
struct Reader<'a> {
    file: &'a str,
    path: ModulePath,
    modules: &'a mut BTreeMap<ModulePath, Module>,
}

impl Reader<'_> {
    fn read(&mut self, items: &[Item]) {
        for item in items {
            if let Some(name) = name_of(item) {
                self.module().items.insert(name);
            }
        }
        for item in items {
            self.visit_item(item);
        }
    }

    fn module(&mut self) -> &mut Module {
        let module = self.modules.entry(self.path.clone()).or_default();
        self.file.clone_into(&mut module.file);
        module
    }

    fn take_use(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.take_use(&path.tree, &with(path.ident.to_string())),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.take_use(tree, before);
                }
            }
            UseTree::Glob(_) => {
                self.module().globs.push(before.to_vec());
                self.module().paths.push(before.to_vec());
            }
            UseTree::Name(name) if name.ident == "self" => {
                let own = before.last().cloned().unwrap_or_default();
                self.import(own, before.to_vec());
            }
            UseTree::Name(name) => {
                self.import(name.ident.to_string(), with(name.ident.to_string()));
            }
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.import(rename.rename.to_string(), before.to_vec());
            }
            UseTree::Rename(rename) => {
                self.import(rename.rename.to_string(), with(rename.ident.to_string()));
            }
        }
    }

    fn import(&mut self, name: String, target: Vec<String>) {
        let module = self.module();
        module.paths.push(target.clone());
        module.imports.entry(name).or_default().push(target);
    }

    /// Paths and literals among the tokens of a macro, which may follow a syntax of their own.
    fn take_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut n_colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if n_colons != 2 {
                        self.take_path(&mut path);
                    }
                    path.push(name.to_string());
                    n_colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    n_colons += 1;
                }
                TokenTree::Group(group) => {
                    self.take_path(&mut path);
                    self.take_tokens(group.stream());
                }
                TokenTree::Literal(literal) => {
                    self.take_path(&mut path);
                    self.module().literals.push(literal.to_string());
                }
                TokenTree::Punct(_) => self.take_path(&mut path),
            }
        }
        self.take_path(&mut path);
    }

    /// As of [`Self::visit_path`].
    fn take_path(&mut self, path: &mut Vec<String>) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.module().paths.push(path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_for_tests(attributes_of(item)) {
            return;
        }
        if let Item::Static(item) = item {
            let is_mutable = matches!(item.mutability, syn::StaticMutability::Mut(_));
            self.module().has_mutable_static |= is_mutable;
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let Some((_, items)) = &module.content else {
            return;
        };
        self.path.push(module.ident.to_string());
        self.read(items);
        self.path.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.take_use(&item.tree, &[]);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
        self.import(name.to_string(), vec![item.ident.to_string()]);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|part| part.ident.to_string());
        let names: Vec<String> = names.collect();
        // A lone name is a variable, or was taken down where it was imported.
        if names.len() > 1 {
            self.module().paths.push(names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let mut names: Vec<String> = call
            .path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        if let [name] = names.as_mut_slice() {
            name.push('!');
        }
        self.module().paths.push(names);
        self.take_tokens(call.tokens.clone());
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.module().literals.push(literal.value());
    }

    /// Comments are attributes too, and may say what they like.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("doc") {
            return;
        }
        if let Meta::List(list) = &attribute.meta {
            self.take_tokens(list.tokens.clone());
        }
        self.visit_path(attribute.path());
    }
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
