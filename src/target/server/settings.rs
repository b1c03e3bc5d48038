//! What stands in the block of `target server`.

use crate::syntax::{Node, Value};

/// The block, read.
pub(super) struct Server<'a> {
    /// The machines, reached over ssh; none for the one that the script runs on.
    pub(super) hosts: Vec<&'a str>,
    /// Who signs in there.
    pub(super) user: Option<&'a str>,
    /// Where the releases are kept.
    pub(super) directory: &'a str,
    /// The command that starts one.
    pub(super) start: &'a str,
    /// The ports that it listens on in turn; at most two.
    pub(super) ports: Vec<u16>,
    /// The file of nginx's that is rewritten to switch.
    pub(super) proxy: Option<&'a str>,
    /// How many releases are kept.
    pub(super) keep: Option<u32>,
}

impl<'a> Server<'a> {
    /// Reads it; the table of nodes has checked it.
    pub(super) fn read(target: &'a Node) -> Self {
        let text = |name: &str, at| target.child(name).and_then(|line| line.text(at)).map(|text| text.value);
        let hosts = target.child("host").into_iter().flat_map(Node::texts).map(|host| host.value);
        let ports = target.child("port").into_iter().flat_map(|line| &line.arguments);
        let ports = ports.filter_map(|port| match port.value {
            Value::Integer(port) => u16::try_from(port).ok(),
            _ => None,
        });
        let keep = target.child("keep").and_then(|line| line.arguments.first());
        Self {
            hosts: hosts.collect(),
            user: text("user", 0),
            directory: text("directory", 0).unwrap_or_default(),
            start: text("start", 0).unwrap_or_default(),
            ports: ports.collect(),
            proxy: text("proxy", 1),
            keep: keep.and_then(|keep| match keep.value {
                Value::Integer(keep) => u32::try_from(keep).ok(),
                _ => None,
            }),
        }
    }
}
