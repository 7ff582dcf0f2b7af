//! The table of layers in `src/ARCHITECTURE.md`, read as rules.

/// A row of the table.
pub struct Layer {
    pub name: String,
    /// Layers that it may name.
    pub may_use: Vec<String>,
    /// Paths and macros that only this layer and others that list them may use.
    pub reserved: Vec<String>,
    pub chinese: Chinese,
}

/// Where a layer may have Chinese in its string literals.
pub enum Chinese {
    Nowhere,
    /// Files and folders below `src/`.
    In(Vec<String>),
    Anywhere,
}

pub struct Map {
    /// In the order of the table, which is that of the chain: a layer uses only what stands before it.
    pub layers: Vec<Layer>,
    /// Crates that every layer may use.
    pub free: Vec<String>,
}

const COLUMNS: &str = "| layer | is | may use | the only place for | Chinese literals |";
const FREE: &str = "Any layer may use ";

impl Map {
    /// # Errors
    ///
    /// When the text has no such table, or a cell of it cannot be understood.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut lines = text.lines().skip_while(|line| *line != COLUMNS);
        lines.next().ok_or("there is no table of layers")?;
        let mut layers: Vec<Layer> = Vec::new();
        for line in lines.skip(1).take_while(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let &[name, _, may_use, reserved, chinese] = cells.as_slice() else {
                return Err(format!("not five cells: {line}"));
            };
            let above: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
            layers.push(Layer {
                may_use: layers_in(may_use, &above)?,
                name: name.trim_matches('`').to_owned(),
                reserved: quoted(reserved),
                chinese: match (chinese, quoted(chinese)) {
                    ("–", _) => Chinese::Nowhere,
                    (_, paths) if paths.is_empty() => Chinese::Anywhere,
                    (_, paths) => Chinese::In(paths),
                },
            });
        }
        let free = text.lines().find_map(|line| line.strip_prefix(FREE));
        let map = Self {
            layers,
            free: quoted(free.unwrap_or_default()),
        };
        let chain: Vec<&str> = text
            .lines()
            .find(|line| line.contains(" <- "))
            .unwrap_or_default()
            .split(|c: char| !c.is_ascii_lowercase())
            .filter(|name| !name.is_empty())
            .collect();
        let rows: Vec<&str> = map.layers.iter().map(|layer| layer.name.as_str()).collect();
        if chain == rows {
            Ok(map)
        } else {
            Err(format!("the chain is {chain:?}, the table {rows:?}"))
        }
    }

    pub fn layer(&self, name: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.name == name)
    }

    /// Everything that is reserved to some layer.
    pub fn reserved(&self) -> impl Iterator<Item = &str> {
        let reserved = self.layers.iter().flat_map(|layer| &layer.reserved);
        reserved.map(String::as_str)
    }
}

/// `text, model`, `all above`, `all above but ui`, or `–`.
fn layers_in(cell: &str, above: &[&str]) -> Result<Vec<String>, String> {
    let named = |list: &str| -> Result<Vec<String>, String> {
        let names = list.split(',').map(str::trim);
        let known = |name: &str| {
            let is_known = above.contains(&name);
            is_known
                .then(|| name.to_owned())
                .ok_or_else(|| format!("`{name}` in “{cell}” is no layer above this one"))
        };
        names.map(known).collect()
    };
    let Some(rest) = cell.strip_prefix("all above") else {
        return if cell == "–" {
            Ok(Vec::new())
        } else {
            named(cell)
        };
    };
    let but = match rest.strip_prefix(" but ") {
        Some(list) => named(list)?,
        None => Vec::new(),
    };
    let kept = above
        .iter()
        .filter(|name| !but.iter().any(|but| but == *name));
    Ok(kept.map(|name| (*name).to_owned()).collect())
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}
