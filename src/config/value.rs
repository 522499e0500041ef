//! A configuration's values with their places, whether it is TOML or JSON.

use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value and where it stands, in bytes of its source.
#[derive(Clone, Debug)]
pub struct Value {
    pub range: Range<usize>,
    pub shape: Shape,
}

/// What a value is, as far as a configuration cares.
#[derive(Clone, Debug)]
pub enum Shape {
    Text(String),
    List(Vec<Value>),
    Table(Vec<(Name, Value)>),
    Flag(bool),
    /// Anything else, by what a writer would call it.
    Other(&'static str),
    /// Says nothing: a value left over from broken syntax, or JSON's `null`.
    Nothing,
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub struct Name {
    pub range: Range<usize>,
    pub text: String,
}

impl Value {
    /// What a writer would call it.
    pub fn called(&self) -> &'static str {
        match &self.shape {
            Shape::Text(_) => "text",
            Shape::List(_) => "a list",
            Shape::Table(_) => "a table",
            Shape::Flag(_) => "true or false",
            Shape::Other(called) => called,
            Shape::Nothing => "nothing",
        }
    }
}

/// A TOML table, its entries by their places.
pub fn table_of_toml(table: &DeTable<'_>) -> Vec<(Name, Value)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let name = Name { range: key.span(), text: key.get_ref().to_string() };
            (name, of_toml(value.get_ref(), value.span()))
        })
        .collect();
    entries.sort_by_key(|(name, _)| name.range.start);
    entries
}

fn of_toml(value: &DeValue<'_>, range: Range<usize>) -> Value {
    let shape = match value {
        DeValue::String(text) => Shape::Text(text.to_string()),
        DeValue::Array(items) => Shape::List(items.iter().map(|item| of_toml(item.get_ref(), item.span())).collect()),
        DeValue::Table(table) => Shape::Table(table_of_toml(table)),
        DeValue::Boolean(flag) => Shape::Flag(*flag),
        DeValue::Integer(_) | DeValue::Float(_) => Shape::Other("a number"),
        DeValue::Datetime(_) => Shape::Other("a date"),
    };
    Value { range, shape }
}

/// A JSON value; it has no places.
pub fn of_json(value: &serde_json::Value) -> Value {
    let shape = match value {
        serde_json::Value::Null => Shape::Nothing,
        serde_json::Value::Bool(flag) => Shape::Flag(*flag),
        serde_json::Value::Number(_) => Shape::Other("a number"),
        serde_json::Value::String(text) => Shape::Text(text.clone()),
        serde_json::Value::Array(items) => Shape::List(items.iter().map(of_json).collect()),
        serde_json::Value::Object(table) => Shape::Table(
            table.iter().map(|(key, value)| (Name { range: 0..0, text: key.clone() }, of_json(value))).collect(),
        ),
    };
    Value { range: 0..0, shape }
}
