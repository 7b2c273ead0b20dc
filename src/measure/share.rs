//! Shares of trials, and how sure one can be of them.

use serde::Serialize;

/// The quantile of N(0, 1) that leaves 95 % between itself and its negative.
const Z: f64 = 1.959_963_984_540_054;

/// A figure with the interval that holds the true value in 95 % of such measurements.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Estimate {
    /// The figure; NaN of no trials.
    pub value: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
}

/// The share of successes in independent trials, with Wilson's interval (1927), which stays within 0..=1 and is good for few
/// trials and for shares near 0 and 1. Of no trials nothing is known: NaN within 0..=1.
///
/// # Panics
/// Where there are more successes than trials.
pub fn share(successes: usize, trials: usize) -> Estimate {
    assert!(successes <= trials, "{successes} successes in {trials} trials");
    if trials == 0 {
        return Estimate { value: f64::NAN, low: 0.0, high: 1.0 };
    }
    let (n, p) = (trials as f64, successes as f64 / trials as f64);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let (middle, scale) = (p + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    // At the ends the exact limits are 0 and 1, which rounding may miss.
    let low = if successes == 0 { 0.0 } else { (middle - spread) / scale };
    let high = if successes == trials { 1.0 } else { (middle + spread) / scale };
    Estimate { value: p, low, high }
}

/// The entropy of a choice between two of which one has this share, in bits: 0 where it is always the same, 1 where both are
/// equally frequent. A figure of the share's, so its interval is the image of the share's: entropy rises up to a share of ½
/// and falls from there.
pub fn binary_entropy(share: Estimate) -> Estimate {
    let [value, a, b] = [share.value, share.low, share.high].map(entropy);
    let high = if share.low <= 0.5 && share.high >= 0.5 { 1.0 } else { a.max(b) };
    Estimate { value, low: a.min(b), high }
}

/// −p log₂ p − (1 − p) log₂(1 − p).
fn entropy(p: f64) -> f64 {
    let term = |p: f64| if p > 0.0 { -p * libm::log2(p) } else { p * 0.0 };
    term(p) + term(1.0 - p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_the_intervals_of_wilson() {
        // Newcombe 1998, table I, method 3.
        for (successes, trials, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = share(successes, trials);
            assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{found:?}");
            let other = share(trials - successes, trials);
            assert!((other.low - (1.0 - found.high)).abs() < 1e-12, "both ends are treated alike");
        }
        assert!(share(0, 0).value.is_nan());
    }

    #[test]
    fn entropy_is_largest_for_an_even_choice_and_its_interval_holds_it() {
        let even = binary_entropy(share(50, 100));
        assert_eq!((even.value, even.high), (1.0, 1.0));
        assert!(even.low < 1.0 && even.low > 0.9);
        for (left, of) in [(0, 100), (100, 100)] {
            let none = binary_entropy(share(left, of));
            assert_eq!((none.value, none.low), (0.0, 0.0));
            assert!(none.high > 0.1 && none.high < 0.3, "{none:?}");
        }
        let some = binary_entropy(share(11, 100));
        assert!((some.value - 0.499_915_958_164_528_5).abs() < 1e-12);
        assert!(some.low < some.value && some.value < some.high && some.high < 1.0);
        assert!(binary_entropy(share(0, 0)).value.is_nan());
    }
}
