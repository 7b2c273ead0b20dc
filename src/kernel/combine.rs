//! The arithmetic of a sampler's step on arrays.

/// Σ cᵢ·arrayᵢ, element by element, summed in double precision.
///
/// # Panics
/// Where arrays are of different sizes.
pub fn combine(terms: &[(f64, &[f32])]) -> Vec<f32> {
    let count = terms.first().map_or(0, |(_, array)| array.len());
    assert!(terms.iter().all(|(_, array)| array.len() == count), "arrays of different sizes");
    // Written out for the sums that samplers make, so that each is one pass over memory.
    match *terms {
        [(a, x)] => x.iter().map(|&x| (a * f64::from(x)) as f32).collect(),
        [(a, x), (b, y)] => x.iter().zip(y).map(|(&x, &y)| (a * f64::from(x) + b * f64::from(y)) as f32).collect(),
        [(a, x), (b, y), (c, z)] => {
            let sum = |((&x, &y), &z): ((&f32, &f32), &f32)| a * f64::from(x) + b * f64::from(y) + c * f64::from(z);
            x.iter().zip(y).zip(z).map(|v| sum(v) as f32).collect()
        }
        _ => (0..count).map(|i| terms.iter().map(|(c, x)| c * f64::from(x[i])).sum::<f64>() as f32).collect(),
    }
}

/// Every number limited to [−limit, limit].
pub fn clamp(x: &[f32], limit: f32) -> Vec<f32> {
    x.iter().map(|v| v.clamp(-limit, limit)).collect()
}
