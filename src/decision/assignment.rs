//! Gives people to the lines that ask for them, each person to one line, so that as many as possible count.

/// Who may answer which line.
pub(super) struct Seats<'a> {
    /// How many people each line asks for.
    pub(super) wanted: &'a [usize],
    /// Whether a person may answer a line.
    pub(super) fits: &'a dyn Fn(usize, usize) -> bool,
}

impl Seats<'_> {
    /// Seats everybody who has no line yet and can get one, if need be by moving others. Nobody loses a seat.
    pub(super) fn fill(&self, placed: &mut [Option<usize>]) {
        for person in 0..placed.len() {
            if placed[person].is_none() {
                self.seat(person, placed, &mut vec![false; self.wanted.len()]);
            }
        }
    }

    fn seat(&self, person: usize, placed: &mut [Option<usize>], tried: &mut [bool]) -> bool {
        let holders = |line: usize, placed: &[Option<usize>]| -> Vec<usize> {
            (0..placed.len()).filter(|&one| placed[one] == Some(line)).collect()
        };
        let lines = 0..self.wanted.len();
        let fitting: Vec<usize> = lines.filter(|&line| !tried[line] && (self.fits)(person, line)).collect();
        let free = fitting.iter().copied().find(|&line| holders(line, placed).len() < self.wanted[line]);
        let given = free.or_else(|| {
            fitting.into_iter().find(|&line| {
                let is_new = !std::mem::replace(&mut tried[line], true);
                is_new && holders(line, placed).into_iter().any(|holder| self.seat(holder, placed, tried))
            })
        });
        if let Some(line) = given {
            placed[person] = Some(line);
        }
        given.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most people who can be seated, by trying everything.
    fn most(people: usize, wanted: &mut [usize], fits: &dyn Fn(usize, usize) -> bool) -> usize {
        let Some(person) = people.checked_sub(1) else { return 0 };
        let mut best = most(person, wanted, fits);
        for line in 0..wanted.len() {
            if wanted[line] > 0 && fits(person, line) {
                wanted[line] -= 1;
                best = best.max(1 + most(person, wanted, fits));
                wanted[line] += 1;
            }
        }
        best
    }

    #[test]
    fn small_cases_agree_with_trying_everything() {
        for code in 0..(1 << 9) * 27 {
            let fits = |person: usize, line: usize| code >> (person * 3 + line) & 1 == 1;
            let wanted = [code / 512 % 3, code / 1536 % 3, code / 4608 % 3];
            let mut placed = [None; 3];
            Seats { wanted: &wanted, fits: &fits }.fill(&mut placed);
            let seated = placed.iter().flatten().count();
            assert_eq!(seated, most(3, &mut wanted.clone(), &fits), "{wanted:?} {code:b}");
            for (line, &wanted) in wanted.iter().enumerate() {
                let here = (0..3).filter(|&person| placed[person] == Some(line));
                assert!(here.clone().all(|person| fits(person, line)), "{code:b}");
                assert!(here.count() <= wanted, "{code:b}");
            }
        }
    }
}
