//! Decisions out of a list of numbers: smaller numbers, and fewer of them, make a simpler pipeline.

pub(super) struct Choices<'a> {
    left: std::slice::Iter<'a, u16>,
}

impl<'a> Choices<'a> {
    pub(super) fn new(decisions: &'a [u16]) -> Self {
        Self { left: decisions.iter() }
    }

    /// Returns a number below the limit; 0 once everything is decided.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.left.next().map_or(0, |number| usize::from(*number) % limit)
    }

    /// Returns a number from `least` to `most`.
    pub(super) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// Says yes once in so many times.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    pub(super) fn one<'b, T: ?Sized>(&mut self, of: &[&'b T]) -> &'b T {
        of[self.below(of.len())]
    }

    /// Returns at least one and at most so many of them, in their order.
    pub(super) fn some<'b, T: ?Sized>(&mut self, most: usize, of: &[&'b T]) -> Vec<&'b T> {
        let mut left: Vec<usize> = (0..of.len()).collect();
        let count = self.between(1, most.min(of.len()));
        let mut chosen: Vec<usize> = (0..count).map(|_| left.remove(self.below(left.len()))).collect();
        chosen.sort_unstable();
        chosen.into_iter().map(|index| of[index]).collect()
    }
}
