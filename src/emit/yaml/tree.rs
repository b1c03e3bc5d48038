//! The document as a tree, and the way from any serializable data to it.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::ser::{self, Impossible, Serialize, Serializer};

use crate::github::comment::COMMENTED;

/// The key of an entry; those of structs cost no allocation.
pub(super) type Key = Cow<'static, str>;

/// A document, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A boolean, a number or `null`, as it is written.
    Plain(Cow<'static, str>),
    /// Text, with or without line ends.
    Text(String),
    /// Values in order.
    List(Vec<Node>),
    /// Entries in order, each key once.
    Map(Vec<(Cow<'static, str>, Node)>),
    /// A value and the comment behind it.
    Commented(Box<Node>, String),
}

impl Node {
    /// Makes the tree of some data. A field of a struct that is `None` is left out.
    pub fn of(data: &(impl Serialize + ?Sized)) -> Result<Self, NotATree> {
        data.serialize(Tree)
    }

    /// Returns the value without its comment.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Commented(value, _) => value.bare(),
            value => value,
        }
    }

    fn null() -> Self {
        Self::Plain("null".into())
    }

    fn number(number: impl Display) -> Self {
        Self::Plain(number.to_string().into())
    }

    fn entry(key: &'static str, value: Self) -> Self {
        Self::Map(vec![(key.into(), value)])
    }
}

/// Data that has no place in a document, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotATree(String);

impl Display for NotATree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotATree {}

impl ser::Error for NotATree {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

type Result<T, E = NotATree> = std::result::Result<T, E>;

struct Tree;

/// Writes the methods that differ by nothing but a type.
macro_rules! each {
    ($make:path: $($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<Node> { Ok($make(value)) })*
    };
}

impl Serializer for Tree {
    type Ok = Node;
    type Error = NotATree;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Impossible<Node, NotATree>;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Impossible<Node, NotATree>;

    each!(Node::number: serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);
    each!(Node::number: serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);

    fn serialize_bool(self, value: bool) -> Result<Node> {
        Ok(Node::Plain(if value { "true" } else { "false" }.into()))
    }

    fn serialize_f32(self, value: f32) -> Result<Node> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, _: f64) -> Result<Node> {
        Err(ser::Error::custom("a fraction is written as text, so that nobody rounds it"))
    }

    fn serialize_char(self, value: char) -> Result<Node> {
        Ok(Node::Text(value.into()))
    }

    fn serialize_str(self, value: &str) -> Result<Node> {
        Ok(Node::Text(value.into()))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node> {
        Err(ser::Error::custom("a document has no place for bytes"))
    }

    fn serialize_none(self) -> Result<Node> {
        Ok(Node::null())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node> {
        Ok(Node::null())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node> {
        Ok(Node::null())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Node> {
        Ok(Node::Text(variant.into()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Node> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node> {
        Ok(Node::entry(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items> {
        Ok(Items { items: Vec::with_capacity(length.unwrap_or_default()), commented: false })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, name: &'static str, length: usize) -> Result<Items> {
        Ok(Items { items: Vec::with_capacity(length), commented: name == COMMENTED })
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<Node, NotATree>> {
        Err(ser::Error::custom(format_args!(
            "`{name}` has a variant with several values, which GitHub has not"
        )))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Entries> {
        Ok(Entries { entries: Vec::with_capacity(length.unwrap_or_default()), key: None })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Entries> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<Node, NotATree>> {
        Err(ser::Error::custom(format_args!("`{name}` has a variant with fields, which GitHub has not")))
    }
}

/// A list, or a value and its comment, that grows.
struct Items {
    items: Vec<Node>,
    commented: bool,
}

impl Items {
    fn push(&mut self, item: &(impl Serialize + ?Sized)) -> Result<()> {
        self.items.push(Node::of(item)?);
        Ok(())
    }

    fn list(self) -> Result<Node> {
        if !self.commented {
            return Ok(Node::List(self.items));
        }
        match <[Node; 2]>::try_from(self.items) {
            // A comment must not hide that there is no value.
            Ok([value, Node::Text(comment)]) if comment.is_empty() || value == Node::null() => Ok(value),
            Ok([value, Node::Text(comment)]) => Ok(Node::Commented(Box::new(value), comment)),
            _ => Err(ser::Error::custom("a commented value is a pair of the value and text")),
        }
    }
}

/// A map or struct that grows.
struct Entries {
    entries: Vec<(Key, Node)>,
    key: Option<Key>,
}

macro_rules! items {
    ($($kind:ident $push:ident),*) => {
        $(impl ser::$kind for Items {
            type Ok = Node;
            type Error = NotATree;

            fn $push<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<()> {
                self.push(item)
            }

            fn end(self) -> Result<Node> {
                self.list()
            }
        })*
    };
}

items!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);

impl ser::SerializeMap for Entries {
    type Ok = Node;
    type Error = NotATree;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        match Node::of(key)? {
            Node::Text(key) => self.key = Some(key.into()),
            other => return Err(ser::Error::custom(format_args!("a key is text, not {other:?}"))),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let key = self.key.take().expect("serde sends the key before its value");
        self.entries.push((key, Node::of(value)?));
        Ok(())
    }

    fn end(self) -> Result<Node> {
        Ok(Node::Map(self.entries))
    }
}

impl ser::SerializeStruct for Entries {
    type Ok = Node;
    type Error = NotATree;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<()> {
        let value = Node::of(value)?;
        if value != Node::null() {
            self.entries.push((key.into(), value));
        }
        Ok(())
    }

    fn end(self) -> Result<Node> {
        Ok(Node::Map(self.entries))
    }
}
