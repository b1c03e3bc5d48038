//! The `Link` header, which leads from page to page.

/// Returns the address of the next page.
pub(super) fn next(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some((_, behind)) = rest.split_once('<') {
        let (url, behind) = behind.split_once('>')?;
        let parameters = behind.split('<').next().unwrap_or_default();
        let is_next =
            parameters.split([';', ',']).any(|one| matches!(one.trim(), "rel=\"next\"" | "rel=next"));
        if is_next {
            return Some(url);
        }
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_next_page_is_found_wherever_it_stands() {
        assert_eq!(
            next(r#"<https://a/x?page=2>; rel="next", <https://a/x?page=9>; rel="last""#),
            Some("https://a/x?page=2")
        );
        assert_eq!(
            next(r#"<https://a/x?q=1,2;3>; rel="prev", <https://a/y>; rel="next""#),
            Some("https://a/y")
        );
        assert_eq!(next(r#"<https://a/x>; rel="last""#), None);
        assert_eq!(next("<https://a"), None);
        assert_eq!(next(""), None);
    }
}
