//! `coverage`: who of a roster is named, for how long, in which order, and who is missing.

use serde_json::{Value, json};

use crate::roster::{Coverage, GroupCoverage, State, UnitCoverage};

/// True if something is left to be done: somebody has no passage, stands out of order, or is masked.
pub(super) fn has_gaps(coverage: &Coverage) -> bool {
    let is_fine = |unit: &UnitCoverage| unit.state() == State::Named && !unit.is_out_of_order;
    !coverage.masked.is_empty() || !units(coverage).all(is_fine)
}

pub(super) fn as_text(coverage: &Coverage) -> String {
    let mut text = String::new();
    for group in &coverage.groups {
        text.push_str(&format!(
            "{} {}/{}\n",
            group.name,
            group.n_named(),
            group.units.len()
        ));
        let n_chars = group.n_chars();
        for unit in &group.units {
            text.push_str(&line(unit, n_chars));
        }
        text.push('\n');
    }
    for masked in &coverage.masked {
        // Where the order leaves a choice, the rest is no help.
        let likely = masked
            .candidates
            .get(..masked.n_likely)
            .filter(|likely| !likely.is_empty());
        let names: Vec<_> = candidates(coverage, likely.unwrap_or(&masked.candidates)).collect();
        let who = if names.is_empty() {
            "名册里没有剩下的同类单位".to_owned()
        } else {
            format!("可能是{}", names.join("、"))
        };
        text.push_str(&format!("化名“{}”：{who}\n", masked.name));
    }
    text
}

fn line(unit: &UnitCoverage, n_group_chars: usize) -> String {
    let order = if unit.is_out_of_order {
        "  次序不对"
    } else {
        ""
    };
    match (unit.state(), unit.position) {
        (State::Named, Some(position)) => {
            let share = unit.n_chars * 100 / n_group_chars.max(1);
            format!(
                "{position:>4}  {}  {}字（{share}%）{order}\n",
                unit.unit, unit.n_chars
            )
        }
        (State::Missing, _) => format!("   -  {}  没有点到\n", unit.unit),
        _ => format!("   ~  {}  只是提到\n", unit.unit),
    }
}

pub(super) fn as_json(coverage: &Coverage) -> Value {
    let names = |is: fn(&UnitCoverage) -> bool| {
        let found = units(coverage).filter(|unit| is(unit));
        found.map(|unit| unit.unit.clone()).collect::<Vec<_>>()
    };
    let masked: Vec<_> = coverage
        .masked
        .iter()
        .map(|name| {
            json!({
                "name": name.name,
                "chars": name.n_chars,
                "candidates": candidates(coverage, &name.candidates).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "groups": coverage.groups.iter().map(group_json).collect::<Vec<_>>(),
        "missing": names(|unit| unit.state() != State::Named),
        "out_of_order": names(|unit| unit.is_out_of_order),
        "unknown": coverage.masked.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(),
        "masked": masked,
    })
}

fn group_json(group: &GroupCoverage) -> Value {
    let unit = |unit: &UnitCoverage| {
        json!({
            "unit": unit.unit,
            "named": unit.state() == State::Named,
            "state": match unit.state() {
                State::Named => "named",
                State::InPassing => "passing",
                State::Missing => "missing",
            },
            "mentions": unit.mentions.len(),
            "chars": unit.n_chars,
            "position": unit.position,
        })
    };
    json!({
        "name": group.name,
        "expected": group.units.len(),
        "named": group.n_named(),
        "chars": group.n_chars(),
        "units": group.units.iter().map(unit).collect::<Vec<_>>(),
    })
}

fn units(coverage: &Coverage) -> impl Iterator<Item = &UnitCoverage> {
    coverage.groups.iter().flat_map(|group| &group.units)
}

fn candidates<'a>(
    coverage: &'a Coverage,
    places: &'a [(usize, usize)],
) -> impl Iterator<Item = &'a str> {
    places.iter().filter_map(|(group, unit)| {
        let unit = coverage.groups.get(*group)?.units.get(*unit)?;
        Some(unit.unit.as_str())
    })
}
