//! A line of `flags`: `new-dashboard`, `beta #false`.

use super::node::Node;

/// A flag of the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The variable in which the steps see it: `FLAG_NEW_DASHBOARD`.
    pub variable: String,
    /// What it holds: `true`, `false`, or a value of its own.
    pub value: String,
}

impl Flag {
    /// Reads the line.
    pub fn read(node: &Node) -> Self {
        let value = node.arguments.first().map_or_else(|| "true".to_owned(), |value| value.value.as_text());
        Self { variable: variable(&node.name.value), value }
    }
}

/// The name as variables are written: words apart, in capitals.
fn variable(name: &str) -> String {
    let mut variable = "FLAG_".to_owned();
    let mut was_small = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            variable.push('_');
        } else {
            // `newDashboard` are two words.
            if c.is_ascii_uppercase() && was_small {
                variable.push('_');
            }
            variable.push(c.to_ascii_uppercase());
        }
        was_small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    variable
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn a_flag_is_a_variable_in_capitals() {
        for (name, expected) in [
            ("new-dashboard", "FLAG_NEW_DASHBOARD"),
            ("newDashboard", "FLAG_NEW_DASHBOARD"),
            ("beta", "FLAG_BETA"),
            ("useV2Api", "FLAG_USE_V2_API"),
            ("shop.cart", "FLAG_SHOP_CART"),
        ] {
            assert_eq!(variable(name), expected);
        }
    }
}
